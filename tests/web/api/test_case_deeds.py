"""What surrounds cases over the API: lists of them, words, tasks, many at once, workbooks."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.web.api.casework import begun, codes, get, post
from tests.web.programmes.conftest import TRIAL
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.role import Role
from nanfeng.web import clock

pytestmark = pytest.mark.usefixtures("zone", "trial")


def test_lists_are_mine_due_late_and_by_text_in_parts(call):
    officer = call(Role.PARK_OFFICER)
    numbers = [begun(officer, organisation=one.organisation) for one in ENTERPRISES[:3]]
    first = get(officer, "cases", limit=2).json()
    rest = get(officer, "cases", limit=2, cursor=first["next"]).json()
    assert [each["number"] for each in (*first["items"], *rest["items"])] == numbers[::-1]
    assert rest["next"] is None
    assert len(get(officer, "cases", among="mine").json()["items"]) == 3
    assert get(officer, "cases", among="late").json()["items"] == []
    assert len(get(officer, "cases", among="due", days=60).json()["items"]) == 3
    assert [each["number"] for each in get(officer, "cases", text=ENTERPRISES[1].name).json()["items"]] == numbers[1:2]
    assert get(officer, "cases", stage="approved").json()["items"] == []


def test_words_tasks_and_the_owner_of_a_case(call):
    officer, clerk = call(Role.PARK_OFFICER), call(Role.ENTERPRISE_CLERK)
    number = begun(officer, organisation=OWN.name)
    post(officer, f"cases/{number}/messages", {"text": "请补方案"})
    post(officer, f"cases/{number}/tasks", {"what": "回访", "day": str(clock.today())})
    (task,) = get(officer, "tasks").json()["items"]
    assert (task["case"], task["what"]) == (number, "回访")
    seen = get(clerk, f"cases/{number}").json()
    assert [(each["text"], each["inbound"]) for each in seen["messages"]] == [("请补方案", False)]
    assert seen["tasks"] == []
    assert post(clerk, f"cases/{number}/messages/read", {}).json() == {"read": 1}
    assert post(officer, f"cases/{number}/tasks/{task['id']}/done", {}).json()["tasks"][0]["done"]
    assert get(officer, "tasks").json()["items"] == []
    nobody = post(officer, f"cases/{number}/owner", {"owner": "nobody@example.org"})
    assert (nobody.status_code, codes(nobody)) == (409, ["account"])
    assert post(officer, f"cases/{number}/owner", {"owner": ""}).json()["owner"] == ""


def test_many_cases_move_each_or_is_refused_alone(call):
    officer = call(Role.PARK_OFFICER)
    numbers = [begun(officer, organisation=one.organisation) for one in ENTERPRISES[:2]]
    seen = [{"number": number, "version": version} for version, number in enumerate(numbers)]
    moved = post(officer, "cases/moves", {"transition": "endorse", "cases": seen}).json()
    assert (moved["moved"], [each["at"] for each in moved["refused"]]) == (1, numbers[1:])


def test_cases_go_out_as_a_workbook_and_past_ones_come_in(call):
    planner, officer = call(Role.PLANNER), call(Role.PARK_OFFICER)
    begun(officer, organisation=OWN.name)
    assert b"".join(get(planner, f"programmes/{TRIAL}/cases.xlsx"))[:2] == b"PK"
    assert b"".join(get(officer, f"programmes/{TRIAL}/past-cases.xlsx"))[:2] == b"PK"
    file = SimpleUploadedFile("past.csv", b"case\n")
    job = officer.post(f"/api/v1/programmes/{TRIAL}/past-cases", {"file": file})
    assert (job.status_code, job.json()["kind"]) == (202, "past cases")
