"""The door: a file on disk becomes sheets of raw cells, or a clear `UnreadableError`. Limits come before parsing."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from nanfeng.intake.apart import parsed_apart
from nanfeng.intake.archive import inspect_archive
from nanfeng.intake.biff import inspect_binary_workbook
from nanfeng.intake.delimited import read_delimited
from nanfeng.intake.limits import Limits, too_large
from nanfeng.intake.parsed import parsed
from nanfeng.intake.sheet import Position, Sheet, Workbook
from nanfeng.intake.unreadable import UnreadableError, not_a_spreadsheet, unreadable
from nanfeng.kinds.text import Text

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_TEXT_SUFFIXES = (".csv", ".tsv", ".txt")


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
        return [_with_dropped(sheet, dropped.get(sheet.name, {})) for sheet in parsed(path)]
    if start.startswith(_COMPOUND):
        inspect_binary_workbook(path, limits)
        return parsed_apart(path)
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        raise not_a_spreadsheet(path.name)
    return [Sheet("", [list(line) for line in read_delimited(path, limits)])]


def _with_dropped(sheet: Sheet, dropped: Mapping[Position, str]) -> Sheet:
    """The sheet with what the parser dropped written back; it grows where that lies outside of what was parsed."""
    if not dropped:
        return sheet
    height = max(len(sheet.rows), *(row + 1 for row, _ in dropped))
    width = max(len(sheet.rows[0]) if sheet.rows else 0, *(column + 1 for _, column in dropped))
    rows = [[*row, *[""] * (width - len(row))] for row in [*sheet.rows, *[[]] * (height - len(sheet.rows))]]
    for (row, column), text in dropped.items():
        if rows[row][column] == "":
            rows[row][column] = text
    return replace(sheet, rows=rows)


def _empty(file: str) -> UnreadableError:
    return unreadable(
        "empty",
        file,
        Text("文件是空的，没有任何内容", "the file is empty"),
        Text("请确认填写的内容已保存，再重新报送", "Make sure that what was filled in was saved, then send it again"),
    )
