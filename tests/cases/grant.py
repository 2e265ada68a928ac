"""A programme of grants, as small as one can be that has everything: a request, a decision, money, an outcome."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from nanfeng.cases.attempt import Subject
from nanfeng.cases.case import Case
from nanfeng.cases.course import Actor, Course
from nanfeng.cases.criterion import Criterion, Origin, Reads
from nanfeng.cases.flow import Allowed, Approvals, Stage, Transition
from nanfeng.cases.funds import Instalment, Limit
from nanfeng.cases.handling import Doing, advance
from nanfeng.cases.move import Move
from nanfeng.cases.programme import Demand, Linked, Outcome, Paper, Programme, Section
from nanfeng.cases.state import State
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Purpose
from nanfeng.forms.rule import Rule
from nanfeng.forms.value import Value
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

MONDAY = datetime(2023, 6, 19, 2, tzinfo=UTC)  # ten in the morning in China; the 22nd to 24th are the Dragon Boat days
OURS, THEIRS = "org:ours", "org:theirs"
CLERK = Actor("clerk", Role.ENTERPRISE_CLERK, OURS)
OFFICER = Actor("officer", Role.PARK_OFFICER)
JUROR = Actor("juror", Role.EXPERT, THEIRS)
APPROVER = Actor("approver", Role.APPROVER)
OFFICE = (Role.PARK_OFFICER, Role.APPROVER)
WORDS = Text("词", "words")


def text(name: str) -> Text:
    return Text(f"〈{name}〉", name)


def field(name: str, kind: FieldType, required: bool = True, **said) -> Field:
    unit = Unit.YUAN if kind is FieldType.AMOUNT else None
    return Field(name, text(name), kind, unit, required=required, **said)


def stage(name: str, **said) -> Stage:
    return Stage(name, text(name), **said)


def way(name: str, sources: tuple[str, ...], target: str | None, *roles: Role, **said) -> Transition:
    return Transition(name, text(name), sources, roles or OFFICE, target, **said)


RUNNING = ("applied", "granted", "done")

GRANT = Programme(
    id="grant",
    label=text("grant"),
    about=WORDS,
    owner="office",
    use=Purpose.SERVICE,
    begun_by=(Role.ENTERPRISE_CLERK,),
    stages=(
        stage("draft"),
        stage("applied", within=Allowed(working_days=3)),
        stage("granted", within=Allowed(hours=24)),
        stage("done", terminal=True),
    ),
    transitions=(
        way("apply", ("draft",), "applied", Role.ENTERPRISE_CLERK),
        way("judge", ("applied",), None, Role.EXPERT, approval=True, independent=True),
        way("grant", ("applied",), "granted", Role.APPROVER, needs=(Approvals(Role.EXPERT),)),
        way("finish", ("granted",), "done"),
        way("send_back", ("applied", "granted"), "draft"),
        way("pause", RUNNING, None, state=State.PAUSED),
        way("resume", RUNNING, None, state=State.ACTIVE, while_in=(State.PAUSED,)),
        way("withdraw", ("draft", *RUNNING), None, Role.ENTERPRISE_CLERK, state=State.WITHDRAWN),
        way("take_up", ("draft", *RUNNING), None, state=State.ACTIVE, while_in=(State.WITHDRAWN,)),
    ),
    sections=(
        Section(
            "request",
            text("request"),
            (field("asked", FieldType.AMOUNT), field("machines", FieldType.WHOLE, required=False)),
            (Role.ENTERPRISE_CLERK,),
            since="applied",
            until="draft",
        ),
        Section("decision", text("decision"), (field("grant", FieldType.AMOUNT),), OFFICE, since="granted"),
        Section("result", text("result"), (field("saved", FieldType.AMOUNT, required=False),), OFFICE, binds=False),
    ),
    papers=(Paper("plan", text("plan"), (Role.ENTERPRISE_CLERK,), since="applied"),),
    demands=(Demand("enough", Rule.parse("grant <= asked"), "granted", text("too much"), WORDS),),
    reads=(Reads("known", text("known"), Origin.REGISTER, "registered"),),
    criteria=(Criterion("fit", text("fit"), Rule.parse("known == True"), text("unfit"), WORDS),),
    linked=(Linked("visit", text("visit"), since="done"),),
    outcomes=(Outcome("success", text("success"), ("saved",), since="done"),),
    limits=(
        Limit("places", text("places"), Decimal(2), "granted", per=("park",)),
        Limit("budget", text("budget"), Decimal(1000), "granted", of="grant"),
    ),
    instalments=(
        Instalment("first", text("first"), "grant", Decimal("0.6"), "granted", OFFICE),
        Instalment("second", text("second"), "grant", Decimal("0.4"), "granted", OFFICE, confirmed="success"),
    ),
)

WHOLE = {"asked": Decimal(900), "grant": Decimal(600), "saved": Decimal(50)}


def case(programme: Programme = GRANT, stage: str = "draft", **said) -> Case:
    """A case that stands in a stage, by default with everything that it needs."""
    facts = {"park": "north", "values": WHOLE, "papers": {"plan": ("aa",)}, "linked": {"visit": 1}, **said}
    course = Course(stage, began=MONDAY)
    return Case(course=course, organisation=OURS, edition=programme.edition, today=MONDAY.date(), **facts)


def doing(actor: Actor, others: Mapping | None = None, at: datetime = MONDAY) -> Doing:
    return Doing(actor, at, others or {})


def step(case: Case, name: str, actor: Actor, programme: Programme = GRANT, **said) -> Case:
    """Take one step, an hour after the one before."""
    at = said.pop("at", MONDAY + timedelta(hours=case.course.version))
    others = said.pop("others", {})
    return advance(programme, case, Move(name, actor, Subject(""), case.course.version, at, at, **said), others)


def filled(case: Case, **values: Value) -> Case:
    """The case with other values, whoever filled them in."""
    return replace(case, values={**case.values, **values})


DAY = date(2023, 7, 1)
