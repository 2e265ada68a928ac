"""Many past cases are entered at once, and a figure's record leads back to its case."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.programmes.conftest import TRIAL
from tests.web.zone import ENTERPRISES

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.past import past_form
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.programmes.models import Case, Taken
from nanfeng.web.programmes.queries.behind import cases_behind
from nanfeng.web.programmes.services.entering import Telling, tell_past
from nanfeng.web.programmes.services.keeping import doing
from nanfeng.web.records.intake import Sender
from nanfeng.web.records.models import Record


def told(number: int, **more: object) -> dict[str, object]:
    """A case that was approved in spring."""
    programme = city.pack().programmes[TRIAL]
    said = {
        "case": f"旧-{number}",
        "organisation": ENTERPRISES[number % len(ENTERPRISES)].organisation,
        "_came_applied": date(2025, 3, 3),
        "_came_approved": date(2025, 3, 20),
        "forklifts": 1,
        "requested": Decimal(100_000),
        "granted": Decimal(100_000),
    }
    return {each.name: None for each in past_form(programme).fields} | said | more


def tell(rows) -> list[Case]:
    programme = city.pack().programmes[TRIAL]
    now = doing(programme)
    return tell_past(programme, rows, Telling(now, Sender("office", now.at, synthetic=True), now.actor.by))


def test_as_many_queries_for_many_as_for_few(acting_as):
    with acting_as(Role.PARK_OFFICER):
        with CaptureQueriesContext(connection) as few:
            tell([told(1), told(2)])
        with CaptureQueriesContext(connection) as many:
            tell([told(number) for number in range(3, 15)])
    assert len(many) <= len(few) + 2


def test_each_is_numbered_placed_and_taken_off_the_limit_and_its_records_are_synthetic(acting_as):
    with acting_as(Role.PARK_OFFICER):
        cases = tell([told(0), told(1)])
        assert [case.number for case in cases] == [f"{TRIAL}-2025-0001", f"{TRIAL}-2025-0002"]
        assert {case.park for case in cases} == {one.park for one in ENTERPRISES[:2]}
        assert Taken.objects.filter(case__in=cases).exists()
        records = Record.objects.filter(form=f"case_{TRIAL}")
        assert records.count() == 4
        assert all(record.synthetic for record in records)


def test_what_was_told_before_stays_as_it_is(acting_as):
    with acting_as(Role.PARK_OFFICER):
        tell([told(0)])
        assert [case.serial for case in tell([told(0), told(1)])] == [2]
        assert not tell([told(0), told(1)])


def test_what_cannot_be_is_refused_whole(acting_as):
    with acting_as(Role.PARK_OFFICER):
        with pytest.raises(FlowError, match="still to come"):
            tell([told(0), told(1, _came_approved=date(2099, 1, 1))])
        with pytest.raises(FlowError):
            tell([told(number, granted=Decimal(2_000_000)) for number in range(2)])
        assert not Case.objects.exists()


def test_a_record_leads_to_its_case_for_those_who_see_it(acting_as):
    with acting_as(Role.PARK_OFFICER):
        number = tell([told(0)])[0].number
        key = (f"case_{TRIAL}", f"{number}|approved")
        assert cases_behind([key, ("monthly_return", "something")]) == {key: number}
    with acting_as(Role.RESEARCH_INSTITUTION):
        assert cases_behind([key]) == {}
