"""A return's whole way by calls alone: filed, explained, submitted, sent back, passed; nobody overwrites another."""

import pytest
from django.test import Client
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.calls import open_call

PERIOD = "2023-01..2023-04"
ROW = {"organisation": OWN.organisation, "period": PERIOD, "output": "90000", "revenue": "88000", "profit": "4000"}


@pytest.fixture
def due(zone) -> None:
    """The monthly return of January to April 2023 is called in."""
    form, period = city.pack().forms["monthly_return"], Period.parse(PERIOD)
    with acting(SYSTEM, Doer("test")):
        found = next(each for each in due_periods(form, period.last, clock.today()) if each.period == period)
        open_call(form, found, "test")


def post(caller: Client, path: str, body: dict, **headers: str):
    return caller.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def filed(caller: Client, **said: str):
    return post(caller, "records/monthly_return", {"rows": [ROW | said]})


@pytest.mark.usefixtures("due")
def test_a_return_is_filed_submitted_sent_back_and_passed(call):
    clerk, officer = call(Role.ENTERPRISE_CLERK), call(Role.PARK_OFFICER)
    one = clerk.get("/api/v1/returns/due").json()[0]
    assert (one["stage"], one["organisation"]) == ("draft", OWN.organisation)
    moves = f"returns/{one['id']}/moves"
    assert post(clerk, moves, {"transition": "submit"}).status_code == 409
    assert filed(clerk).status_code == 200, filed(clerk).json()
    assert post(clerk, moves, {"transition": "submit"}).json()["stage"] == "submitted"
    refused = post(officer, moves, {"transition": "return_with_reasons"})
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "reason")
    back = post(officer, moves, {"transition": "return_with_reasons", "reason": "请核对"})
    assert back.json()["stage"] == "returned"
    assert clerk.get("/api/v1/messages").json()["items"]
    assert filed(clerk, output="91000").json()["accepted"] == 1
    post(clerk, moves, {"transition": "submit"})
    passed = post(officer, moves, {"transition": "pass"}).json()
    assert passed["entries"][0]["now"]["output"] == "91000000.00"
    assert [step["transition"] for step in passed["course"]["steps"]][-1] == "pass"


@pytest.mark.usefixtures("due")
def test_who_saw_an_older_state_is_told_and_nothing_changes(call):
    clerk = call(Role.ENTERPRISE_CLERK)
    one = f"returns/{clerk.get('/api/v1/returns/due').json()[0]['id']}"
    seen = clerk.get(f"/api/v1/{one}").headers["ETag"]
    filed(clerk)
    stale = post(clerk, f"{one}/moves", {"transition": "submit"}, **{"If-Match": seen})
    assert (stale.status_code, stale.json()["status"]) == (412, 412)
    fresh = clerk.get(f"/api/v1/{one}").headers["ETag"]
    assert post(clerk, f"{one}/moves", {"transition": "submit"}, **{"If-Match": fresh}).status_code == 200


@pytest.mark.usefixtures("due")
def test_rows_are_refused_by_field_and_asked_about_until_explained(call):
    clerk = call(Role.ENTERPRISE_CLERK)
    wrong = filed(clerk, output="many")
    assert (wrong.status_code, wrong.json()["errors"][0]["field"].endswith("output")) == (422, True)
    missing = filed(clerk, revenue="")
    assert missing.status_code == 422
    asked = filed(clerk, research="99000")
    assert (asked.status_code, asked.json()["errors"][0]["code"]) == (422, "research_within_revenue")
    assert filed(clerk, research="99000", _explained="初创企业，属实").json()["accepted"] == 1


@pytest.mark.usefixtures("due")
def test_nobody_files_or_sees_for_another(call):
    clerk = call(Role.ENTERPRISE_CLERK)
    other = filed(clerk, organisation=ENTERPRISES[-1].organisation)
    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "not_yours_to_file")
    statistician, officer = call(Role.STATISTICIAN), call(Role.PARK_OFFICER)
    everywhere = statistician.get("/api/v1/returns").json()["items"]
    assert len({one["park"] for one in everywhere}) == 2
    assert {one["park"] for one in officer.get("/api/v1/returns").json()["items"]} == {"park_nanhai"}
    foreign = next(one["id"] for one in everywhere if one["organisation"] != OWN.organisation)
    assert clerk.get(f"/api/v1/returns/{foreign}").status_code == 404
