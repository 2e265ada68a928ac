"""Random people try random things in random flows; a second, plainer reading of the rules judges what comes of it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.conftest import PROVE

from nanfeng.cases.attempt import FlowError, Subject
from nanfeng.cases.course import Actor, begin, standing_approvals
from nanfeng.cases.flow import Approvals, Condition, Flow, Stage, Transition
from nanfeng.cases.move import Move, allowed, move
from nanfeng.forms.rule import Rule
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text

STAGES = ("one", "two", "three", "four")
TRANSITIONS = ("t0", "t1", "t2", "t3", "t4", "t5")
ROLES = (Role.EXPERT, Role.PLANNER, Role.APPROVER)
PEOPLE = ("Ann", "Bo")
CODES = {"unknown", "stage", "role", "not_by", "repeated", "approvals", "condition", "stale", "reason", "time"}
ONE, TWO = (Approvals(Role.EXPERT),), (Approvals(Role.EXPERT), Approvals(Role.PLANNER, 2))
WORDS = Text("词", "words")
DAY = datetime(2023, 6, 1)

names = st.sampled_from
conditions = st.builds(
    Condition,
    names(["amount > 10", "paid == True", "amount > 10 or paid == True"]).map(Rule.parse),
    st.just(WORDS),
    st.just(WORDS),
)
facts = st.fixed_dictionaries({"amount": st.sampled_from([None, 5, 50]), "paid": st.sampled_from([None, True, False])})
actors = st.builds(Actor, names(PEOPLE), names(ROLES))


def few(elements, most):
    return st.lists(elements, max_size=most, unique_by=repr).map(tuple)


def transitions(name):
    return st.builds(
        Transition,
        id=st.just(name),
        label=st.just(Text(name, name)),
        sources=st.lists(names(STAGES), min_size=2, unique=True).map(tuple),
        roles=st.lists(names(ROLES), min_size=2, unique=True).map(tuple),
        target=st.one_of(st.none(), names(STAGES)),
        not_by=few(names(TRANSITIONS), 3),
        approval=st.booleans(),
        needs=names([(), (), ONE, TWO]),
        conditions=few(conditions, 1),
        reason=names([False, False, True]),
        begins_round=names([False] * 5 + [True]),
    )


flows = st.builds(
    Flow,
    id=st.just("random"),
    label=st.just(WORDS),
    start=names(STAGES),
    stages=st.just(tuple(Stage(name, Text(name, name)) for name in STAGES)),
    transitions=st.tuples(*map(transitions, TRANSITIONS)),
)


class Walk(RuleBasedStateMachine):
    """One course through one flow. `log` keeps, beside the course, what was accepted: (transition, person, role,
    digest) of the present round.
    """

    @initialize(flow=flows, known=facts)
    def set_out(self, flow, known):
        self.flow, self.course, self.facts, self.digest = flow, begin(flow), known, 0
        self.before, self.log, self.now = self.course, [], DAY

    @rule(known=facts)
    def facts_change(self, known):
        self.digest += known != self.facts
        self.facts = known

    @rule(name=names((*TRANSITIONS, "t9")), actor=actors, said=st.sampled_from([None, "why"]), seen=names([0, 0, 0, 1]))
    def somebody_tries(self, name, actor, said, seen):
        self.now += timedelta(hours=1)
        expected = self.course.version - seen
        wanted = Move(name, actor, self.subject(), expected, self.now, self.now, said)
        broken = self.broken(name, actor) | ({"stale"} if seen else set()) | self.wordless(name, said)
        self.before = self.course
        if broken:
            self.refused(wanted, broken)
            return
        self.course = move(self.flow, self.course, wanted)
        self.accepted(name, actor)

    @rule(actor=actors)
    def somebody_asks_what_is_open(self, actor):
        choices = {one.transition.id: one.open for one in allowed(self.flow, self.course, actor, self.subject())}
        leading = {name for name in TRANSITIONS if self.course.stage in self.flow.transition(name).sources}
        assert set(choices) == leading
        assert all(choices[name] == (not self.broken(name, actor)) for name in leading)

    @invariant()
    def the_history_only_grows_and_hangs_together(self):
        if not hasattr(self, "course"):
            return
        steps = self.course.steps
        assert steps[: len(self.before.steps)] == self.before.steps
        places = [self.flow.start, *(step.target for step in steps)]
        assert self.course.stage in STAGES
        assert [step.source for step in steps] == places[:-1]
        for step in steps:
            definition = self.flow.transition(step.transition)
            assert step.source in definition.sources
            assert step.target == (definition.target or step.source)
            assert step.actor.role in definition.roles
            assert (step.digest is not None) == definition.approval

    @invariant()
    def approvals_stand_only_for_the_record_as_it_is(self):
        if hasattr(self, "course"):
            standing = standing_approvals(self.course, str(self.digest))
            assert [(step.transition, step.actor.by) for step in standing] == [
                (name, person) for name, person, _, digest in self.log if digest == self.digest
            ]

    def subject(self):
        return Subject(str(self.digest), self.facts)

    def accepted(self, name, actor):
        definition = self.flow.transition(name)
        self.log = [] if definition.begins_round else self.log
        self.log.append((name, actor.by, actor.role, self.digest if definition.approval else None))

    def refused(self, wanted, broken):
        with pytest.raises(FlowError) as caught:
            move(self.flow, self.course, wanted)
        assert {issue.code for issue in caught.value.issues} & broken
        for issue in caught.value.issues:
            assert issue.code in CODES
            assert all((issue.wrong.zh, issue.mend.zh, issue.mend.en))
            assert wanted.transition in issue.wrong.en
            assert self.course.stage in issue.wrong.en

    def wordless(self, name, said):
        known = name in TRANSITIONS and self.flow.transition(name).reason
        return {"reason"} if known and not said else set()

    def broken(self, name, actor):
        """The rules that a transition by this actor would break, read straight off the definition."""
        if name not in TRANSITIONS:
            return {"unknown"}
        wanted = self.flow.transition(name)
        if self.course.stage not in wanted.sources:
            return {"stage"}
        found = set() if actor.role in wanted.roles else {"role"}
        found |= {"not_by" for done, person, _, _ in self.log if done in wanted.not_by and person == actor.by}
        if wanted.approval and wanted.target is None and self.approvers(name=name) & {actor.by}:
            found.add("repeated")
        found |= {"approvals" for need in wanted.needs if len(self.approvers(role=need.role)) < need.count}
        return found | {"condition" for one in wanted.conditions if not self.holds(one.rule.text)}

    def approvers(self, role=None, name=None):
        return {
            person
            for done, person, as_role, digest in self.log
            if digest == self.digest and role in (None, as_role) and name in (None, done)
        }

    def holds(self, text):
        plenty, paid = (self.facts["amount"] or 0) > 10, self.facts["paid"] is True
        return {"amount > 10": plenty, "paid == True": paid}.get(text, plenty or paid)


TestWalks = pytest.mark.slow(Walk.TestCase)
TestWalks.settings = settings(max_examples=2_000 if PROVE else 80, stateful_step_count=40)
