"""Cases that went on before the platform knew of them: the form in which an office hands them in, a row a case, and the
course that follows from a row.

Their steps say that they were imported, by whom and when, and the days on which things happened; no approval is made
up. What a stage needs and is lacking is lacking on the case, too; limits are not overdrawn.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from nanfeng.cases.book import overdrawn
from nanfeng.cases.case import Case
from nanfeng.cases.case_form import CASE, COHORT, ORGANISATION, OWN, PARK, STAGE, STATE, UNTIL, case_form, form_name
from nanfeng.cases.course import Course, Step
from nanfeng.cases.day import CHINA, local_day
from nanfeng.cases.handling import Doing
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Check, Form, Timing
from nanfeng.forms.rule import Rule
from nanfeng.forms.value import Value
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

IMPORTED = "imported"
"""What the steps of such cases are called; no transition of a programme is called so."""

CALLED = "_called"
"""The field that names somebody who is in no register."""

_CHECK_DAYS = Text("核对日期", "check the days")


def came(stage: str) -> str:
    """The field that holds the day on which a case first came to a stage; empty where it never did."""
    return f"_came_{stage}"


def past_form(programme: Programme) -> Form:
    """The form of a programme's past cases, derived from that of its cases. `case` is the number that a case had."""
    first = programme.stages[0].id
    return Form(
        name=f"past_{form_name(programme.id)}",
        label=Text(f"{programme.label.zh}：已有办件", f"{programme.label.en}: past cases"),
        purpose=programme.use,
        timing=Timing.EVENT,
        key=(CASE,),
        fields=(*_fields(programme), *(replace(each, required=False) for each in programme.fields)),
        when=came(first),
        organisation=ORGANISATION,
        place=PARK,
        checks=tuple(_checks(programme)),
    )


def past_case(programme: Programme, row: Mapping[str, Value], doing: Doing) -> Case:
    """The case that a row of the form tells of, under the programme as it is now; the doer is who imports it."""
    return Case(
        course=_course(programme, row, doing),
        organisation=str(row[ORGANISATION] or ""),
        edition=programme.edition,
        park=_text(row[PARK]),
        cohort=_text(row[COHORT]),
        values={each.name: row[each.name] for each in programme.fields},
        today=local_day(doing.at),
    )


def past_issues(programme: Programme, case: Case, doing: Doing) -> Iterator[Issue]:
    """What of a past case cannot be: days that are to come, and limits that it would overdraw."""
    for step in case.course.steps:
        if step.happened > doing.at:
            wrong = Text(f"{local_day(step.happened)} 还没有到", f"{local_day(step.happened)} is still to come")
            yield Issue("day_to_come", programme.id, step.target, wrong, _CHECK_DAYS)
    yield from overdrawn(programme, None, case, doing.others)


def _fields(programme: Programme) -> Iterator[Field]:
    own = {each.name: each for each in case_form(programme).fields if each.name in OWN}
    called = Text("名称（未登记的单位）", "Name, if in no register")
    number = Text("原来的编号，一件一行", "the number that it had; one row a case")
    yield replace(own[CASE], help=number)
    yield own[ORGANISATION]
    yield Field(CALLED, called, FieldType.TEXT)
    yield own[PARK]
    yield own[COHORT]
    for place, stage in enumerate(programme.stages):
        label = Text(f"进入“{stage.label.zh}”日期", f"Came to: {stage.label.en}")
        yield Field(came(stage.id), label, FieldType.DATE, required=place == 0)
    stands = Text("留空即最后进入的阶段", "left empty: the one that it came to last")
    yield replace(own[STAGE], required=False, help=stands)
    yield replace(own[STATE], required=False, help=Text("留空即办理中", "left empty: going on"))
    yield Field(UNTIL, Text("暂停、撤回或未成的日期", "Paused, withdrawn or lost on"), FieldType.DATE)


def _checks(programme: Programme) -> Iterator[Check]:
    first, *others = (came(stage.id) for stage in programme.stages)
    for day in others:
        wrong = Text("日期早于办件开始", "a day is before the case began")
        yield Check(f"begins{day}", Rule.parse(f"{day} is None or {day} >= {first}"), wrong, _CHECK_DAYS)
    for day in (first, *others):
        wrong = Text("暂停、撤回或未成的日期早于所到阶段", "it was paused, withdrawn or lost before it came to a stage")
        rule = Rule.parse(f"{UNTIL} is None or {day} is None or {UNTIL} >= {day}")
        yield Check(f"ends{day}", rule, wrong, _CHECK_DAYS)
    for stage in programme.stages:
        wrong = Text(f"没有写何时进入“{stage.label.zh}”", f"it does not say when it came to {stage.label.en!r}")
        rule = Rule.parse(f"{STAGE} is None or {STAGE} != {stage.id!r} or {came(stage.id)} is not None")
        yield Check(f"stands_in_{stage.id}", rule, wrong, Text("补写日期", "add that day"))
    wrong = Text("没有写何时暂停、撤回或未成", "it does not say when it was paused, withdrawn or lost")
    rule = Rule.parse(f"{STATE} is None or {STATE} == '{State.ACTIVE}' or {UNTIL} is not None")
    yield Check("until", rule, wrong, Text("补写日期", "add that day"))


def _course(programme: Programme, row: Mapping[str, Value], doing: Doing) -> Course:
    """From stage to stage in the order of their days, then to the one where it stands, then into its state."""
    days = [(row[came(stage.id)], stage.id) for stage in programme.stages]
    stages = sorted(((stage, day) for day, stage in days if isinstance(day, date)), key=lambda one: one[1])
    (start, began), *later = stages
    course = Course(start, began=_moment(began))
    for stage, day in later:
        course = course.followed_by(_step(course, (stage, day, State.ACTIVE), row, doing))
    stands, last = str(row[STAGE] or course.stage), stages[-1][1]
    if stands != course.stage:
        course = course.followed_by(_step(course, (stands, last, State.ACTIVE), row, doing))
    state, ended = State(str(row[STATE] or State.ACTIVE)), row[UNTIL]
    if state is State.ACTIVE or not isinstance(ended, date):
        return course
    return course.followed_by(_step(course, (stands, ended, state), row, doing))


def _step(course: Course, led_to: tuple[str, date, State], row: Mapping[str, Value], doing: Doing) -> Step:
    stage, day, state = led_to
    return Step(
        transition=IMPORTED,
        source=course.stage,
        target=stage,
        actor=doing.actor,
        happened=_moment(day),
        entered=doing.at,
        reason=str(row[CASE]),
        state=state,
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def _text(value: Value) -> str | None:
    return str(value) if value else None
