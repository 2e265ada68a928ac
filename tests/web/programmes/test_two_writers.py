"""Two people do random things with the same cases at once, each in his own connection to a real PostgreSQL: no state
comes about that the rules forbid, nothing that was accepted is lost, nothing that was refused leaves a trace, no limit
is overdrawn, nobody waits for ever, and every refusal names its rule.
"""

from collections import Counter
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import PROVE
from tests.web.programmes.conftest import Work
from tests.web.programmes.desk import OFFICER, Desk, Event, facts, found

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.book import book, draws
from nanfeng.cases.judge import lacking
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Taken
from nanfeng.web.programmes.whole import Whole

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EXAMPLES = 700 if PROVE else 5
ROUNDS = EXAMPLES + 10
"""A few more than examples: one that fails is tried again."""

SEATS, BUDGET = 2, 500_000

_ROUND = '[[cohorts]]\nid = "r{0}"\nlabel = {{ zh = "第{0}批", en = "round {0}" }}\nopens = 2020-01-01\n'
_ROUNDS = "".join(f"{_ROUND.format(number)}closes = 2099-12-31\n\n" for number in range(ROUNDS))
_LIMITED = {
    "# 材料。": f"{_ROUNDS}# 材料。",
    "total = 20": f'per = ["cohort"]\ntotal = {SEATS}',
    "total = 3_000_000": f'per = ["cohort"]\ntotal = {BUDGET}',
}
"""Each example has a cohort of its own, with seats and money of its own."""

_WHAT = (
    *("lead_on", "lead_on", "lead_on", "lead_on", "step", "grant", "run", "run", "confirm", "confirm"),
    *("attach", "take_back", "pay", "pay", "say", "follow_up", "begin"),
)
events = st.lists(
    st.builds(Event, st.sampled_from(_WHAT), st.integers(0, 3), st.integers(0, 41)), min_size=10, max_size=20
)


@pytest.fixture
def rounds(redefine) -> list[str]:
    """The cohorts that no example has had yet."""
    redefine(_LIMITED)
    return [f"r{number}" for number in range(ROUNDS)]


@settings(
    max_examples=EXAMPLES,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(one=events, other=events)
def test_whatever_two_do_at_once_the_rules_hold_and_nothing_is_lost(at_once, rounds, work, one, other):
    desk = prepared(work, rounds.pop())
    at_once([partial(in_turn, desk, tried) for tried in (one, other)])
    with acting(SYSTEM, Doer("test")):
        cases = found(desk.cohort)
        for case in cases:
            check_way(case)
            assert lacking(case.programme, case.case, case.row.stage) == ()
        check_limits(cases)
        assert Counter(facts(cases)) == Counter(desk.accepted)
    assert max(Counter(desk.seen).values()) == 1, "of two who saw the same, one alone saves"
    for error in desk.refused:
        check_refusal(error)


def in_turn(desk: Desk, tried: list[Event]) -> None:
    for event in tried:
        desk.do(event)


def prepared(work: Work, cohort: str) -> Desk:
    """Three cases that can be approved, of which the seats and the money take two at most."""
    desk = Desk(work, cohort)
    for case in range(3):
        for what in ("begin", "attach", "grant", "step"):
            desk.do(Event(what, case, 0))
    assert (len(desk.accepted), desk.refused) == (12, [])
    return desk


def check_way(case: Whole) -> None:
    """The steps of a case follow one another, each as its flow allows, and the lists say where the last one led."""
    flow, row, steps = case.programme.flow, case.row, case.case.course.steps
    assert [step.number for step in case.steps] == list(range(1, len(steps) + 1))
    at, going_on = flow.start, True
    for position, step in enumerate(steps):
        wanted = flow.transition(step.transition)
        assert going_on
        assert at == step.source
        assert step.source in wanted.sources
        assert step.target == (wanted.target or step.source)
        assert step.actor.role in wanted.roles
        if step.transition == "approve":
            given = [one for one in steps[:position] if one.transition == "endorse" and one.digest == step.digest]
            assert [one.actor.role for one in given[:1]] == [OFFICER]
        at, going_on = step.target, step.state.goes_on
    course = case.case.course
    assert (row.stage, row.state, row.version) == (at, course.state.value, len(steps))
    assert (row.course.stage, row.course.version) == (at, len(steps))


def check_limits(cases: list[Whole]) -> None:
    """What cases take is kept as they stand, and comes to no more than there is; nothing is paid beyond a grant."""
    programme = cases[0].programme
    for each in cases:
        kept = Taken.objects.filter(case=each.row).values_list("limit", "pot", "amount")
        assert set(kept) == {(*draw.pot, draw.amount) for draw in draws(programme, each.case)}
        granted = each.case.values["granted"]
        assert not each.case.payments or (isinstance(granted, Decimal) and each.case.paid("granted") <= granted)
    taken = book(programme, [each.case for each in cases])
    totals = {limit.id: limit.total for limit in programme.limits}
    assert all(amount <= totals[pot[0]] for pot, amount in taken.items())


def check_refusal(error: Exception) -> None:
    said = (
        [text for one in error.issues for text in (one.wrong, one.mend)] if isinstance(error, FlowError) else error.args
    )
    assert said
    assert all(text.zh and text.en for text in said)
    assert not isinstance(error, FlowError) or all(issue.code for issue in error.issues)
