"""The second half of every door: rows that were read are checked together and parted, whichever way they came."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.checks import broken_checks, check_findings, repeated, unfilled
from nanfeng.intake.envelope import Source, enveloped
from nanfeng.intake.fault import Finding
from nanfeng.intake.guard import unit_questions
from nanfeng.intake.header import header_lines
from nanfeng.intake.outcome import Outcome, Rows
from nanfeng.intake.pile import Order, Pile, explained
from nanfeng.intake.recognise import Recognised
from nanfeng.intake.taken import SentSheet, Taken
from nanfeng.kinds.issue import Severity


def settled(pile: Pile, order: Order, tell: Callable[[float], None]) -> Taken:
    """Check the rows together, and part those that are taken from those that are not; `tell` hears how far it is."""
    file, form, context = order.file, order.form, order.context
    tell(0.0)
    names = pa.array([pile.sheets[position].sheet.name for position, _ in pile.lines], pa.string())
    lines = pa.array([line + 1 for _, line in pile.lines], pa.int32())
    table, found = enveloped(pa.concat_tables(pile.tables), form, context, Source(file or None, names, lines))
    tell(0.3)
    broken = broken_checks(table, form)
    findings = _checked(table, [*pile.findings, *found, *check_findings(broken, form)], form)
    tell(0.5)
    findings += unit_questions(table, form, context.history, broken)
    tell(0.9)
    said = explained(pile)
    outcome = Outcome.of(findings, said if context.confirmations else (), table.num_rows)
    rows = Rows(pile, order, outcome, said)
    taken = Taken(
        file=file,
        form=form,
        accepted=table.filter(pa.array(outcome.accepted)),
        refused=rows.handed_back(outcome.refused),
        questions=rows.handed_back(outcome.held),
        set_aside=pile.set_aside,
        notices=(*pile.notices, *rows.notices()),
        sheets=tuple(map(_sent_sheet, pile.sheets)),
        explanations=rows.explanations(table["_key"]),
    )
    tell(1.0)
    return taken


def _checked(table: pa.Table, findings: list[Finding], form: Form) -> list[Finding]:
    """The findings so far, with what must be filled in and is not, and repetitions among rows without an error."""
    faulty = {(found.row, found.field) for found in findings}
    findings = findings + [found for found in unfilled(table, form) if (found.row, found.field) not in faulty]
    refused = np.zeros(table.num_rows, dtype=bool)
    refused[[found.row for found in findings if found.fault.severity is Severity.ERROR]] = True
    return findings + repeated(table, form, refused)


def _sent_sheet(recognised: Recognised) -> SentSheet:
    lines = header_lines(recognised.sheet, recognised.header)
    return SentSheet(recognised.sheet.name, recognised.header, tuple(map(tuple, lines)))
