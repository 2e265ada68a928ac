"""Past cases come in by a spreadsheet with their days, and cases go out in the same shape."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.web.programmes.conftest import PDF, TRIAL, seen
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.past import IMPORTED, past_form
from nanfeng.intake.refused import write_refused
from nanfeng.intake.template import write_template
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.past import past_rows
from nanfeng.web.programmes.services import Attached, Imported, import_past
from nanfeng.web.programmes.whole import whole
from nanfeng.web.records.models import Record
from nanfeng.web.records.offered import known

MONEY = {"forklifts": 2, "requested": Decimal(300_000), "granted": Decimal(300_000)}
DONE = {
    "case": "旧-1",
    "organisation": OWN.organisation,
    "_came_applied": date(2025, 3, 3),
    "_came_approved": date(2025, 3, 20),
    "_came_trial": date(2025, 4, 1),
    "_came_completed": date(2025, 9, 30),
    "hours_run": 900,
    **MONEY,
}
GIVEN_UP = {
    "case": "旧-2",
    "organisation": ENTERPRISES[1].organisation,
    "_came_applied": date(2025, 5, 6),
    "state": "withdrawn",
    "until": date(2025, 5, 20),
    "forklifts": 1,
}


def programme():
    return city.pack().programmes[TRIAL]


@pytest.fixture
def bring_in(acting_as, tmp_path: Path) -> Callable[..., Imported]:
    """Import rows as a park officer sends them, in the programme's own workbook."""

    def go(*rows: Mapping[str, object], role: Role = Role.PARK_OFFICER) -> Imported:
        path = tmp_path / "cases.xlsx"
        write_template(past_form(programme()), path, known(), rows)
        with acting_as(role):
            return import_past(programme(), path)

    return go


def test_past_cases_come_with_their_course_and_their_records(bring_in, acting_as):
    done, given_up = bring_in(DONE, GIVEN_UP).cases
    with acting_as(Role.PARK_OFFICER):
        found = whole(seen(done.number))
        records = Record.objects.filter(form=f"case_{TRIAL}", content__case=done.number, current=True)
        days = dict(records.values_list("content__stage", "first"))
        assert seen(given_up.number).state == "withdrawn"
    assert done.number.startswith(f"{TRIAL}-2025-")
    assert (done.stage, done.state, done.name) == ("completed", "active", OWN.name)
    assert {step.transition for step in found.case.course.steps} == {IMPORTED}
    assert {step.reason for step in found.case.course.steps} == {"旧-1"}
    assert days == {stage: DONE[f"_came_{stage}"] for stage in ("applied", "approved", "trial", "completed")}
    assert found.case.values["granted"] == Decimal(300_000)


def test_what_is_wrong_stands_beside_its_cell_and_the_rest_is_taken(bring_in, tmp_path):
    early = DONE | {"case": "旧-3", "_came_trial": date(2024, 1, 1)}
    to_come = DONE | {"case": "旧-4", "_came_completed": date(2099, 1, 1)}
    endless = GIVEN_UP | {"case": "旧-5", "until": None}
    nowhere = DONE | {"case": "旧-6", "stage": "completed", "_came_completed": None}
    imported = bring_in(DONE, early, to_come, endless, nowhere)
    assert [case.stage for case in imported.cases] == ["completed"]
    codes = [{issue.code for issue in row.issues} for row in imported.taken.refused]
    assert codes == [{"begins_came_trial"}, {"day_to_come"}, {"until"}, {"stands_in_completed"}]
    path = tmp_path / "to_mend.xlsx"
    write_refused(imported.taken, path)
    assert load_workbook(path).worksheets[0].max_row == 5


def test_a_file_sent_twice_makes_its_cases_once(bring_in):
    assert len(bring_in(DONE).cases) == 1
    again = bring_in(DONE, GIVEN_UP)
    assert len(again.cases) == 1
    assert [notice.code for notice in again.taken.notices if notice.code == "imported"]
    with acting(SYSTEM, Doer("test")):
        assert Case.objects.count() == 2
    assert not again.taken.refused


def test_limits_hold_for_past_cases_too(bring_in, redefine):
    redefine({"total = 20": "total = 1"})
    imported = bring_in(DONE, DONE | {"case": "旧-7"})
    assert len(imported.cases) == 1
    assert [issue.code for row in imported.taken.refused for issue in row.issues] == ["limit"]


def test_an_imported_case_goes_on_from_where_it_stands(bring_in, work):
    trial = {name: value for name, value in DONE.items() if name not in ("_came_completed", "hours_run")}
    (case,) = bring_in(trial).cases
    work.save(Role.PARK_OFFICER, case.number, hours_run="1200")
    with work.act(Role.ENTERPRISE_CLERK):
        services.confirm(case.number, "trial_done")
    with pytest.raises(FlowError, match="safe use of hydrogen"):  # what it lacks, it lacks
        work.step(Role.PARK_OFFICER, case.number, "complete")
    with work.act(Role.ENTERPRISE_CLERK):
        services.attach(case.number, Attached("safety_plan", "方案.pdf", PDF))
    assert work.step(Role.PARK_OFFICER, case.number, "complete").stage == "completed"


def test_cases_go_out_in_the_shape_in_which_they_come_in(bring_in, acting_as, work):
    bring_in(DONE, GIVEN_UP)
    with acting_as(Role.PARK_OFFICER):
        rows = past_rows(programme())
    told = [{name: row.get(name) for name in DONE if name != "case"} for row in rows]
    assert {name: value for name, value in DONE.items() if name != "case"} in told
    assert ("withdrawn", date(2025, 5, 20)) in [(row["state"], row["until"]) for row in rows]
    assert not bring_in(*rows).cases


def test_only_who_begins_such_cases_for_the_zone_imports_them(bring_in):
    for role in (Role.ENTERPRISE_CLERK, Role.AUDITOR, Role.APPROVER):
        with pytest.raises(NotForYouError):
            bring_in(DONE, role=role)


def test_the_programme_s_own_workbook_says_who_is_in_no_register(bring_in):
    (case,) = bring_in(DONE | {"organisation": None, "_called": "某意向企业", "park": OWN.park}).cases
    assert (case.organisation, case.name, case.park) == ("", "某意向企业", OWN.park)
