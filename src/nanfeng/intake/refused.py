"""Writing what was not taken as a workbook that goes back in through the same door after mending.

Cells stay as they were sent, those that are faulty or asked about are coloured. Four columns are added: what is wrong,
how to mend it, room to confirm what was asked, and the line the row had in the file.
"""

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from nanfeng.intake.archive import column_letters
from nanfeng.intake.header import CONFIRMED_TITLE, LINE_TITLE, MEND_TITLE, WRONG_TITLE, Column
from nanfeng.intake.sheet import Raw, as_text
from nanfeng.intake.taken import HandedBack, SentSheet, Taken
from nanfeng.intake.written import (
    FAULTY,
    HEAD,
    QUESTION,
    TEXT_FORMAT,
    WRAPPED,
    column_format,
    heading_cell,
    sheet_name,
    text_cell,
)
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text

_ADDED = (WRONG_TITLE, MEND_TITLE, CONFIRMED_TITLE, LINE_TITLE)
_WIDTHS = (48, 48, 32, 12)
_NARROWEST, _WIDEST = 10, 40
_MEASURED_ROWS = 200


@dataclass(frozen=True)
class _Target:
    """A sheet that is written, the columns of the sent one that it keeps, and where each field stands in that."""

    sheet: Worksheet
    kept: tuple[Column, ...]
    places: Mapping[str, int]


def write_refused(taken: Taken, path: Path) -> int:
    """Write refused and held rows, sheet by sheet in the order of their lines; return how many. Nothing is written
    where there are none.
    """
    rows = sorted([*taken.refused, *taken.questions], key=lambda row: row.line)
    if not rows:
        return 0
    book = Workbook(write_only=True)
    for position, sheet in enumerate(taken.sheets):
        own = [row for row in rows if row.sheet == sheet.name]
        if own:
            _write_sheet(book.create_sheet(sheet_name(sheet.name, position)), sheet, own)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return len(rows)


def _write_sheet(sheet: Worksheet, sent: SentSheet, rows: Sequence[HandedBack]) -> None:
    header = sent.header
    kept = tuple(column for column in header.columns if column.position not in header.added)
    target = _Target(sheet, kept, {name: column.position for name, column in header.fields.items()})
    _lay_out(target, [*sent.lines[header.first :], *(row.cells for row in rows[:_MEASURED_ROWS])])
    sheet.freeze_panes = f"A{len(sent.lines) + 1}"
    for position, line in enumerate(sent.lines):
        added = [title.both() for title in _ADDED] if position == header.first else []
        sheet.append([*_cells(target, line, {}), *(heading_cell(sheet, title) for title in added)])
    for row in rows:
        sheet.append([*_cells(target, row.cells, _marks(target, row)), *_added_cells(sheet, row)])


def _lay_out(target: _Target, lines: Sequence[Sequence[Raw]]) -> None:
    """Give each column the width of its longest text and the format of its field."""
    for offset, column in enumerate(target.kept, 1):
        dimension = target.sheet.column_dimensions[column_letters(offset)]
        texts = (as_text(line[column.position]) for line in lines if column.position < len(line))
        dimension.width = min(max(_NARROWEST, *(_width(text) + 2 for text in texts), 0), _WIDEST)
        if column.field:
            dimension.number_format = column_format(column.field)
    for offset, width in enumerate(_WIDTHS, len(target.kept) + 1):
        target.sheet.column_dimensions[column_letters(offset)].width = width


def _width(text: str) -> int:
    """How many Latin letters a text is wide."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _marks(target: _Target, row: HandedBack) -> dict[int, Severity]:
    """By position the cells that an issue is about; an error goes before a question."""
    marks: dict[int, Severity] = {}
    for issue in row.issues:
        position = target.places.get(issue.field or "")
        if position is not None and issue.severity is not Severity.WARNING and marks.get(position) != Severity.ERROR:
            marks[position] = issue.severity
    return marks


def _cells(target: _Target, line: Sequence[Raw], marks: Mapping[int, Severity]) -> list[Cell | None]:
    cells = []
    for column in target.kept:
        value = line[column.position] if column.position < len(line) else ""
        cell = _as_sent(target.sheet, value)
        if column.position in marks:
            cell = _marked(cell or text_cell(target.sheet, ""), column, marks[column.position])
        cells.append(cell)
    return cells


def _marked(cell: Cell, column: Column, severity: Severity) -> Cell:
    """The cell coloured, and ready for what has to be written in its place: a credit code stays text."""
    cell.fill = FAULTY if severity is Severity.ERROR else QUESTION
    if column.field and column_format(column.field) == TEXT_FORMAT and not isinstance(cell.value, date):
        cell.number_format = TEXT_FORMAT
    return cell


def _as_sent(target: Worksheet, value: Raw) -> Cell | None:
    """The cell with its value; text is text, never a formula that runs when the file is opened."""
    if value == "" and isinstance(value, str):
        return None
    if isinstance(value, str):
        return text_cell(target, value)
    if isinstance(value, float) and not math.isfinite(value):
        return text_cell(target, str(value))
    cell = WriteOnlyCell(target)
    cell.value = value
    return cell


def _added_cells(target: Worksheet, row: HandedBack) -> list[Cell | None]:
    asks = all(issue.severity is not Severity.ERROR for issue in row.issues)
    told = [issue for issue in row.issues if issue.severity is not Severity.WARNING]
    wrong = text_cell(target, "\n".join(_line(issue, issue.wrong) for issue in told))
    mend = text_cell(target, "\n".join(dict.fromkeys(issue.mend.both() for issue in told)))
    for cell in (wrong, mend):
        cell.alignment = WRAPPED
        cell.fill = QUESTION if asks else HEAD
    because = text_cell(target, row.explained) if row.explained else None
    return [wrong, mend, because, WriteOnlyCell(target, row.line)]


def _line(issue: Issue, text: Text) -> str:
    _, separator, column = issue.at.partition(" · ")
    return f"{column}：{text.both()}" if separator else text.both()
