"""Every page of closing and publishing opens to those who may, in both languages, with as many queries as ever."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.closing import made
from tests.web.closing.made import built, published, step
from tests.web.log import entries

from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import CalendarEntry, Release
from nanfeng.web.closing.queries.releases import computed
from nanfeng.web.closing.releasing import write_documents
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.runner import run
from nanfeng.web.people.scope import SYSTEM, acting

pytestmark = pytest.mark.django_db

INSIDE = (Role.STATISTICIAN, Role.PLANNER, Role.APPROVER, Role.AUDITOR)
OUTSIDE = tuple(role for role in Role if role not in INSIDE)


def addresses(release: Release) -> list[str]:
    home = "/closing"
    return [
        f"{home}/vintages/",
        f"{home}/vintages/{release.vintage.pk}/",
        f"{home}/releases/",
        f"{home}/releases/{release.pk}/",
        f"{home}/releases/?stage=built",
        f"{home}/calendar/",
        f"{home}/corrections/",
    ]


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("role", INSIDE)
def test_the_pages_open_in_both_languages(release, go, role, language):
    client = go(role)
    for address in addresses(release):
        answer = client.get(address, headers={"accept-language": language})
        assert answer.status_code == 200, address
        page = answer.content.decode()
        assert ("Release" in page) == (language == "en"), address


def test_vintages_are_listed_with_what_they_hold(release, go):
    page = go(Role.AUDITOR).get("/closing/vintages/").content.decode()
    assert f"/closing/vintages/{release.vintage.pk}/" in page


def test_nobody_else_opens_them(release, go, client):
    for role in OUTSIDE:
        assert {go(role).get(address).status_code for address in addresses(release)} == {403}, role
    assert {client.get(address).status_code for address in addresses(release)} == {302}


def test_the_page_of_a_call_opens_with_its_sums(call, go):
    page = go(Role.APPROVER).get(f"/closing/{call.pk}/").content.decode()
    assert "6.02亿元" in page or "6.01亿元" in page
    assert "关账并冻结" in page
    assert "关账并冻结" not in go(Role.STATISTICIAN).get(f"/closing/{call.pk}/").content.decode()


def test_no_page_asks_the_database_more_for_more_rows(vintage, go):
    client, release = go(Role.STATISTICIAN), built(vintage)
    for address in addresses(release):
        client.get(address)
    few = {address: _queries(client, address) for address in addresses(release)}
    for place in ("park_nanhai", "park_shunde"):
        built(vintage, place)
        CalendarEntry.objects.create(publication="bulletin", place=place, period="2026-10", day=clock.today())
    assert {address: _queries(client, address) for address in addresses(release)} == few


def _queries(client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.get(address)
    return len(seen)


FILES = ["figures.csv", "figures.xlsx", "figures.sdmx.csv", "structure.xml"]


def test_files_are_for_the_office_until_the_day_and_then_for_everybody(release, go, client):
    found = [f"/closing/releases/{release.pk}/data/{name}" for name in FILES]
    assert {client.get(address).status_code for address in found} == {404}
    assert {go(Role.PARK_OFFICER).get(address).status_code for address in found} == {404}
    assert {go(Role.PLANNER).get(address).status_code for address in found} == {200}
    assert len(entries(action="export", noun="release")) == len(FILES)
    published(release)
    answers = [client.get(address) for address in found]
    assert {answer.status_code for answer in answers} == {200}
    assert made.OUTPUT in answers[0].content.decode("utf-8-sig")
    assert answers[1].content.startswith(b"PK")
    assert b"industrial_output" in answers[2].content
    assert b"Structure" in answers[3].content


def test_the_report_is_for_the_office_until_the_day_and_names_no_enterprise(release, go, client):
    with made.doing(Role.STATISTICIAN):
        folder = write_documents(computed(release))
    address = f"/closing/releases/{release.pk}/report"
    assert client.get(f"{address}/index.html").status_code == 404
    page = go(Role.APPROVER).get(f"{address}/index.html")
    assert b"".join(page.streaming_content).startswith(b"<!doctype html>")
    published(release)
    for name in ("index.html", "index.en.html", "style.css", "vega.js", "report.zh.pdf", "report.en.docx"):
        answer = client.get(f"{address}/{name}")
        assert answer.status_code == 200, name
        assert b"".join(answer.streaming_content)
    assert client.get(f"{address}/../../receipts.json").status_code == 404
    assert client.get(f"{address}/..%2f..%2freceipts.json").status_code == 404
    assert client.get(f"{address}/nothing.html").status_code == 404
    texts = [path.read_text("utf-8") for path in folder.rglob("*.html")]
    assert texts
    assert not [text for text in texts if "uscc:" in text or "试岭" in text]


def test_a_step_is_taken_on_the_page_and_a_refusal_said_there(release, go):
    step(release, Role.STATISTICIAN, "check")
    address = f"/closing/releases/{release.pk}/"
    seen = {"expected": "2", "digest": release.pk}
    statistician = go(Role.STATISTICIAN)
    statistician.post(f"{address}step/", {"transition": "approve", **seen})
    assert f"由{Role.APPROVER.label.zh}办理" in statistician.get(address).content.decode()
    approver = go(Role.APPROVER)
    assert approver.post(f"{address}step/", {"transition": "approve", **seen}).status_code == 302
    assert approver.post(f"{address}step/", {"transition": "approve", **seen}).status_code == 409
    day = clock.today() + timedelta(days=2)
    approver.post(f"{address}step/", {"transition": "schedule", "expected": "3", "digest": release.pk, "day": f"{day}"})
    release.refresh_from_db()
    assert release.due == day


def test_all_bulletins_of_a_month_are_ordered_at_once(vintage, go):
    wanted = {"publication": "bulletin", "place": "*", "period": made.PERIOD, "vintage": vintage.pk}
    client = go(Role.STATISTICIAN)
    assert client.post("/closing/releases/build/", wanted).headers["Location"] == "/jobs/"
    client.post("/closing/releases/build/", wanted)
    with acting(SYSTEM, Doer("test")):
        places = [job.arguments["place"] for job in Job.objects.filter(kind="build_release").order_by("pk")]
    assert places[0] == "zone"
    assert len(places) == len(set(places)) == 6


def test_a_report_that_was_not_written_can_be(release, go):
    client, address = go(Role.STATISTICIAN), f"/closing/releases/{release.pk}/"
    assert "撰写报告" in client.get(address).content.decode()
    run(int(client.post(f"{address}write/").headers["Location"].split("/")[-2]))
    page = client.get(address).content.decode()
    assert "网页版（中文）" in page
    assert client.post(f"{address}write/").status_code == 404


def test_what_cannot_be_built_is_said_beside_the_field(vintage, go):
    wanted = {"publication": "bulletin", "place": "zone", "period": "May", "vintage": vintage.pk}
    answer = go(Role.PLANNER).post("/closing/releases/build/", wanted)
    assert answer.status_code == 422
    assert "这不是一个时期" in answer.content.decode()


def test_a_day_is_planned_on_the_page_and_cancelled(vintage, go):
    wanted = {"publication": "bulletin", "place": "zone", "period": made.PERIOD, "day": f"{clock.today()}"}
    client = go(Role.PLANNER)
    assert client.post("/closing/calendar/plan/", wanted).status_code == 302
    assert client.post("/closing/calendar/plan/", wanted).status_code == 409
    planned = CalendarEntry.objects.get()
    client.post(f"/closing/calendar/{planned.pk}/cancel/")
    assert not CalendarEntry.objects.exists()


def test_only_those_who_see_enterprises_see_rows_and_files_of_a_vintage(vintage, go):
    first = vintage
    made.report(130_000, number=0)
    second = made.frozen("reporting_error")
    address = f"/closing/vintages/{second.pk}/compare/?with={first.pk}"
    table = f"/closing/vintages/{second.pk}/monthly_return.parquet"
    approver, planner = go(Role.APPROVER), go(Role.PLANNER)
    assert "uscc:" in approver.get(address).content.decode()
    assert len(entries(action="look", noun="vintage")) == 1
    assert "uscc:" not in planner.get(address).content.decode()
    assert planner.get(table).status_code == 403
    assert approver.get(table).status_code == 200
    assert len(entries(action="export", noun="vintage", what=second.pk)) == 1
    assert planner.get(f"/closing/vintages/{second.pk}/receipt.json").status_code == 200


def test_who_asks_for_a_report_that_another_has_begun_is_led_to_the_same_job(release, go):
    address = f"/closing/releases/{release.pk}/write/"
    first, second = (go(role).post(address) for role in (Role.STATISTICIAN, Role.PLANNER))
    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    assert go(Role.PLANNER).get(second["Location"]).status_code == 200
