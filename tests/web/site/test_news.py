"""Articles: numbers are references, two people publish one, and a revised number changes by itself."""

from datetime import date, timedelta

import pytest
from django.test import Client
from tests.web.log import entry
from tests.web.published import HIDDEN, OUTPUT

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.site.models import Article
from nanfeng.web.site.prose import faults, rendered
from nanfeng.web.site.services.articles import Draft, RefusedError, publish, rewrite, withdraw, write

pytestmark = pytest.mark.django_db

WRITER, APPROVER = "planner@example.org", "approver@example.org"


def draft(body: str = "", embargo: date | None = None, release: object = None) -> Draft:
    said = body or f"产值[[{OUTPUT}]]。"
    return Draft("news", Text("消息", "News"), Text(said, said), embargo or clock.today(), release)  # type: ignore[arg-type]


def test_a_number_is_looked_up_when_the_page_is_made(published):
    text = rendered(f"产值**[[{OUTPUT}]]**，", None)
    assert "2,400.00万元" in text
    assert f'href="/figures/figure/{OUTPUT}"' in text


def test_a_window_means_that_of_the_release(published):
    text = rendered("[[industrial_output @to_date place=park_nanhai]]", published.release)
    assert "2,400.00万元" in text
    assert faults(["[[industrial_output @to_date]]"], None)


def test_a_revised_number_changes_in_an_article_that_is_out(published, corrected):
    article = publish(write(draft(), WRITER).pk, 1, APPROVER)
    page = Client().get(f"/news/{article.pk}/").content.decode()
    assert "2,640.00万元" in page
    assert "2,400.00万元" not in page


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (f"[[{HIDDEN}]]", "不予公布"),
        ("[[industrial_output/1999/zone]]", "尚未公布"),
        ("[[no_such_thing/2023/zone]]", "尚未公布"),
        ("[[what]]", "无法识别"),
        (f"[[{OUTPUT} style=loud]]", "无法识别"),
    ],
)
def test_an_article_that_cites_what_the_public_does_not_see_is_refused_and_says_why(published, body, why):
    article = write(draft(body), WRITER)
    with pytest.raises(RefusedError) as refused:
        publish(article.pk, 1, APPROVER)
    assert why in refused.value.reasons[0].zh
    assert Client().get(f"/news/{article.pk}/").status_code == 404


def test_who_wrote_it_does_not_publish_it(published):
    article = write(draft(), WRITER)
    with pytest.raises(RefusedError, match="cannot publish it"):
        publish(article.pk, 1, WRITER)


def test_two_who_change_one_draft_do_not_overwrite_each_other(published):
    article = write(draft(), WRITER)
    rewrite(article.pk, 1, draft("甲"), WRITER)
    with pytest.raises(RefusedError, match="Somebody changed"):
        rewrite(article.pk, 1, draft("乙"), "other@example.org")
    with pytest.raises(RefusedError, match="Somebody changed"):
        publish(article.pk, 1, APPROVER)


def test_before_its_day_nobody_reads_it_and_after_withdrawal_neither(published):
    article = write(draft(embargo=clock.today() + timedelta(days=1)), WRITER)
    publish(article.pk, 1, APPROVER)
    assert Client().get(f"/news/{article.pk}/").status_code == 404
    assert "消息" not in Client().get("/news/").content.decode()
    Article.objects.update(embargo=clock.today())
    assert Client().get(f"/news/{article.pk}/").status_code == 200
    withdraw(article.pk, 2)
    assert Client().get(f"/news/{article.pk}/").status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[here](javascript:alert(1))",
        "![](https://example.com/pixel.png)",
        '[[x" onmouseover="alert(1)]]',
        "<img src=x onerror=alert(1)>",
    ],
)
def test_what_a_writer_types_never_becomes_code_or_a_picture_from_elsewhere(body):
    text = rendered(body, None)
    for sign in ("<script", "<img", 'href="javascript', ' onmouseover="'):
        assert sign not in text


def test_planner_and_approver_do_it_on_the_page(client, sign_in, published):
    planner = sign_in(client, Role.PLANNER)
    said = {"kind": "notice", "title_zh": "通知甲", "title_en": "Notice", "body_zh": f"[[{OUTPUT}]]", "body_en": "Text"}
    answer = planner.post("/newsroom/write/", said | {"embargo": clock.today().isoformat()})
    article = Article.objects.get()
    assert answer["Location"] == f"/newsroom/{article.pk}/"
    assert planner.post(f"/newsroom/{article.pk}/publish/", {"version": 1}).status_code == 403
    approver = sign_in(Client(), Role.APPROVER)
    assert "批准发布" in approver.get(f"/newsroom/{article.pk}/").content.decode()
    approver.post(f"/newsroom/{article.pk}/publish/", {"version": 1})
    assert "2,400.00万元" in Client().get(f"/news/{article.pk}/").content.decode()
    assert "通知甲" in Client().get("/").content.decode()
    assert entry(action="publish", noun="article").who == APPROVER


def test_why_it_cannot_be_published_stands_on_the_page(client, sign_in, published):
    article = write(draft(f"[[{HIDDEN}]]"), WRITER)
    approver = sign_in(client, Role.APPROVER)
    assert "不予公布" in approver.get(f"/newsroom/{article.pk}/").content.decode()
    answer = approver.post(f"/newsroom/{article.pk}/publish/", {"version": 1}, follow=True)
    assert "文章不能引用" in answer.content.decode()


def test_a_page_with_many_references_asks_once(published, django_assert_num_queries):
    with django_assert_num_queries(1):
        rendered(f"[[{OUTPUT}]] " * 40 + f"[[{HIDDEN}]]", None)


def test_the_feed_tells_the_numbers_as_they_are_now(published):
    publish(write(draft(), WRITER).pk, 1, APPROVER)
    assert "2,400.00万元" in Client().get("/feeds/news.xml").content.decode()
