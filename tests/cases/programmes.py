"""Random programmes that a pack could hold, and random facts and people for their cases."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from nanfeng.cases.course import Actor
from nanfeng.cases.criterion import Criterion, Origin, Reads
from nanfeng.cases.flow import Allowed, Approvals, Condition, Stage, Transition
from nanfeng.cases.funds import Instalment, Limit
from nanfeng.cases.programme import Cohort, Demand, Linked, Outcome, Paper, Programme, Section
from nanfeng.cases.state import State
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Purpose
from nanfeng.forms.rule import Rule
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

STAGES = ("s0", "s1", "s2", "s3")
TRANSITIONS = tuple(f"t{number}" for number in range(8))
ROLES = (Role.ENTERPRISE_CLERK, Role.EXPERT, Role.APPROVER)
ORGANISATIONS = ("org:a", "org:b")
WORDS = Text("词", "words")
RULES = ("size > 3", "done == True", "grant <= asked", "today >= date('2024-01-01')")
ONE, TWO = (Approvals(Role.EXPERT),), (Approvals(Role.EXPERT), Approvals(Role.APPROVER, 2))
COHORTS = (
    Cohort("winter", WORDS, date(2023, 12, 1), date(2024, 1, 2)),
    Cohort("spring", WORDS, date(2024, 1, 1), date(2024, 3, 31)),
)
SHARES = (("1",), ("0.5", "0.5"), ("0.333", "0.333", "0.334"), ("0.6", "0.3"))

one_of = st.sampled_from
rules = one_of([*RULES, RULES[-1]]).map(Rule.parse)
stages = one_of(STAGES[1:] + STAGES)

VALUES = {
    "asked": one_of([Decimal("100.00"), Decimal("33.33"), Decimal("100.00"), None]),
    "grant": one_of([Decimal("99.99"), Decimal("100.00"), Decimal("0.01"), Decimal("250.00"), None, Decimal("-5.00")]),
    "size": one_of([Decimal(5), Decimal(2), None]),
    "done": one_of([True, True, False, None]),
    "supplier": one_of([*ORGANISATIONS, None]),
}
changes, filled = st.fixed_dictionaries({}, optional=VALUES), st.fixed_dictionaries(VALUES)
actors = st.builds(Actor, one_of(["Ann", "Bo", "Cy"]), one_of(ROLES), one_of([None, *ORGANISATIONS]))


def some(elements, least=0, most=3):
    return st.lists(elements, min_size=least, max_size=most, unique=True).map(tuple)


roles = st.one_of(st.just(ROLES), st.just(ROLES), some(one_of(ROLES), 2))
late = one_of([None, None, *STAGES[1:]])


def field(name, kind, required):
    unit = Unit.YUAN if kind is FieldType.AMOUNT else None
    return Field(name, Text(name, name), kind, unit, required=required)


@st.composite
def sections(draw):
    parts = {
        "request": (("asked", FieldType.AMOUNT), ("size", FieldType.NUMBER)),
        "decision": (("grant", FieldType.AMOUNT), ("supplier", FieldType.ORGANISATION)),
        "result": (("done", FieldType.BOOLEAN),),
    }
    return tuple(
        Section(
            id=name,
            label=Text(name, name),
            fields=tuple(field(*each, draw(one_of([False, False, False, True]))) for each in held),
            filled_by=draw(roles),
            since=draw(one_of(STAGES[1:])),
            until=draw(one_of([None, None, None, *STAGES])),
            binds=draw(st.booleans()),
        )
        for name, held in parts.items()
    )


@st.composite
def transitions(draw):
    return tuple(draw(transition(number, name)) for number, name in enumerate(TRANSITIONS))


@st.composite
def transition(draw, number, name):
    """The first three lead from each stage to the next; the others lead anywhere, or into another state."""
    on = number < len(STAGES) - 1
    state = None if on else draw(one_of([None, None, *State]))
    busy = (State.ACTIVE,) if state is not State.ACTIVE else (State.PAUSED, State.WITHDRAWN, State.LOST)
    return Transition(
        id=name,
        label=Text(name, name),
        sources=(STAGES[number],) if on else draw(some(stages, 2, 4)),
        roles=draw(roles),
        target=STAGES[number + 1] if on else draw(late),
        not_by=draw(one_of([(), (), (), ("t0",), ("t1", "t5")])),
        approval=draw(st.booleans()),
        needs=draw(one_of([(), (), (), (), ONE, TWO])),
        conditions=draw(some(st.builds(Condition, rules, st.just(WORDS), st.just(WORDS)), 0, 1)) if not on else (),
        independent=draw(one_of([False, False, True])),
        begins_round=draw(one_of([False] * 5 + [True])),
        state=state,
        while_in=busy,
    )


def limits_of(of, *totals):
    return st.builds(
        Limit,
        id=one_of(["one", "two"]),
        label=st.just(WORDS),
        total=one_of(totals).map(Decimal),
        since=one_of(["s0", "s0", *STAGES]),
        of=st.just(of),
        per=st.one_of(st.just(()), some(one_of(["cohort", "park", "organisation", "year", "supplier"]), 0, 2)),
    )


limits = st.one_of(limits_of(None, 1, 2), limits_of("grant", 100, 300), limits_of("size", 5, 8))


@st.composite
def instalments(draw):
    shares = draw(one_of(SHARES))
    return tuple(
        Instalment(
            id=f"i{number}",
            label=WORDS,
            of="grant",
            share=Decimal(share),
            since=draw(one_of([STAGES[0], *STAGES[:3]])),
            paid_by=draw(roles),
            when=draw(st.one_of(st.none(), st.none(), st.none(), rules)),
            confirmed=draw(one_of([None, None, None, "success"])),
        )
        for number, share in enumerate(shares)
    )


programmes = st.builds(
    Programme,
    id=st.just("random"),
    label=st.just(WORDS),
    about=st.just(WORDS),
    owner=st.just("office"),
    use=st.just(Purpose.SERVICE),
    begun_by=st.just(ROLES[:2]),
    stages=some(st.one_of(st.none(), st.builds(Allowed, hours=one_of([8, 24]))), 0, 1).map(
        lambda within: tuple(Stage(name, Text(name, name), name == STAGES[-1], *within) for name in STAGES)
    ),
    transitions=transitions(),
    sections=sections(),
    parks=one_of([(), ("north",)]),
    papers=st.builds(Paper, st.just("plan"), st.just(WORDS), roles, late, st.booleans()).map(lambda one: (one,)),
    demands=some(
        st.builds(Demand, one_of(["d0", "d1"]), rules, one_of(STAGES[1:]), st.just(WORDS), st.just(WORDS)), 0, 1
    ),
    reads=st.just((Reads("known", WORDS, Origin.REGISTER, "known"),)),
    criteria=st.just((Criterion("fit", WORDS, Rule.parse("known == True"), WORDS, WORDS),)),
    eligible_since=one_of([None, None, *STAGES[1:]]),
    cohorts=one_of([(), COHORTS]),
    parties=st.just(("supplier",)),
    linked=some(st.builds(Linked, st.just("visit"), st.just(WORDS), one_of([1, 2]), late), 0, 1),
    outcomes=st.builds(
        Outcome, st.just("success"), st.just(WORDS), some(one_of(list(VALUES)), 1, 2), late, one_of([None, "supplier"])
    ).map(lambda one: (one,)),
    limits=st.lists(limits, max_size=2, unique_by=lambda one: one.id).map(tuple),
    instalments=instalments(),
)
