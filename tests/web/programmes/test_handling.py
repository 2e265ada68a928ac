"""A case goes from its application to its end, and what came of it is counted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.web.programmes.conftest import TRIAL, seen
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.cases.attempt import FlowError
from nanfeng.figures.compute import compute
from nanfeng.figures.request import Request
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.ledger.read import reader_over
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes import services
from nanfeng.web.programmes.whole import whole
from nanfeng.web.records.queries import Which, table


def codes(error: FlowError) -> list[str]:
    return [issue.code for issue in error.issues]


def records() -> dict[str, dict[str, object]]:
    """The records of cases that count, by their keys."""
    with acting(SYSTEM, Doer("test")):
        found = table(city.pack().forms[f"case_{TRIAL}"], Which(current=True)).to_pylist()
    return {row["_key"]: row for row in found}


def test_a_case_goes_its_way_and_its_records_say_so(work, acting_as):
    number = work.begin()
    work.approve(number)
    assert work.complete(number).stage == "completed"
    with acting_as(Role.PLANNER):
        services.pay(number, "first", clock.today(), "PZ-1")
        services.pay(number, "second", clock.today(), "PZ-2")
        found = whole(seen(number))
    assert [payment.amount for payment in found.case.payments] == [Decimal(180_000), Decimal(120_000)]
    kept = records()
    assert set(kept) == {f"{number}|{stage}" for stage in ("applied", "approved", "trial", "completed")}
    last = kept[f"{number}|completed"]
    assert (last["_organisation"], last["park"], last["granted"]) == (OWN.organisation, OWN.park, Decimal("300000.00"))
    assert last["confirmed_trial_done"] == clock.today()
    assert (last["since"], last["until"]) == (clock.today(), None)
    assert kept[f"{number}|trial"]["until"] == clock.today()
    assert {row["granted"] for row in kept.values()} == {Decimal("300000.00")}


def test_cases_are_numbered_from_one_in_each_year(work):
    year = clock.today().year
    numbers = [work.begin(enterprise) for enterprise in ENTERPRISES[:3]]
    assert numbers == [f"{TRIAL}-{year}-{serial:04}" for serial in (1, 2, 3)]


def test_what_is_typed_is_read_as_in_a_spreadsheet(work, acting_as):
    number = work.begin()
    work.save(Role.PARK_OFFICER, number, requested="0.5亿元", forklifts="1,200")
    with acting_as(Role.PARK_OFFICER):
        values = whole(seen(number)).case.values
    assert (values["requested"], values["forklifts"]) == (Decimal(50_000_000), 1200)


def test_what_is_not_understood_stands_beside_its_field(work):
    number = work.begin()
    with pytest.raises(FlowError) as refused:
        work.save(Role.PARK_OFFICER, number, forklifts="a few")
    assert [issue.field for issue in refused.value.issues] == ["forklifts"]


def test_nothing_is_saved_over_what_somebody_else_saved(work, acting_as):
    number = work.begin()
    with acting_as(Role.PARK_OFFICER):
        before = services.token(whole(seen(number)))
    work.save(Role.PARK_OFFICER, number, forklifts="3")
    with pytest.raises(ConflictError), acting_as(Role.PARK_OFFICER):
        services.save(number, before, {"forklifts": "4"})


def test_who_may_not_fill_in_or_lead_on_is_told_who_may(work):
    number = work.begin()
    with pytest.raises(FlowError) as refused:
        work.save(Role.PLANNER, number, forklifts="3")
    assert codes(refused.value) == ["filled_by"]
    with pytest.raises(FlowError) as refused:
        work.step(Role.PLANNER, number, "endorse")
    assert codes(refused.value) == ["role"]


def test_a_step_is_refused_with_all_that_the_next_stage_lacks(work):
    number = work.begin()
    work.step(Role.PARK_OFFICER, number, "endorse")
    with pytest.raises(FlowError) as refused:
        work.step(Role.APPROVER, number, "approve")
    assert set(codes(refused.value)) == {"field", "paper", "demand", "limit"}


def test_a_change_voids_what_was_approved(work):
    number = work.begin()
    work.save(Role.PARK_OFFICER, number, granted="30")
    work.step(Role.PARK_OFFICER, number, "endorse")
    work.save(Role.PARK_OFFICER, number, granted="29")
    with pytest.raises(FlowError) as refused:
        work.step(Role.APPROVER, number, "approve")
    assert "approvals" in codes(refused.value)


def test_a_withdrawn_case_gives_its_seat_back_and_stands_nowhere(work):
    number = work.begin()
    work.approve(number)
    work.step(Role.PARK_OFFICER, number, "withdraw", reason="搬迁")
    kept = records()[f"{number}|approved"]
    assert (kept["state"], kept["until"]) == ("withdrawn", clock.today())
    with acting(SYSTEM, Doer("test")):
        assert services.keeping.others(city.pack().programmes[TRIAL], None) == {}


def test_an_instalment_is_paid_once_and_in_time(work, acting_as):
    number = work.begin()
    work.approve(number)
    with acting_as(Role.PLANNER):
        with pytest.raises(FlowError) as early:
            services.pay(number, "first", date(2026, 1, 1), "PZ-1")
        assert codes(early.value) == ["stage"]
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    with acting_as(Role.PLANNER):
        services.pay(number, "first", clock.today(), "PZ-1")
        with pytest.raises(FlowError) as twice:
            services.pay(number, "first", clock.today(), "PZ-1")
        assert codes(twice.value) == ["paid_twice"]


def test_only_the_organisation_itself_confirms(work, acting_as):
    number = work.begin()
    work.approve(number)
    work.step(Role.PARK_OFFICER, number, "begin_trial")
    work.save(Role.PARK_OFFICER, number, hours_run="1200")
    with pytest.raises(FlowError) as refused, acting_as(Role.PARK_OFFICER):
        services.confirm(number, "trial_done")
    assert codes(refused.value) == ["organisation"]


def test_figures_count_what_came_of_cases(work):
    number = work.begin()
    work.approve(number)
    work.complete(number)
    work.begin(ENTERPRISES[1])
    pack, today = city.pack(), clock.today()
    form = pack.forms[f"case_{TRIAL}"]
    with acting(SYSTEM, Doer("test")):
        reader = reader_over({form.name: table(form)}, pack.forms)
    year = Period.parse(f"{today.year}")
    asked = [Request(name, year, "zone", None) for name in ("hydrogen_trials", "hydrogen_support")]
    found = {figure.key.indicator: figure.value for figure in compute(asked, pack.definitions, reader)}
    assert found == {"hydrogen_trials": 1, "hydrogen_support": Decimal("300000.00")}


def test_many_are_led_on_together_and_each_is_refused_alone(work, acting_as):
    ready, other = work.begin(), work.begin(ENTERPRISES[1])
    work.step(Role.PARK_OFFICER, other, "withdraw", reason="搬迁")
    with acting_as(Role.PARK_OFFICER):
        moved = services.move_many({ready: 0, other: 1}, Asked("endorse"))
    assert [case.number for case in moved.cases] == [ready]
    assert {number: codes(error) for number, error in moved.refused.items()} == {other: ["state"]}


def test_what_happened_before_is_dated_and_numbered_by_when_it_did(work):
    begun_at = clock.now() - timedelta(days=800)
    number = work.begin(happened=begun_at)
    work.step(Role.PARK_OFFICER, number, "withdraw", reason="搬迁", happened=begun_at + timedelta(days=30))
    kept = records()[f"{number}|applied"]
    assert number == f"{TRIAL}-{begun_at.year}-0001"
    assert (kept["until"] - kept["since"]).days == 30
