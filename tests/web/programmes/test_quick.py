"""Logging on the way: one short form begins a case, fills it in, adds its photo and leads it on, once."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.zone import ENTERPRISES, NANHAI, OWN

from nanfeng.kinds.role import Role
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case, Paper, Task
from nanfeng.web.programmes.queries.planned import plan_of, planned_in
from nanfeng.web.records.models import Record

from .conftest import Work

STATION, PARK, CLERK = Role.STATION_STAFF, Role.PARK_OFFICER, Role.ENTERPRISE_CLERK
LOG = "/cases/log/tutoring_visit/"
JPEG = b"\xff\xd8\xff\xe0 picture \xff\xd9"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture(autouse=True)
def city_with_trial() -> None:
    """The city is Foshan as it is, with all its programmes."""
    assert city.pack().programmes["tutoring_visit"].quick


def filled(client: UUID | None = None, **more: object) -> dict[str, object]:
    """What a phone sends for a visit today."""
    said = {"visited_on": clock.today().isoformat(), "topic": "研发费用归集", "readiness": "ready"}
    own = {"log-client": str(client or uuid4()), "log-organisation": OWN.name}
    return {**said, **own, **more}


@pytest.fixture
def a_round(work: Work) -> str:
    """A round of visits in Nanhai that is being planned; its number."""
    values = {"title": "十一月走访", "aim": "service", "first_day": clock.today(), "last_day": clock.today()}
    whose = {"name": "园区", "title": "十一月走访", "organisation": "", "park": NANHAI}
    return work.begin(role=STATION, programme="visit_round", **whose, values=values)


def the_plan(work: Work, number: str):
    """What a round plans."""
    with work.act(STATION):
        case = Case.objects.get(number=number)
        linked = plan_of(city.pack().programmes["visit_round"])
        return planned_in(case, linked)


@pytest.fixture
def station(zone, sign_in) -> Client:
    return sign_in(Client(), STATION)


def test_a_visit_is_logged_with_its_photo_and_what_is_to_follow_up(station, acting_as):
    due = clock.today() + timedelta(days=3)
    photo = SimpleUploadedFile("IMG_1.jpg", JPEG)
    more = {"log-photo": photo, "log-task": "回访高企材料", "log-task_day": due.isoformat()}
    answer = station.post(LOG, filled(**more), follow=True)
    assert "已记录 tutoring_visit-" in answer.content.decode()
    with acting_as(STATION):
        case = Case.objects.get()
        assert (case.stage, case.organisation, case.park) == ("visited", OWN.organisation, OWN.park)
        assert Paper.objects.get().kind == "photo"
        assert (Task.objects.get().what, Task.objects.get().day) == ("回访高企材料", due)
        record = Record.objects.get(form="tutoring_visit", current=True)
        assert record.content["topic"] == "研发费用归集"


def test_what_is_sent_twice_is_there_once(station, acting_as):
    sent = filled()
    first, again = (station.post(LOG, sent, **JSON) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    with acting_as(STATION):
        assert Case.objects.count() == 1


def test_what_is_refused_says_why_beside_each_field_and_nothing_is_written(station, acting_as):
    unclear = station.post(LOG, filled(visited_on="前天", **{"log-photo": SimpleUploadedFile("a.jpg", JPEG)}), **JSON)
    assert unclear.status_code == 422
    assert list(unclear.json()["wrong"]) == ["visited_on"]
    assert list(station.post(LOG, filled(topic=""), **JSON).json()["wrong"]) == ["topic"]
    unknown = station.post(LOG, filled(**{"log-organisation": "没有这家"}), **JSON)
    assert list(unknown.json()["wrong"]) == ["log-organisation"]
    no_photo = station.post(LOG, filled(**{"log-photo": SimpleUploadedFile("a.jpg", b"text")}), **JSON)
    assert list(no_photo.json()["wrong"]) == ["log-photo"]
    with acting_as(STATION):
        assert not Case.objects.exists()
        assert not Paper.objects.exists()


def test_without_a_script_the_form_comes_back_with_what_was_typed(station):
    answer = station.post(LOG, filled(topic="", found="厂房扩建"))
    assert answer.status_code == 422
    assert 'value="厂房扩建"' in answer.content.decode()
    assert 'id="id_topic-error"' in answer.content.decode()


def test_a_round_is_planned_day_by_day_and_its_visits_are_ticked_off(station, work, a_round):
    page = station.get(f"/cases/case/{a_round}/plan/").content.decode()
    assert all(one.name in page for one in ENTERPRISES[:3])
    assert ENTERPRISES[3].name not in page
    today = clock.today()
    chosen = [one.organisation for one in ENTERPRISES[:2]]
    station.post(f"/cases/case/{a_round}/plan/add/", {"day": today.isoformat(), "chosen": chosen})
    station.post(f"/cases/case/{a_round}/plan/add/", {"day": today.isoformat(), "chosen": chosen[:1]})
    first, second = the_plan(work, a_round)
    assert [first.name, second.name] == [one.name for one in ENTERPRISES[:2]]

    form = station.get(LOG, {"plan": first.record.key}).content.decode()
    assert f'value="{first.name}"' in form
    assert second.name in form
    sent = filled(**{"log-plan": first.record.key})
    assert station.post(LOG, sent, **JSON).status_code == 201
    first, second = the_plan(work, a_round)
    assert (first.made, second.made) == ("tutoring_visit-2026-0001", "")
    with work.act(STATION):
        assert Record.objects.filter(form="case_tutoring_visit", content__visit_round=a_round).exists()
    assert second.name in station.get("/cases/calendar/").content.decode()


def test_what_is_taken_off_the_plan_is_gone_and_what_was_done_stays(station, work, a_round):
    with work.act(STATION):
        services.plan(a_round, [one.organisation for one in ENTERPRISES[:2]], clock.today())
    first, second = the_plan(work, a_round)
    station.post(LOG, filled(**{"log-plan": first.record.key}), **JSON)
    first, second = the_plan(work, a_round)
    remove = f"/cases/case/{a_round}/plan/{{}}/remove/"
    kept = station.post(remove.format(first.record.pk), {"why": "x"}, follow=True).content.decode()
    assert "已经办理" in kept
    station.post(remove.format(second.record.pk), {"why": "停业"}, follow=True)
    assert [one.made for one in the_plan(work, a_round)] == [first.made]
    with work.act(STATION):
        assert Record.objects.get(key=second.record.key, current=True).status == WITHDRAWN
    assert station.post(remove.format(second.record.pk), {"why": "x"}).status_code == 404


def test_who_has_no_part_in_it_finds_no_door(zone, sign_in, a_round):
    clerk = sign_in(Client(), CLERK)
    assert clerk.get(LOG).status_code == 403
    assert clerk.get(f"/cases/case/{a_round}/plan/").status_code == 403
    planner = sign_in(Client(), Role.PLANNER)
    assert planner.post(LOG, filled()).status_code == 403
    assert sign_in(Client(), STATION).get("/cases/log/high_tech/").status_code == 404
    assert Client().get("/cases/log/here/").status_code == 302


def test_an_enterprise_of_another_park_is_refused_beside_its_name(zone, sign_in):
    officer = sign_in(Client(), PARK)
    answer = officer.post(LOG, filled(**{"log-organisation": ENTERPRISES[4].name}), **JSON)
    assert list(answer.json()["wrong"]) == ["log-organisation"]


def test_the_calendar_shows_deadlines_and_tasks_of_the_month_that_is_asked_for(station, acting_as):
    assert station.post(LOG, filled(**{"log-task": "送政策汇编"}), **JSON).status_code == 201
    with acting_as(STATION):
        case = Case.objects.get()
    for view in ("month", "list"):
        this = station.get("/cases/calendar/", {"view": view}).content.decode()
        assert "送政策汇编" in this
    due = station.get("/cases/calendar/", {"view": "list", "month": f"{case.due:%Y-%m}"}).content.decode()
    assert f"/cases/case/{case.number}/" in due
    assert "送政策汇编" not in station.get("/cases/calendar/", {"month": "2020-01"}).content.decode()
    assert station.get("/cases/calendar/", {"month": "nonsense"}).status_code == 200


def test_the_device_forgets_when_its_user_leaves_or_another_comes(zone, people, sign_in):
    client = sign_in(Client(), STATION)
    assert "kept_for" in client.get(LOG).cookies
    assert "Clear-Site-Data" not in client.get("/cases/")
    sign_in(client, PARK)
    assert client.get("/")["Clear-Site-Data"] == '"storage"'
    assert "Clear-Site-Data" not in client.get("/")
    client.get(LOG)
    assert client.post("/accounts/logout/")["Clear-Site-Data"] == '"storage"'


def test_the_worker_serves_what_lies_below_it(db, client):
    answer = client.get("/cases/worker.js")
    assert answer["Content-Type"] == "text/javascript"
    assert b"respondWith" in answer.content
