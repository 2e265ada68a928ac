"""The door: a file on disk becomes sheets of raw cells, or a clear `UnreadableError`. Limits come before parsing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from nanfeng.intake.archive import Position, inspect_archive
from nanfeng.intake.biff import inspect_binary_workbook
from nanfeng.intake.delimited import read_delimited
from nanfeng.intake.limits import Limits, too_large
from nanfeng.intake.unreadable import UnreadableError, damaged, encrypted, not_a_spreadsheet, unreadable
from nanfeng.kinds.text import Text

Raw = str | float | int | bool | dt.date | dt.time | dt.timedelta
"""A cell as the file holds it: "" where it is empty; a formula without a stored value is its text, `=SUM(A1:A9)`."""

Merged = tuple[Position, Position]
"""The first and last cell (row and column from 0) of cells that were merged into one."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_TEXT_SUFFIXES = (".csv", ".tsv", ".txt")


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


def open_workbook(path: Path, limits: Limits | None = None) -> Workbook:
    """Read a file; raise UnreadableError where it is no spreadsheet, empty, encrypted, damaged or too large."""
    limits = limits or Limits()
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise too_large(path.name, size, limits.file_bytes)
    with path.open("rb") as file:
        start = file.read(8)
    sheets = _sheets(path, start, limits)
    filled = tuple(sheet for sheet in sheets if any(cell != "" for row in sheet.rows for cell in row))
    if not filled:
        raise _empty(path.name)
    return Workbook(path.name, filled)


def _sheets(path: Path, start: bytes, limits: Limits) -> list[Sheet]:
    if not start:
        raise _empty(path.name)
    if start.startswith(_ZIP):
        dropped = inspect_archive(path, limits).dropped
        return _parsed(path, dropped)
    if start.startswith(_COMPOUND):
        inspect_binary_workbook(path, limits)
        return _parsed(path, {})
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        raise not_a_spreadsheet(path.name)
    return [Sheet("", [list(line) for line in read_delimited(path, limits)])]


def _parsed(path: Path, dropped: Mapping[str, Mapping[Position, str]]) -> list[Sheet]:
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = [
                sheet.name
                for sheet in book.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
            ]
            return [_sheet(book, name, dropped.get(name, {})) for name in names]
    except PasswordError as error:
        raise encrypted(path.name) from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged(path.name) from error
    except BaseException as error:
        # The parser is compiled; what it does not expect arrives as a panic, which is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path.name) from error


def _sheet(book: CalamineWorkbook, name: str, dropped: Mapping[Position, str]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    rows: list[list[Raw]] = sheet.to_python(skip_empty_area=False)
    for (row, column), text in dropped.items():
        _put(rows, (row, column), text)
    return Sheet(name, rows, tuple(sheet.merged_cell_ranges or ()))


def _put(rows: list[list[Raw]], at: Position, text: str) -> None:
    """Write a dropped cell back, where it lies inside the table or just outside it and was empty."""
    row, column = at
    width = len(rows[0]) if rows else 0
    if row < len(rows) and column < width and rows[row][column] == "":
        rows[row][column] = text
    elif row < len(rows) and column >= width:
        for line in rows:
            line.extend([""] * (column + 1 - width))
        rows[row][column] = text


def _empty(file: str) -> UnreadableError:
    return unreadable(
        "empty",
        file,
        Text("文件是空的，没有任何内容", "the file is empty"),
        Text("请确认填写的内容已保存，再重新报送", "Make sure that what was filled in was saved, then send it again"),
    )
