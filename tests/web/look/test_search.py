"""Search finds what one may see and nothing of others, with as many queries for much as for little."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.zone import ENTERPRISES, OWN, SHUNDE, Enterprise, file

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web.api.covering import ALL
from nanfeng.web.api.services import Wish, make
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.models import Office, Post, User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import grant
from nanfeng.web.programmes import services
from nanfeng.web.programmes.services import Attached, Begun

ELSEWHERE = ENTERPRISES[3]
PDF = b"%PDF-1.4\n%%EOF"

Found = dict[str, list[str]]


@pytest.fixture
def officer_elsewhere(people) -> User:
    """The officer of the other park."""
    with acting(SYSTEM, Doer("test")):
        user = User.objects.create_user("shunde@example.org")
        grant(user, Office(Role.PARK_OFFICER, park=SHUNDE), "test")
    return user


@pytest.fixture
def finds() -> Callable[[User, str], Found]:
    """What somebody finds over the API: the keys by kind."""

    def go(user: User, text: str, kind: str = "") -> Found:
        with acting(SYSTEM, Doer("test")):
            secret = make(Post.objects.get(user=user), Wish("test", ALL, tuple(Purpose), 1))[1]
        caller = Client(headers={"Authorization": f"Bearer {secret}"})
        answer = caller.get("/api/v1/search", {"text": text, "kind": kind})
        assert answer.status_code == 200, answer.content
        return {group["kind"]: [hit["key"] for hit in group["hits"]] for group in answer.json()}

    return go


def begin(one: Enterprise, title: str) -> str:
    """A case of an enterprise with a document of the same name; its number."""
    values = {"application": "new", "year": 2026}
    with acting(SYSTEM, Doer("station@example.org", Role.STATION_STAFF.value)):
        number = services.begin(
            Begun("high_tech", one.organisation, one.name, one.park, title=title, values=values)
        ).number
        services.attach(number, Attached("application_form", f"{title}材料.pdf", PDF + title.encode()))
    return number


@pytest.fixture
def two(zone) -> dict[str, str]:
    """A case in each of two parks, by its number the one and the other."""
    return {one.park: begin(one, "高企培育辅导") for one in (OWN, ELSEWHERE)}


def test_each_finds_the_cases_and_documents_of_his_park_and_nothing_of_the_other(two, people, officer_elsewhere, finds):
    here, there = people[Role.PARK_OFFICER], officer_elsewhere
    for user, park, other in ((here, OWN.park, SHUNDE), (there, SHUNDE, OWN.park)):
        found = finds(user, "高企培育辅导")
        assert found["cases"] == [two[park]]
        assert len(found["documents"]) == 1
        assert finds(user, two[other]) == {}
    assert set(finds(people[Role.PLANNER], "高企培育辅导")["cases"]) == set(two.values())


def test_an_enterprise_finds_its_own_and_no_other(two, people, finds):
    clerk = people[Role.ENTERPRISE_CLERK]
    assert finds(clerk, "高企培育辅导")["cases"] == [two[OWN.park]]
    assert finds(clerk, ELSEWHERE.name) == {}
    assert finds(clerk, ELSEWHERE.organisation) == {}
    assert finds(people[Role.BANK_OFFICER], "高企培育辅导") == {}


def test_everything_of_a_name_is_found_by_kind(two, people, finds):
    found = finds(people[Role.STATION_STAFF], OWN.name)
    assert (found["organisations"][0], found["cases"]) == (OWN.organisation, [two[OWN.park]])
    assert "high_tech" in finds(people[Role.STATION_STAFF], "high_tech")["programmes"]
    assert finds(people[Role.ENTERPRISE_CLERK], "工业总产值")["figures"]


def test_a_record_is_found_by_its_key_by_who_files_it(zone, people, officer_elsewhere, finds):
    visit = {
        "visit_no": "V-7",
        "date": "2026-05-06",
        "organisation": OWN.organisation,
        "park": OWN.park,
        "topic": "辅导",
    }
    file("tutoring_visit", [visit])
    assert "records" in finds(people[Role.STATION_STAFF], "V-7")
    assert finds(officer_elsewhere, "V-7") == {}
    assert finds(people[Role.ENTERPRISE_CLERK], "V-7") == {}


def test_the_page_shows_a_few_of_each_and_leads_to_all(zone, people, sign_in):
    numbers = [begin(OWN, f"事项{place}") for place in range(7)]
    officer = sign_in(Client(), Role.PARK_OFFICER)
    page = officer.get("/search/", {"text": "事项"}).content.decode()
    assert sum(f'/cases/case/{number}/"' in page for number in numbers) == 6
    assert "/cases/?text=%E4%BA%8B%E9%A1%B9" in page
    assert "/search/?text=%E4%BA%8B%E9%A1%B9&amp;kind=documents" in page
    every = officer.get("/search/", {"text": "事项", "kind": "documents"}).content.decode()
    assert sum(f"/cases/case/{number}/#papers" in every for number in numbers) == 7


def test_too_short_a_text_finds_nothing_and_says_so(people, sign_in):
    officer = sign_in(Client(), Role.PARK_OFFICER)
    assert "至少两个字" in officer.get("/search/", {"text": "事"}).content.decode()
    assert "没有找到" in officer.get("/search/", {"text": "无此事项"}).content.decode()


def test_search_stands_in_the_head_of_every_page_of_those_who_are_signed_in(people, sign_in, client):
    assert 'action="/search/"' in sign_in(Client(), Role.AUDITOR).get("/").content.decode()
    assert 'action="/search/"' not in client.get("/").content.decode()
    assert client.get("/search/").status_code == 302


def test_much_is_searched_with_as_many_queries_as_little(zone, people, sign_in):
    officer = sign_in(Client(), Role.PARK_OFFICER)

    def asked() -> int:
        officer.get("/search/", {"text": "事项"})
        with CaptureQueriesContext(connection) as captured:
            officer.get("/search/", {"text": "事项"})
        return len(captured)

    begin(OWN, "事项甲")
    few = asked()
    for place in range(6):
        begin(ENTERPRISES[place % 3], f"事项{place}")
    assert asked() == few
