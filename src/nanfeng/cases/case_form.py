"""The form of a programme's cases: a record for each stage that a case came to, derived from the programme alone.

Records of it come from cases, never from people, so that nobody files it and nothing of it is owed. Its fields hold
what the case says now; none of the programme's own has to be filled in, for the judge says what a stage needs.
"""

from dataclasses import replace

from nanfeng.cases.programme import Outcome, Programme
from nanfeng.cases.state import State
from nanfeng.forms.field import Code, Field, FieldType
from nanfeng.forms.form import Check, Form, Timing
from nanfeng.forms.rule import Rule
from nanfeng.kinds.text import Text

CASE, ORGANISATION, PARK, STAGE, STATE = "case", "organisation", "park", "stage", "state"
SINCE, UNTIL, COHORT = "since", "until", "cohort"

OWN = (CASE, ORGANISATION, PARK, STAGE, STATE, SINCE, UNTIL, COHORT)
"""The fields that every case has, whatever its programme; no field of a programme may be called so."""

IN_TIME = "in_time"
"""The field that programmes with time limits have besides: whether the case left the stage in time."""

_CONFIRMED = "confirmed_"


def form_name(programme: str) -> str:
    """The name of the form of a programme's cases."""
    return f"case_{programme}"


def confirmed_field(outcome: str) -> str:
    """The name of the field that holds the day on which the organisation confirmed an outcome."""
    return f"{_CONFIRMED}{outcome}"


def case_form(programme: Programme) -> Form:
    """The form. A case has one record a stage, under its number and the stage: it holds from the day on which the case
    first came there until the day on which it last left, by going on or by being withdrawn or lost.
    """
    return Form(
        name=form_name(programme.id),
        label=Text(f"{programme.label.zh}：办件", f"{programme.label.en}: cases"),
        purpose=programme.use,
        timing=Timing.SPAN,
        key=(CASE, STAGE),
        fields=(
            *_own(programme),
            *_in_time(programme),
            *(_confirmed(one) for one in programme.outcomes),
            *_asked(programme),
        ),
        when=SINCE,
        until=UNTIL,
        organisation=ORGANISATION,
        place=PARK,
        checks=(_ENDS_AFTER_IT_BEGAN,),
        note=Text("每个办件到过的每个阶段各有一条记录", "one record for each stage that a case came to"),
    )


def countable_fields(programme: Programme) -> tuple[Field, ...]:
    """What a rule may read that says which cases are counted: the programme's fields, and whether one left in time."""
    return (*programme.fields, *_in_time(programme))


def _own(programme: Programme) -> tuple[Field, ...]:
    stages = tuple(Code(stage.id, stage.label) for stage in programme.stages)
    states = tuple(Code(state.value, state.label) for state in State)
    left = Text(
        "离开该阶段或办件终止的日期；仍在该阶段的留空",
        "when it left the stage or was given up; empty while it is there",
    )
    return (
        Field(CASE, Text("办件编号", "Case number"), FieldType.TEXT, required=True),
        Field(ORGANISATION, Text("申请单位", "Organisation"), FieldType.ORGANISATION),
        Field(PARK, Text("所属园区", "Park"), FieldType.PLACE),
        Field(STAGE, Text("办理阶段", "Stage"), FieldType.CODE, required=True, codes=stages),
        Field(STATE, Text("办理状态", "State"), FieldType.CODE, required=True, codes=states),
        Field(SINCE, Text("进入阶段日期", "In the stage since"), FieldType.DATE, required=True),
        Field(UNTIL, Text("离开阶段日期", "In the stage until"), FieldType.DATE, help=left),
        _cohort(programme),
    )


def _cohort(programme: Programme) -> Field:
    """One of the programme's cohorts; free where it has none."""
    codes = tuple(Code(cohort.id, cohort.label) for cohort in programme.cohorts)
    return Field(COHORT, Text("批次", "Cohort"), FieldType.CODE if codes else FieldType.TEXT, codes=codes)


def _in_time(programme: Programme) -> tuple[Field, ...]:
    """Whether it left the stage in time; none where no stage of the programme has a limit."""
    label = Text("按期离开该阶段", "Left the stage in time")
    told = Text("仍在该阶段、或该阶段没有时限的留空", "empty while it is there, and where the stage has no limit")
    limited = any(stage.within for stage in programme.stages)
    return (Field(IN_TIME, label, FieldType.BOOLEAN, help=told),) if limited else ()


def _confirmed(outcome: Outcome) -> Field:
    label = Text(f"单位确认“{outcome.label.zh}”的日期", f"Confirmed by the organisation: {outcome.label.en}")
    return Field(confirmed_field(outcome.id), label, FieldType.DATE)


def _asked(programme: Programme) -> tuple[Field, ...]:
    return tuple(replace(field, required=False) for field in programme.fields)


_ENDS_AFTER_IT_BEGAN = Check(
    "until_not_before_since",
    Rule.parse("until is None or until >= since"),
    Text("离开阶段的日期早于进入的日期", "it left the stage before it came there"),
    Text("核对两个日期", "check the two dates"),
)
