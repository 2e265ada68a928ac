"""Past cases: an office's spreadsheet makes cases through the same intake as every other, and cases go out as the same.

A row is a case. What is wrong stands beside its cell and the row is handed back; the other rows become cases, all of
them or, where something breaks, none. What was imported before is left as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
from django.db import transaction

from nanfeng.cases.attempt import FlowError
from nanfeng.cases.book import draws
from nanfeng.cases.case import Case as CoreCase
from nanfeng.cases.case_form import CASE
from nanfeng.cases.handling import Doing
from nanfeng.cases.past import past_case, past_form, past_issues
from nanfeng.cases.programme import Programme
from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.forms.value import Value
from nanfeng.intake.context import Barred
from nanfeng.intake.fault import Fault
from nanfeng.intake.take import take
from nanfeng.intake.taken import Taken
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.roles import STAFF
from nanfeng.web.programmes.access import NotForYouError, check_named
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.recorded import check_followed, forms_of
from nanfeng.web.programmes.services.beginning import NOUN
from nanfeng.web.programmes.services.entering import Telling, enter_past, known_numbers
from nanfeng.web.programmes.services.keeping import actor, check_writes, doing
from nanfeng.web.programmes.whole import Whole, held
from nanfeng.web.records.access import barred
from nanfeng.web.records.intake import context, present_sender
from nanfeng.web.records.services import hold

_MEND = Text("无需再报；要改的在办件中改", "it need not be sent again; change it on the case itself")


@dataclass(frozen=True)
class Imported:
    """What became of a spreadsheet: intake's answer, and the cases that are new."""

    taken: Taken
    cases: tuple[Case, ...]


@transaction.atomic
def import_past(programme: Programme, path: Path) -> Imported:
    """Make cases of the rows of a spreadsheet in the shape of `cases.past.past_form`.

    Raise NotForYouError for those who do not begin such cases for the zone, and UnreadableError where no row of the
    file can be read; nothing is written then.
    """
    check_imports(programme)
    form, by = past_form(programme), doing(programme)
    hold(forms_of(programme))
    known = context(present_sender(), schema(form).empty_table())
    taken = take(path, form, replace(known, barred=_barriers(programme, form, by)))
    rows = [_row(form, row) for row in taken.accepted.to_pylist()]
    there = known_numbers(programme, [str(row[CASE]) for row in rows])
    new = [row for row in rows if row[CASE] not in there]
    cases = tuple(enter_past(programme, new, Telling(by, present_sender(), by.actor.by)))
    note(Note("import", NOUN, programme.id, "", {"cases": [None, str(len(cases))], "file": [None, taken.file]}))
    return Imported(taken, cases)


def check_imports(programme: Programme) -> None:
    """Raise NotForYouError for those who do not begin cases of the programme for the zone."""
    check_writes()
    check_named(programme.begun_by)
    if actor().role not in STAFF:
        raise NotForYouError(Text("由工作人员办理", "this is done by the zone's staff"))


def _barriers(programme: Programme, form: Form, by: Doing) -> Barred:
    """What intake asks of all rows: whether each is within the present scope, is new, and may be a case."""
    outside = barred(form)

    def faults(rows: pa.Table) -> dict[int, Fault]:
        read = [_row(form, row) for row in rows.to_pylist()]
        there = known_numbers(programme, [str(row[CASE]) for row in read])
        found = {row: _known(there[str(said[CASE])]) for row, said in enumerate(read) if said[CASE] in there}
        new = {row: said for row, said in enumerate(read) if row not in found}
        return {**found, **_impossible(programme, new, by), **outside(rows)}

    return faults


def _impossible(programme: Programme, rows: Mapping[int, Mapping[str, Value]], by: Doing) -> dict[int, Fault]:
    """What cannot be, one row after another: each takes of the limits what those before it have left."""
    taken, found = dict(by.others), {}
    needed = [each.name for each in past_form(programme).fields if each.required]
    for row, said in rows.items():
        if any(said[name] is None for name in needed):
            continue
        case = past_case(programme, said, by)
        issues = (*past_issues(programme, case, replace(by, others=taken)), *_unrecorded(programme, case, by))
        if issues:
            found[row] = Fault(issues[0].code, issues[0].wrong, issues[0].mend)
            continue
        for draw in draws(programme, case):
            taken[draw.pot] = taken.get(draw.pot, 0) + draw.amount
    return found


def _unrecorded(programme: Programme, case: CoreCase, by: Doing) -> tuple[Issue, ...]:
    """Why a record that follows from the case could not stand."""
    found = Whole(Case(begun=case.course.began or by.at), city.pack(), programme, case)
    try:
        check_followed(found)
    except FlowError as error:
        return error.issues
    return ()


def _known(number: str) -> Fault:
    wrong = Text(f"已经导入，办件编号{number}", f"it was imported before, as {number}")
    return Fault("imported", wrong, _MEND, Severity.WARNING)


def _row(form: Form, row: Mapping[str, Value]) -> dict[str, Value]:
    return {each.name: held(each, row[each.name]) for each in form.fields}
