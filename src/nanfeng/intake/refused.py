"""Writing what was not taken as a workbook that goes back in through the same door after mending.

Cells stay as they were sent. Four columns are added: what is wrong, how to mend it, room to confirm what was asked, and
the line the row had in the file.
"""

import math
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet.worksheet import Worksheet

from nanfeng.intake.archive import column_letters
from nanfeng.intake.header import CONFIRMED_TITLE, LINE_TITLE, MEND_TITLE, WRONG_TITLE
from nanfeng.intake.sheet import Raw
from nanfeng.intake.taken import HandedBack, SentSheet, Taken
from nanfeng.intake.written import HEAD, QUESTION, WRAPPED, heading_cell, sheet_name, text_cell
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text

_ADDED = (WRONG_TITLE, MEND_TITLE, CONFIRMED_TITLE, LINE_TITLE)
_WIDTHS = (48, 48, 32, 12)


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


def _write_sheet(target: Worksheet, sheet: SentSheet, rows: Sequence[HandedBack]) -> None:
    kept = [column.position for column in sheet.header.columns if column.position not in sheet.header.added]
    for offset, width in enumerate(_WIDTHS, start=len(kept) + 1):
        target.column_dimensions[column_letters(offset)].width = width
    title_line = sheet.header.first
    for position, line in enumerate(sheet.lines):
        added = [title.both() for title in _ADDED] if position == title_line else []
        target.append([*_cells(target, line, kept), *(heading_cell(target, title) for title in added)])
    for row in rows:
        target.append([*_cells(target, row.cells, kept), *_added_cells(target, row)])


def _cells(target: Worksheet, line: Sequence[Raw], kept: Sequence[int]) -> list[Cell | None]:
    return [_as_sent(target, line[position]) if position < len(line) else None for position in kept]


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
