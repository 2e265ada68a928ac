"""The public pages: open without account, cookie or script; in both languages; with a constant number of queries."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.published import HIDDEN, OUTPUT, file_returns, publish

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.web.closing.models import ReleasedFigure

pytestmark = pytest.mark.django_db

PAGES = (
    *("/", "/data/", "/data/industrial_output/", "/definitions/", "/definitions/industrial_output/", "/glossary/"),
    *("/reports/", "/calendar/", "/calendar.ics", "/corrections/", "/timeline/", "/sources/", "/sources/s0/"),
    *("/claims/S0-03/", "/news/", "/privacy/", "/robots.txt", "/sitemap.xml"),
    *("/feeds/news.xml", "/feeds/releases.xml", "/feeds/corrections.xml"),
)


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


def more_figures(published, count: int, since: int = 1500) -> None:
    """Publish so many more figures of the same indicator, each of another January."""
    row = ReleasedFigure.objects.get(release=published.release, key=str(OUTPUT))
    made = []
    for number in range(count):
        period = Period.parse(f"{since + number}-01")
        key = str(FigureKey(OUTPUT.indicator, period, OUTPUT.place))
        made.append(
            ReleasedFigure(
                release=row.release,
                key=key,
                indicator=row.indicator,
                place=row.place,
                first=period.first,
                last=period.last,
                status=row.status,
                value=row.value,
                content=row.content | {"key": key},
                standing=True,
            )
        )
    ReleasedFigure.objects.bulk_create(made)


def test_a_public_page_needs_no_cookie_and_sets_none_and_may_be_kept(published):
    for path in PAGES:
        answer = Client().get(path)
        assert (answer.status_code, dict(answer.cookies)) == (200, {}), path
        assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=60"}, path
        assert Client().get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304, path


def test_a_public_page_speaks_both_languages(published):
    for path in PAGES:
        english = Client().get(path, headers={"Accept-Language": "en"}).content.decode()
        headings = re.findall(r"<(?:h1|h2|th|caption)[^>]*>([^<]+)", english)
        assert not [words for words in headings if re.search(r"[\u4e00-\u9fff]", words)], path


def test_the_number_of_queries_does_not_grow_with_the_figures(published):
    more_figures(published, 10)
    few = {path: queries(path) for path in (*PAGES, *PAGES)}  # the second time, when targets have been judged
    more_figures(published, 500, since=1600)
    assert {path: queries(path) for path in PAGES} == few


def test_a_new_publication_is_seen_at_once_by_who_asks_again(published):
    before = Client().get("/data/")["ETag"]
    from_then = Client().get("/data/", headers={"If-None-Match": before})
    assert from_then.status_code == 304
    published.release.published_at = None
    published.release.save()
    assert Client().get("/data/", headers={"If-None-Match": before}).status_code == 200


def test_what_somebody_with_an_account_gets_is_not_kept(published, client, sign_in):
    answer = sign_in(client, Role.STATISTICIAN).get("/data/")
    assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_link_in_a_language_opens_in_it_and_the_next_page_stays_in_it():
    reader = Client()
    assert 'lang="en"' in reader.get("/glossary/?lang=en").content.decode()
    assert "Release calendar" in reader.get("/calendar/").content.decode()
    assert "发布日历" in reader.get("/calendar/?lang=zh").content.decode()


def test_pages_name_their_address_and_that_in_the_other_language():
    page = Client().get("/glossary/?lang=en").content.decode()
    assert '<link rel="canonical" href="http://testserver/glossary/">' in page
    assert 'hreflang="zh-Hans" href="http://testserver/glossary/?lang=zh"' in page


def test_the_catalogue_finds_by_word_and_leads_to_every_figure(published):
    page = Client().get("/data/?q=工业总产值").content.decode()
    assert "/data/industrial_output/" in page
    assert "没有找到" in Client().get("/data/?q=完全没有这个词").content.decode()
    figures = Client().get("/data/industrial_output/?place=park_nanhai").content.decode()
    assert f"/figures/figure/{OUTPUT}" in figures
    assert "2,400.00万元" in figures
    assert "zone/growth" not in figures


def test_what_is_suppressed_is_listed_without_a_number(published):
    page = Client().get("/data/industrial_output/?place=park_shunde").content.decode()
    assert "不予公布" in page
    assert ReleasedFigure.objects.get(key=str(HIDDEN), standing=True).value is None


def test_a_definition_says_what_stands_behind_it():
    page = Client().get("/definitions/industrial_output/").content.decode()
    for told in ("可比口径", "之和", "定义版本", "依据的报表"):
        assert told in page
    assert Client().get("/definitions/none_of_ours/").status_code == 404


def test_nothing_under_embargo_is_on_any_page(zone):
    file_returns()
    waiting = publish(out=False).release
    for path in PAGES:
        page = Client().get(path).content.decode()
        assert "/figures/figure/industrial_output" not in page, path
        assert waiting.pk[:12] not in page, path


def test_the_front_page_says_so_where_nothing_is_published():
    page = Client().get("/").content.decode()
    assert "还没有公布数据" in page
