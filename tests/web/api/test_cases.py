"""Cases over the API alone: a whole one from eligibility to its end, what is refused and why, and who sees nothing."""

from uuid import uuid4

import pytest
from django.test import Client
from tests.web.api.casework import APPLICATION, attached, begun, codes, get, post, saved, stepped
from tests.web.programmes.conftest import PDF, TRIAL
from tests.web.zone import ENTERPRISES, OWN, SHUNDE

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.api.covering import ALL
from nanfeng.web.api.services import Wish, make
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.models import Office, User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.people.services import grant

ELSEWHERE = ENTERPRISES[3]

pytestmark = pytest.mark.usefixtures("zone", "trial")


def test_a_case_goes_from_eligibility_to_its_end_over_the_api_alone(call):
    clerk, officer, approver, planner = (
        call(role) for role in (Role.ENTERPRISE_CLERK, Role.PARK_OFFICER, Role.APPROVER, Role.PLANNER)
    )
    (offer,) = get(clerk, "offers").json()
    assert (offer["id"], offer["begins"], offer["own"]["verdict"]) == (TRIAL, True, "yes")
    number = begun(clerk)
    assert get(clerk, "offers").json()[0]["own"]["going_on"] == number
    assert [each["code"] for step in get(clerk, f"cases/{number}").json()["ahead"] for each in step["missing"]] == []
    paper = attached(clerk, number).json()
    assert b"".join(get(officer, f"cases/{number}/papers/{paper['id']}")) == PDF
    assert saved(officer, number, granted="30")["values"] == {
        "forklifts": 2,
        "requested": "30",
        "granted": "30",
        "hours_run": None,
    }
    for caller, transition in ((officer, "endorse"), (approver, "approve"), (officer, "begin_trial")):
        assert stepped(caller, number, transition).status_code == 200, transition
    assert saved(officer, number, hours_run=1200)["outcomes"][0]["own"] is False
    outcome = get(clerk, f"cases/{number}").json()["outcomes"][0]
    confirmed = post(clerk, f"cases/{number}/confirmations", {"outcome": outcome["id"], "digest": outcome["digest"]})
    assert confirmed.json()["outcomes"][0]["confirmed"]
    assert stepped(officer, number, "complete").json()["stage"] == "completed"
    for instalment in ("first", "second"):
        said = {"instalment": instalment, "day": str(clock.today()), "reference": "PZ-1"}
        paid = post(planner, f"cases/{number}/payments", said)
    assert [each["amount"] for each in paid.json()["instalments"]] == ["180000.00", "120000.00"]
    steps = [each["transition"] for each in paid.json()["course"]["steps"]]
    assert steps == ["endorse", "approve", "begin_trial", "complete"]


def test_a_programme_says_what_its_cases_hold_and_what_is_left(call):
    officer = call(Role.PARK_OFFICER)
    number = begun(officer, organisation=OWN.name)
    saved(officer, number, granted="30")
    attached(call(Role.ENTERPRISE_CLERK), number)
    stepped(officer, number, "endorse")
    assert stepped(call(Role.APPROVER), number, "approve").status_code == 200
    said = get(officer, f"programmes/{TRIAL}").json()
    assert [each["id"] for each in said["stages"]] == ["applied", "approved", "trial", "completed"]
    assert said["values"]["properties"]["requested"]["x-unit"] == "wan_yuan"
    assert [(each["limit"]["id"], each["free"]) for each in said["uses"]] == [
        ("seats", "19.0000"),
        ("budget", "2700000.0000"),
    ]
    assert get(call(Role.ENTERPRISE_CLERK), f"programmes/{TRIAL}").json()["uses"] == []
    told = get(officer, f"programmes/{TRIAL}/figures").json()
    assert [(each["stage"]["id"], each["came"], each["now"]) for each in told["funnel"]][:2] == [
        ("applied", 1, 0),
        ("approved", 1, 1),
    ]
    assert get(officer, "programmes").json()[0]["cases"] == {"active": 1}


def test_what_is_refused_names_the_rule_and_the_field(call):
    officer, approver = call(Role.PARK_OFFICER), call(Role.APPROVER)
    number = begun(officer, organisation=OWN.organisation)
    assert codes(stepped(approver, number, "approve")) == ["approvals"]
    assert "role" in codes(stepped(officer, number, "approve"))
    stepped(officer, number, "endorse")
    assert set(codes(stepped(approver, number, "approve"))) == {"field", "paper", "demand", "limit"}
    tag = get(officer, f"cases/{number}").headers["ETag"]
    unknown = post(officer, f"cases/{number}/values", {"values": {"colour": "red"}}, If_Match=tag)
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "values.colour")
    wrong = post(officer, f"cases/{number}/values", {"values": {"forklifts": "a few"}}, If_Match=tag)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "values.forklifts")
    not_his = post(call(Role.PLANNER), f"cases/{number}/values", {"values": {"forklifts": 3}}, If_Match=tag)
    assert (not_his.status_code, codes(not_his)) == (409, ["filled_by"])
    assert codes(attached(call(Role.ENTERPRISE_CLERK), number, b"no document")) == ["file"]


def test_what_a_case_lacks_from_the_beginning_and_whose_it_is_has_to_be_said(call):
    officer = call(Role.PARK_OFFICER)
    nobody = post(officer, "cases", APPLICATION)
    assert (nobody.status_code, nobody.json()["errors"][0]["field"]) == (422, "organisation")
    bare = post(officer, "cases", {"programme": TRIAL, "organisation": OWN.name})
    assert (bare.status_code, {each["at"] for each in bare.json()["errors"]}) == (409, {"forklifts", "requested"})
    assert post(officer, "cases", APPLICATION | {"programme": "no_such"}).status_code == 404
    beyond = post(officer, "cases", APPLICATION | {"organisation": ELSEWHERE.organisation})
    assert beyond.status_code == 403
    assert post(call(Role.PLANNER), "cases", APPLICATION | {"organisation": OWN.name}).status_code == 403


def test_nobody_writes_over_what_another_wrote(call):
    officer = call(Role.PARK_OFFICER)
    number = begun(officer, organisation=OWN.name)
    before = get(officer, f"cases/{number}").headers["ETag"]
    saved(officer, number, forklifts=3)
    values = {"values": {"forklifts": 4}}
    assert post(officer, f"cases/{number}/values", values).status_code == 428
    assert post(officer, f"cases/{number}/values", values, If_Match=before).status_code == 412
    endorse = {"transition": "endorse", "version": 0}
    assert post(officer, f"cases/{number}/moves", endorse, If_Match=before).status_code == 412
    assert post(officer, f"cases/{number}/moves", endorse).status_code == 200
    overtaken = post(officer, f"cases/{number}/moves", endorse | {"transition": "withdraw", "reason": "搬迁"})
    assert (overtaken.status_code, codes(overtaken)) == (409, ["stale"])
    assert get(officer, f"cases/{number}").json()["values"]["forklifts"] == 3


def test_the_same_key_does_it_once(call):
    clerk, key = call(Role.ENTERPRISE_CLERK), str(uuid4())
    first, again = (post(clerk, "cases", APPLICATION, Idempotency_Key=key) for _ in range(2))
    assert first.json()["number"] == again.json()["number"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(get(clerk, "cases").json()["items"]) == 1


@pytest.fixture
def officer_elsewhere(people) -> Client:
    """The officer of the other park."""
    with acting(SYSTEM, Doer("test")):
        user = User.objects.create_user("shunde@example.org")
        holds = grant(user, Office(Role.PARK_OFFICER, park=SHUNDE), "test")
        secret = make(holds, Wish("test", ALL, tuple(Purpose), 1))[1]
    return Client(headers={"Authorization": f"Bearer {secret}"}, raise_request_exception=False)


DEEDS: dict[str, dict[str, object]] = {
    "values": {"values": {"forklifts": 1}},
    "moves": {"transition": "endorse", "version": 0},
    "confirmations": {"outcome": "trial_done", "digest": "x"},
    "payments": {"instalment": "first", "day": "2026-01-01", "reference": "x"},
    "messages": {"text": "x"},
    "messages/read": {},
    "tasks": {"what": "x", "day": "2026-01-01"},
    "owner": {"owner": ""},
    "edition": {"reason": "x"},
}


def test_another_parks_officer_finds_no_such_case(call, officer_elsewhere):
    officer = call(Role.PARK_OFFICER)
    number = begun(officer, organisation=OWN.name)
    paper = attached(call(Role.ENTERPRISE_CLERK), number).json()["id"]
    for address in (f"cases/{number}", f"cases/{number}/papers/{paper}"):
        assert get(officer_elsewhere, address).status_code == 404, address
    for deed, said in DEEDS.items():
        assert post(officer_elsewhere, f"cases/{number}/{deed}", said, If_Match='"x"').status_code == 404, deed
    assert attached(officer_elsewhere, number).status_code == 404
    assert get(officer_elsewhere, "cases").json()["items"] == []
    asked = get(officer_elsewhere, f"programmes/{TRIAL}/eligibility", organisation=OWN.organisation)
    assert asked.status_code == 404
    assert get(officer, f"programmes/{TRIAL}/eligibility", organisation=OWN.organisation).json()["verdict"] == "yes"


def test_who_is_asked_about_and_is_not_known_is_not_eligible_for_sure(call):
    officer = call(Role.PARK_OFFICER)
    number = begun(officer, name="外地投资方", park="park_nanhai")
    (criterion,) = get(officer, f"cases/{number}").json()["criteria"]
    assert (criterion["id"], criterion["verdict"]) == ("is_enterprise", "unknown")
    assert "register" in criterion["reason"]["en"]
