"""Random people do random things with the cases of random programmes; a plainer reading of the rules (`plain`) judges
whether each was allowed, and keeps beside the engine every fact, every seat and every yuan.
"""

from copy import deepcopy
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.conftest import PROVE

from nanfeng.cases import handling, outcomes, paying
from nanfeng.cases.attempt import FlowError, Subject
from nanfeng.cases.binding import confirmed, subject_of
from nanfeng.cases.book import book, draws
from nanfeng.cases.case import Case, Payment
from nanfeng.cases.course import Actor, begin, standing_approvals
from nanfeng.cases.criterion import Facts, assess
from nanfeng.cases.judge import in_section, lacking
from nanfeng.cases.move import Move

from . import plain
from .programmes import ORGANISATIONS, ROLES, STAGES, TRANSITIONS, actors, changes, filled, one_of, programmes

CODES = {
    *("begun_by", "park", "cohort", "field", "paper", "demand", "linked", "outcome", "limit", "criterion"),
    *("stage", "state", "role", "not_by", "independent", "repeated", "approvals", "condition", "filled_by", "until"),
    *("filed_by", "organisation", "paid_twice", "amount", "paid", "reference", "stale"),
}
MOST = 3
which = st.integers(0, MOST - 1)


class Walk(RuleBasedStateMachine):
    """Up to three cases of one programme. `cases` are the engine's, `plains` the same by the plain reading."""

    @initialize(programme=programmes)
    def open_programme(self, programme):
        self.programme, self.now = programme, datetime(2023, 12, 30, 9)
        self.cases, self.plains = [], []

    @precondition(lambda self: len(self.cases) < MOST)
    @rule(
        actor=actors,
        values=filled,
        organisation=one_of(ORGANISATIONS),
        park=one_of(["north", "north", "south", None]),
        chosen=one_of([0, 0, 0, 1]),
    )
    def somebody_begins(self, actor, values, organisation, park, chosen):
        cohort = ("winter" if self.programme.cohorts else None, "spring")[chosen]
        case = Case(
            course=begin(self.programme.flow, self.now),
            organisation=organisation,
            edition=self.programme.edition,
            park=park,
            cohort=cohort,
            values=values,
            today=self.today,
        )
        new = plain.Plain(organisation, park, cohort, dict(values), self.today)
        allowed = plain.may_begin(self.programme, new, self.plains, (actor, self.today))
        done = self.tried(allowed, lambda: handling.begin_case(self.programme, case, self.doing(actor)))
        if done:
            self.cases.append(done)
            self.plains.append(new)

    @precondition(lambda self: self.cases)
    @rule(number=which, actor=actors, values=changes)
    def somebody_fills_in(self, number, actor, values):
        case, held = self.pick(number)
        new = deepcopy(held)
        new.values |= values
        worse = self.lacks(new, held.stage) - self.lacks(held, held.stage)
        grant = new.values.get("grant")
        paid = sum((amount for _, amount in held.paid.values()), Decimal(0))
        short = bool(held.paid) and grant != held.values.get("grant") and (grant is None or grant < paid)
        overdrawn = plain.overdraws(self.programme, held, new, self.others(held))
        allowed = plain.may_save(self.programme, held, values, actor) and not (worse or short or overdrawn)
        self.put(held, new, self.tried(allowed, lambda: self.save(case, values, actor, held)))

    @precondition(lambda self: self.cases)
    @rule(number=which, actor=actors, digest=one_of(["aa", "bb"]))
    def somebody_files_a_document(self, number, actor, digest):
        case, held = self.pick(number)
        new = deepcopy(held)
        new.papers["plan"].add(digest)
        allowed = held.state not in plain.OVER and actor.role in self.programme.papers[0].filed_by
        doing = self.doing(actor, held)
        self.put(
            held, new, self.tried(allowed, lambda: handling.add_paper(self.programme, case, ("plan", digest), doing))
        )

    @precondition(lambda self: self.cases)
    @rule(number=which, visits=one_of([1, 2]), known=one_of([True, True, True, False, None]))
    def the_world_goes_on(self, number, visits, known):
        case, held = self.pick(number)
        new = deepcopy(held)
        new.visits, new.known = max(held.visits, visits), known
        assessed = assess(self.programme.criteria, Facts({"known": known}, {}, {}))
        self.put(held, new, replace(case, linked={"visit": new.visits}, assessed=assessed))

    @precondition(lambda self: self.cases)
    @rule(number=which, actor=actors, own=st.booleans())
    def somebody_confirms(self, number, actor, own):
        case, held = self.pick(number)
        outcome, new = self.programme.outcomes[0], deepcopy(held)
        actor = replace(actor, acting_for=held.organisation) if own else actor
        new.confirmed.append(plain.said(held, outcome))
        allowed = plain.may_confirm(held, outcome, actor)
        self.put(
            held, new, self.tried(allowed, lambda: outcomes.confirm(self.programme, case, "success", actor, self.now))
        )

    @precondition(lambda self: self.cases)
    @rule(number=which, actor=actors, instalment=which, slip=one_of([0] * 7 + [1]), own=one_of([True, True, False]))
    def somebody_pays(self, number, actor, instalment, slip, own):
        case, held = self.pick(number)
        payables = paying.payables(self.programme, case)
        payable = payables[instalment % len(payables)]
        amount, one = (payable.amount or Decimal(0)) + slip, payable.instalment
        actor = replace(actor, role=one.paid_by[0]) if own else actor
        allowed = plain.may_pay(self.programme, held, one, actor, self.today) and amount > 0 and not slip
        assert payable.amount is None or (payable.payment is None) != (one.id in held.paid)
        new = deepcopy(held)
        new.paid[one.id] = ("grant", amount)
        paid = Payment(one.id, one.of, amount, self.today, f"voucher {number}")
        self.put(held, new, self.tried(allowed, lambda: paying.pay(self.programme, case, paid, actor)))

    @precondition(lambda self: self.cases)
    @rule(number=which, actor=actors, name=one_of((*TRANSITIONS, *TRANSITIONS[:3])), hours=one_of([1, 7, 30]))
    def somebody_tries_a_step(self, number, actor, name, hours):
        self.now += timedelta(hours=hours)
        self.step(number, name, actor)

    @precondition(lambda self: self.cases)
    @rule(number=which, turn=st.integers(0, 11))
    def what_is_open_is_done(self, number, turn):
        _, held = self.pick(number)
        people = [Actor(name, role) for name in ("Ann", "Bo", "Cy") for role in ROLES]
        ways = [(name, actor) for name in TRANSITIONS for actor in people if self.may_step(held, name, actor)[0]]
        if ways:
            self.step(number, *ways[turn % len(ways)])

    def step(self, number, name, actor):
        case, held = self.pick(number)
        allowed, new = self.may_step(held, name, actor)
        wanted = Move(name, actor, Subject("whatever"), held.steps, self.now, self.now)
        others = self.doing(actor, held).others
        self.put(held, new, self.tried(allowed, lambda: handling.advance(self.programme, case, wanted, others)))

    @precondition(lambda self: self.cases)
    @rule(number=which, actor=actors)
    def somebody_asks_what_is_open(self, number, actor):
        case, held = self.pick(number)
        found = handling.choices(self.programme, case, self.doing(actor, held))
        leading = [one.id for one in self.programme.transitions if held.stage in one.sources]
        assert [choice.transition.id for choice in found] == leading
        for choice in found:
            assert choice.open == self.may_step(held, choice.transition.id, actor)[0]

    @precondition(lambda self: self.cases)
    @rule(number=which, stage=one_of(STAGES))
    def somebody_asks_what_is_missing(self, number, stage):
        case, held = self.pick(number)
        found = lacking(self.programme, case, stage)
        assert {(issue.code, issue.at) for issue in found} == self.lacks(held, stage)
        empty = {each.at for one in self.programme.sections for each in in_section(self.programme, one.id, found)}
        assert empty == {issue.at for issue in found if issue.code == "field"}

    @invariant()
    def no_fact_is_lost(self):
        for case, held in self.both():
            assert (case.course.stage, case.course.state, case.course.version) == (held.stage, held.state, held.steps)
            assert (
                case.values.items() >= {name: value for name, value in held.values.items() if value is not None}.items()
            )
            assert all(held.values.get(name) == value for name, value in case.values.items())
            assert {kind: set(digests) for kind, digests in case.papers.items() if digests} == {
                kind: digests for kind, digests in held.papers.items() if digests
            }
            assert {one.instalment: (one.of, one.amount) for one in case.payments} == held.paid
            assert len(case.payments) == len(held.paid)
            assert confirmed(self.programme, case) == {
                one.id for one in self.programme.outcomes if plain.is_confirmed(held, one)
            }
            assert [(step.transition, step.target) for step in case.course.steps[-len(held.log) :]] == [
                (entry[0], stage) for entry, (stage, _) in zip(held.log, held.been[-len(held.log) :], strict=True)
            ] or not held.log

    @invariant()
    def approvals_stand_for_what_is_there(self):
        for case, held in self.both():
            standing = standing_approvals(case.course, subject_of(self.programme, case).digest)
            given = plain.bound(self.programme, held)
            assert [(step.transition, step.actor.by) for step in standing] == [
                (name, by) for name, by, _, bound in held.log if bound == given
            ]

    @invariant()
    def no_limit_is_overdrawn(self):
        for limit, taken in ((one.limit, one) for case, _ in self.both() for one in draws(self.programme, case)):
            assert taken.amount >= 0
            assert book(self.programme, self.cases)[taken.pot] <= limit.total
        if getattr(self, "plains", None):
            totals = {limit.id: limit.total for limit in self.programme.limits}
            assert all(amount <= totals[key[0]] for key, amount in plain.all_taken(self.programme, self.plains).items())

    @invariant()
    def nothing_is_paid_beyond_the_grant(self):
        for case, held in self.both():
            paid = sum((amount for _, amount in held.paid.values()), Decimal(0))
            assert not held.paid or paid <= held.values["grant"]
            amounts = [payable.amount for payable in paying.payables(self.programme, case) if payable.amount]
            assert sum(amounts) <= max(held.values.get("grant") or Decimal(0), paid)

    @property
    def today(self):
        return self.now.date()

    def both(self):
        return list(zip(getattr(self, "cases", []), getattr(self, "plains", []), strict=True))

    def pick(self, number):
        """A case as it is today."""
        at = number % len(self.cases)
        self.cases[at] = replace(self.cases[at], today=self.today)
        return self.cases[at], self.plains[at]

    def others(self, held):
        return [each for each in self.plains if each is not held]

    def doing(self, actor, held=None):
        others = [case for case, each in self.both() if each is not held]
        return handling.Doing(actor, self.now, book(self.programme, others))

    def save(self, case, values, actor, held):
        return handling.save(self.programme, case, values, self.doing(actor, held))

    def lacks(self, held, stage):
        return plain.lacks(self.programme, held, stage, self.today)

    def put(self, held, new, done):
        if done:
            at = next(number for number, one in enumerate(self.plains) if one is held)
            self.cases[at], self.plains[at] = done, new

    def may_step(self, held, name, actor):
        """Whether it is allowed by the plain reading, and the case as it would be."""
        return plain.stepped(self.programme, held, self.others(held), (name, actor, self.today))

    def tried(self, allowed, do):
        """What was done; None where it was refused, as it ought to be, by rules that have names."""
        if allowed:
            return do()
        with pytest.raises(FlowError) as caught:
            do()
        for issue in caught.value.issues:
            assert issue.code in CODES
            assert all((issue.wrong.zh, issue.wrong.en, issue.mend.zh, issue.mend.en))
        return None


TestWalks = pytest.mark.slow(Walk.TestCase)
TestWalks.settings = settings(
    max_examples=2_000 if PROVE else 50, stateful_step_count=50, phases=(Phase.generate,), report_multiple_bugs=False
)
