"""Sheets of raw cells: what a file holds before any form is laid over it."""

import datetime as dt
from dataclasses import dataclass

from nanfeng.intake.blank import clean

Raw = str | float | int | bool | dt.date | dt.time | dt.timedelta
"""A cell as the file holds it: "" where it is empty; a formula without a stored value is its text, `=SUM(A1:A9)`."""

Position = tuple[int, int]
"""Row and column, from 0."""

Merged = tuple[Position, Position]
"""The first and last cell of cells that were merged into one."""

PRECISE = 1e15
"""From here on a spreadsheet's number no longer holds every digit."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows[0]` is line 1; rows of one sheet are equally long in workbooks, of any length in text files."""

    name: str
    rows: list[list[Raw]]
    merged: tuple[Merged, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A file's visible sheets that hold anything, in order. A text file is one sheet named ""."""

    file: str
    sheets: tuple[Sheet, ...]


def as_text(cell: Raw) -> str:
    """A cell as its sender sees it: whole numbers without a decimal point, days as 2023-06-28."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < PRECISE:
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return clean(str(cell))
