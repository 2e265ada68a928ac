"""The records of a case: one for each stage that it came to, all saying what it says now; and those that follow from it
in other forms.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import pyarrow as pa

from nanfeng.cases.attempt import FlowError, listed
from nanfeng.cases.binding import outcome_digest
from nanfeng.cases.case import Case as CoreCase
from nanfeng.cases.case_form import (
    CASE,
    COHORT,
    IN_TIME,
    ORGANISATION,
    PARK,
    SINCE,
    STAGE,
    STATE,
    UNTIL,
    confirmed_field,
    form_name,
)
from nanfeng.cases.course import Course
from nanfeng.cases.day import local_day
from nanfeng.cases.programme import Part, Programme, Projection
from nanfeng.cases.projected import entered_stage, fixed_code, needed_fields
from nanfeng.cases.time_limit import kept
from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.forms.value import Value
from nanfeng.intake.context import Context
from nanfeng.intake.envelope import Source, enveloped
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web.programmes.whole import Whole
from nanfeng.web.records.intake import Sender, present_sender
from nanfeng.web.records.register import parks_of, register
from nanfeng.web.records.services import write
from nanfeng.web.records.shape import Besides


@dataclass(frozen=True)
class Rows:
    """Records of a form that are to be written, in the shape of `forms.columns.schema`."""

    form: Form
    table: pa.Table


@dataclass(frozen=True)
class Stay:
    """The days on which something first came to a stage and last left it (None: it is there, and goes on)."""

    since: date
    until: date | None


def forms_of(programme: Programme) -> list[str]:
    """The names of the forms that the cases of a programme write records of."""
    return [form_name(programme.id), *(one.form for one in programme.projections)]


def rows_of(found: Whole, before: Whole) -> tuple[Rows, ...]:
    """All records of a case as it is, its own and those that follow from it; those that followed from it `before` under
    another key are withdrawn.
    """
    projected = (rows for one in found.programme.projections for rows in _followed(found, before, one))
    return (*_own(found), *projected)


def check_followed(found: Whole) -> None:
    """Raise FlowError where a record that follows from a case could not stand."""
    for projection in found.programme.projections:
        _projected_row(found, projection)


def rows_of_new(cases: Sequence[Whole], sender: Sender) -> tuple[Rows, ...]:
    """All records of cases of one programme that have none yet, a table a form.

    Raise FlowError where a record that follows from one of them could not stand.
    """
    if not cases:
        return ()
    pack, programme = cases[0].pack, cases[0].programme
    form = pack.forms[form_name(programme.id)]
    own = Rows(form, _table(form, [row for found in cases for row in _own_rows(found)], sender))
    followed = [(pack.forms[one.form], list(_standing(cases, one))) for one in programme.projections]
    return (own, *(Rows(form, _table(form, rows, sender)) for form, rows in followed if rows))


def write_rows(rows: Iterable[Rows]) -> None:
    """Write the records; those that say what they said already add nothing. Why a case was moved is told on the case
    alone: more people see its records than see it.
    """
    for each in rows:
        write(each.form, each.table, Besides(parks_of(each.form, each.table, register())))


def stays(programme: Programme, course: Course, begun: datetime) -> dict[str, Stay]:
    """By stage in which a case was, when it came there first and left it last; by the names that stages have now."""
    found = {programme.name_now(Part.STAGE, course.start): Stay(local_day(begun), None)}
    for step in course.steps:
        source, target = (programme.name_now(Part.STAGE, name) for name in (step.source, step.target))
        day = local_day(step.happened)
        if source != target:
            found[source] = Stay(found[source].since, day)
            found[target] = Stay(found[target].since if target in found else day, None)
        here = found[target]
        found[target] = Stay(here.since, None if step.state.goes_on else here.until or day)
    return found


def _own(found: Whole) -> Iterator[Rows]:
    """A record for each stage; those under a name that a stage had before are withdrawn."""
    form, course = found.pack.forms[form_name(found.programme.id)], found.case.course
    rows = _own_rows(found)
    yield Rows(form, _table(form, rows))
    before = {course.start, *(step.target for step in course.steps)} - {row[STAGE] for row in rows}
    if before:
        gone = [rows[0] | {STAGE: stage, SINCE: local_day(found.row.begun), UNTIL: None} for stage in sorted(before)]
        yield Rows(form, _with_status(_table(form, gone), WITHDRAWN))


def _own_rows(found: Whole) -> list[dict[str, Value]]:
    """What a case says, once for each stage that it came to."""
    course = found.case.course
    said = {
        CASE: found.row.number,
        ORGANISATION: found.case.organisation or None,
        PARK: found.case.park,
        STATE: course.state.value,
        COHORT: found.case.cohort,
        **_confirmed(found.programme, found.case),
        **found.case.values,
    }
    stayed = stays(found.programme, course, found.row.begun)
    in_time = kept(found.programme.flow, _named_now(found.programme, course))
    return [
        said | {STAGE: stage, SINCE: stay.since, UNTIL: stay.until, IN_TIME: in_time.get(stage)}
        for stage, stay in stayed.items()
    ]


def _named_now(programme: Programme, course: Course) -> Course:
    """A course by the names that its stages have now."""

    def now(stage: str) -> str:
        return programme.name_now(Part.STAGE, stage)

    steps = (replace(step, source=now(step.source), target=now(step.target)) for step in course.steps)
    return replace(course, start=now(course.start), steps=tuple(steps))


def _confirmed(programme: Programme, case: CoreCase) -> dict[str, Value]:
    """The days on which outcomes were confirmed that still are as they were then."""
    days: dict[str, Value] = {}
    for outcome in programme.outcomes:
        digest = outcome_digest(outcome, case.values)
        given = [one.at for one in case.confirmations if (one.outcome, one.digest) == (outcome.id, digest)]
        days[confirmed_field(outcome.id)] = local_day(given[-1]) if given else None
    return days


def _followed(found: Whole, before: Whole, projection: Projection) -> Iterator[Rows]:
    now, then = _projected(found, projection), _projected(before, projection)
    if now is not None:
        yield now
    if now is not None and then is not None and now.table["_key"].to_pylist() != then.table["_key"].to_pylist():
        yield Rows(then.form, _with_status(then.table, WITHDRAWN))


def _projected(found: Whole, projection: Projection) -> Rows | None:
    """The record that follows from a case in another form; None where there is none yet, and none to withdraw."""
    row = _projected_row(found, projection)
    if row is None:
        return None
    form, status = found.pack.forms[projection.form], "accepted" if _stands(found, projection) else WITHDRAWN
    return Rows(form, _with_status(_table(form, [row]), status))


def _standing(cases: Sequence[Whole], projection: Projection) -> Iterator[dict[str, Value]]:
    """What follows from cases in another form, where it stands."""
    rows = (_projected_row(found, projection) for found in cases if _stands(found, projection))
    return (row for row in rows if row is not None)


def _stands(found: Whole, projection: Projection) -> bool:
    """Whether what follows from a case stands: the case goes on, and is where it follows from."""
    course = found.case.course
    return course.state.goes_on and found.programme.reached(course.stage, projection.since)


def _projected_row(found: Whole, projection: Projection) -> dict[str, Value] | None:
    """What the record says; None where the case never came so far, or where what does not stand lacks something."""
    stayed = stays(found.programme, found.case.course, found.row.begun)
    known = [stage.id for stage in found.programme.stages if stage.id in stayed]
    if not any(found.programme.reached(stage, projection.since) for stage in known):
        return None
    form = found.pack.forms[projection.form]
    row = {name: _source(found, stayed, source) for name, source in projection.fields.items()}
    gaps = _gaps(form, row)
    if gaps and _stands(found, projection):
        raise FlowError((_gap_issue(found, form, gaps),))
    return None if gaps else row


def _source(found: Whole, stayed: Mapping[str, Stay], source: str) -> Value:
    code, stage = fixed_code(source), entered_stage(source)
    if code is not None:
        return code
    if stage is not None:
        return stayed[stage].since if stage in stayed else None
    own = {CASE: found.row.number, ORGANISATION: found.case.organisation or None, PARK: found.case.park}
    return own[source] if source in own else found.case.values.get(source)


def _gaps(form: Form, row: Mapping[str, Value]) -> list[Text]:
    """What a record lacks to stand in its form."""
    needed = needed_fields(form)
    return [each.label for each in form.fields if each.name in needed and row.get(each.name) is None]


def _gap_issue(found: Whole, form: Form, gaps: list[Text]) -> Issue:
    missing = listed(gaps)
    wrong = Text(f"“{form.label.zh}”还缺少：{missing.zh}", f"{form.label.en!r} would lack: {missing.en}")
    return Issue("projection", found.programme.id, form.name, wrong, Text("先在办件中填写", "fill it in on the case"))


def _with_status(table: pa.Table, status: str) -> pa.Table:
    position = table.schema.get_field_index("_status")
    return table.set_column(position, table.schema.field(position), pa.array([status] * table.num_rows, pa.string()))


def _table(form: Form, rows: list[dict[str, Value]], sender: Sender | None = None) -> pa.Table:
    """Rows of a form's fields with their envelope, as the sender enters them; None: the present doer, now."""
    sender = sender or present_sender()
    known = Context(sender.entered, sender.by, sender.acting_for or None, synthetic=sender.synthetic)
    shape = schema(form)
    columns = pa.Table.from_pylist(
        [{each.name: row.get(each.name) for each in form.fields} for row in rows],
        schema=pa.schema([shape.field(each.name) for each in form.fields]),
    )
    source = Source(None, pa.nulls(len(rows), pa.string()), pa.nulls(len(rows), pa.int32()))
    table, _ = enveloped(columns, form, known, source)
    return table
