"""What came out, what is to come out, what was corrected, and what became of plans and claims."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from tests.web.published import OUTPUT

from nanfeng.plans.progress import State
from nanfeng.release.release import HELD
from nanfeng.web import city
from nanfeng.web.closing.calendar import Planned, plan_day
from nanfeng.web.closing.models import ReleasedFigure, Revision
from nanfeng.web.planning.queries import judged
from nanfeng.web.site.calendar_file import calendar_text
from nanfeng.web.site.queries import releases, sources, timeline

pytestmark = pytest.mark.django_db


def test_the_log_says_what_was_shown_what_is_shown_now_and_why(corrected):
    _page, found = releases.corrections("1")
    one = next(entry for entry in found if entry.key == OUTPUT)
    assert (one.old.value, one.new.value) == (24_000_000, 26_400_000)
    shown = Client().get("/corrections/").content.decode()
    for told in ("2,400.00万元", "2,640.00万元", "有记录被更正"):
        assert told in shown
    english = Client().get("/corrections/?lang=en").content.decode()
    assert "records were corrected" in english


def test_of_a_revision_that_is_held_the_log_does_not_show_one_number_twice(corrected):
    held = Revision.objects.get(key=str(OUTPUT))
    Revision.objects.filter(pk=held.pk).update(reasons=["revision_held"])
    shown = Client().get("/corrections/").content.decode()
    row = next(row for row in shown.split("<tr") if f'id="correction-{held.pk}"' in row)
    assert "暂不更正" in row
    assert "2,640.00万元" not in row


def test_a_release_that_was_said_anew_is_marked(corrected):
    assert "后来有更新的发布" in Client().get("/reports/").content.decode()


def test_a_revision_that_is_held_back_is_said(published):
    row = ReleasedFigure.objects.get(key=str(OUTPUT), standing=True)
    row.content |= {"flags": [HELD]}
    row.save()
    assert "暂不更正的数字" in Client().get("/corrections/").content.decode()


def test_reports_can_be_had_as_data(published):
    page = Client().get("/reports/").content.decode()
    link = f"/closing/releases/{published.release.pk}/data/figures.csv"
    assert link in page
    assert Client().get(link).status_code == 200


def test_the_calendar_shows_what_is_planned_on_the_page_and_in_the_file(as_system):
    plan_day(Planned("bulletin", "zone", "2099-01..2099-03", date(2099, 4, 20)))
    assert "2099年4月20日" in Client().get("/calendar/").content.decode()
    answer = Client().get("/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    lines = answer.content.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20990420" in lines
    assert "DTEND;VALUE=DATE:20990421" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_a_long_title_is_folded_without_cutting_a_character():
    title = "统计快报，" * 30
    text = calendar_text([("x", date(2026, 1, 1), title)], datetime(2026, 1, 1, tzinfo=UTC))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert title.replace(",", "\\,") in text.replace("\r\n ", "")


def test_every_claim_has_a_page_that_says_its_state(published):
    for document in sources.documents():
        for claim in document.claims:
            assert claim.label.zh
    page = Client().get("/claims/S0-03/").content.decode()
    assert "不一致" in page
    assert "by 2026" in page
    assert "/definitions/industrial_output/" in page
    assert "高质量推进制造业行动方案" in page
    assert len([one for document in sources.documents() for one in document.claims]) == len(city.pack().published)


def test_a_claim_that_nobody_made_is_not_found():
    assert Client().get("/claims/S9-99/").status_code == 404
    assert Client().get("/sources/none/").status_code == 404


def test_a_law_has_its_page_though_no_number_was_taken_from_it():
    law = Client().get("/sources/hightech_measures2016/").content.decode()
    assert "高新技术企业认定管理办法" in law
    assert "<table" not in law


def test_the_timeline_tells_what_became_of_every_target():
    found = timeline.courses()
    told = [wanted for course in found for wanted in course.wanted]
    assert len(told) == sum(len(plan.targets) for plan in city.pack().plans.values())
    assert {wanted.progress.state for wanted in told} >= {State.MET, State.CANNOT_BE_TOLD}
    assert [course.begins for course in found] == sorted(course.begins for course in found)


def test_targets_and_claims_are_judged_once_for_a_state_of_publication(published, monkeypatch):
    judged._judged.cache_clear()
    cache.clear()
    asked = []
    judge = judged.judge
    monkeypatch.setattr(judged, "judge", lambda *those: asked.append(1) or judge(*those))
    for path in ("/timeline/", "/sources/", "/claims/S0-03/"):
        Client().get(path)
    judged._judged.cache_clear()  # as in another process
    Client().get("/sources/")
    assert asked == [1]
