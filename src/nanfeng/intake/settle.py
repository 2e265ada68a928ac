"""The second half of every door: rows that were read are checked together and parted, whichever way they came."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.checks import DUPLICATE, ahead, broken_checks, check_findings, repeated, unfilled
from nanfeng.intake.context import Context
from nanfeng.intake.earlier import Earlier, keep_unsaid, unchanged
from nanfeng.intake.envelope import Source, enveloped, record_keys, resolved
from nanfeng.intake.fault import Finding
from nanfeng.intake.guard import Slip, find_slips
from nanfeng.intake.guard_words import slip_questions
from nanfeng.intake.header import header_lines
from nanfeng.intake.names import misnamed
from nanfeng.intake.outcome import Outcome, Rows
from nanfeng.intake.pile import Order, Pile, explained
from nanfeng.intake.recognise import Recognised
from nanfeng.intake.remarks import kept_remarks, unchanged_remarks
from nanfeng.intake.taken import SentSheet, Taken
from nanfeng.kinds.issue import Issue, Severity


@dataclass(frozen=True)
class _Completed:
    """The rows as records, what was found in making them so, their earlier versions, and by field the rows that kept
    the earlier value.
    """

    table: pa.Table
    findings: list[Finding]
    earlier: Earlier
    kept: Mapping[str, np.ndarray]


def settled(pile: Pile, order: Order, tell: Callable[[float], None]) -> Taken:
    """Check the rows together, and part those that are taken from those that are not; `tell` hears how far it is."""
    form, context = order.form, order.context
    tell(0.0)
    completed = _completed(pile, order)
    table = completed.table
    tell(0.3)
    broken = broken_checks(table, form)
    findings = _checked(table, [*completed.findings, *check_findings(broken, form)], form)
    tell(0.5)
    slips = [slip for slip in find_slips(table, form, context.history, broken) if not _answered(slip, completed)]
    findings += slip_questions(slips, table, pile)
    tell(0.9)
    same = unchanged(table, form, completed.earlier)
    same[list(_stopped(findings, DUPLICATE))] = False
    said = explained(pile)
    outcome = Outcome.of(findings, said if context.confirmations else (), same)
    rows = Rows(pile, order, outcome, said)
    taken = Taken(
        file=order.file,
        form=form,
        accepted=table.filter(pa.array(outcome.accepted)),
        refused=rows.handed_back(outcome.refused),
        questions=rows.handed_back(outcome.held),
        unchanged=int(same.sum()),
        set_aside=pile.set_aside,
        notices=(*pile.notices, *_remarks(completed.kept, outcome, same, (pile, order)), *rows.notices()),
        sheets=tuple(map(_sent_sheet, pile.sheets)),
        explanations=rows.explanations(table["_key"]),
    )
    tell(1.0)
    return taken


def _completed(pile: Pile, order: Order) -> _Completed:
    form, context = order.form, order.context
    columns, found = resolved(pa.concat_tables(pile.tables), form, context)
    earlier = Earlier.of(record_keys(columns, form), form, context.history)
    columns, kept = keep_unsaid(columns, pile.absent, earlier)
    names = pa.array([pile.sheets[position].sheet.name for position, _ in pile.lines], pa.string())
    lines = pa.array([line + 1 for _, line in pile.lines], pa.int32())
    table, backward = enveloped(columns, form, context, Source(order.file or None, names, lines))
    whole = [
        *ahead(table, form, context.entered),
        *misnamed(table, context.names(form)),
        *_barred(table, form, context),
    ]
    return _Completed(table, [*pile.findings, *found, *backward, *whole], earlier, kept)


def _barred(table: pa.Table, form: Form, context: Context) -> list[Finding]:
    faults = context.barred(table) if context.barred else {}
    return [Finding(row, form.organisation or "", fault) for row, fault in faults.items()]


def _checked(table: pa.Table, findings: list[Finding], form: Form) -> list[Finding]:
    """The findings so far, with what must be filled in and is not, and repetitions among rows without an error."""
    faulty = {(found.row, found.field) for found in findings}
    findings = findings + [found for found in unfilled(table, form) if (found.row, found.field) not in faulty]
    refused = np.zeros(table.num_rows, dtype=bool)
    refused[list(_stopped(findings))] = True
    return findings + repeated(table, form, refused)


def _answered(slip: Slip, completed: _Completed) -> bool:
    """Whether the value is the one that was accepted before: it was asked about then, if at all."""
    now, before = (rows[slip.field.name][slip.row].as_py() for rows in (completed.table, completed.earlier.rows))
    return now == before


def _stopped(findings: Sequence[Finding], *excepted: str) -> set[int]:
    """The rows with an error of another code than those excepted."""
    errors = (found for found in findings if found.fault.severity is Severity.ERROR)
    return {found.row for found in errors if found.fault.code not in excepted}


def _remarks(
    kept: Mapping[str, np.ndarray], outcome: Outcome, same: np.ndarray, sent: tuple[Pile, Order]
) -> list[Issue]:
    taken = {name: rows[outcome.accepted[rows]].tolist() for name, rows in kept.items()}
    return [*kept_remarks(taken, *sent), *unchanged_remarks(np.flatnonzero(same).tolist(), *sent)]


def _sent_sheet(recognised: Recognised) -> SentSheet:
    lines = header_lines(recognised.sheet, recognised.header)
    return SentSheet(recognised.sheet.name, recognised.header, tuple(map(tuple, lines)))
