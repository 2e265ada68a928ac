"""What an .xlsx container holds, found by streaming through it: sizes and cells before parsing, and what parsers drop.

Declared sizes are not believed: every part that the parser will read is inflated in pieces and counted.
"""

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

import numpy as np

from nanfeng.intake.limits import Limits, too_many_cells, unpacks_too_large
from nanfeng.intake.unreadable import damaged, not_a_spreadsheet, unreadable
from nanfeng.kinds.text import Text

Position = tuple[int, int]

_CHUNK = 1 << 20
_CARRY = 1 << 15
_UNFINISHED = re.compile(rb"(?:<f(?:\s[^>]*)?/>|<f(?:\s[^>]*)?>([^<]*)</f>)(?:<v\s*/>|<v></v>)?</c>")
_ERROR = re.compile(rb'\st="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})(\d{1,20})["']""")
_LONGEST_REFERENCE = 12
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Archive:
    """What was seen in passing. `dropped` holds, by sheet name and position (row and column from 0), the text of cells
    that a parser reads as empty: formulas without a stored value (`=SUM(A1:A9)`) and errors (`#N/A`).
    """

    dropped: Mapping[str, Mapping[Position, str]]


@dataclass
class _Extent:
    """The farthest filled cell of one sheet, counted from 1, and the dropped cells found so far."""

    row: int
    column: int
    dropped: dict[Position, str]


def inspect_archive(path: Path, limits: Limits) -> Archive:
    """Look through the container; raise UnreadableError where it is none, is damaged, or holds more than is let in."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, path.name, limits)
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, OSError, KeyError) as error:
        raise damaged(path.name) from error
    except (NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError) as error:
        raise damaged(path.name) from error


def _inspect(archive: zipfile.ZipFile, file: str, limits: Limits) -> Archive:
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise _another_format(file, names)
    budget = limits.unpacked_bytes
    extents: dict[str, _Extent] = {}
    for info in archive.infolist():
        if not info.filename.startswith("xl/") or not info.filename.endswith((".xml", ".rels")):
            continue
        info.file_size = sys.maxsize  # read to the true end of the stream, whatever the directory says
        with archive.open(info) as part:
            is_sheet = info.filename.startswith("xl/worksheets/") and info.filename.endswith(".xml")
            extent = extents.setdefault(info.filename, _Extent(0, 0, {})) if is_sheet else None
            for piece, size in _pieces(part):
                budget -= size
                if budget < 0:
                    raise unpacks_too_large(file, limits.unpacked_bytes)
                if extent:
                    _note(piece, extent)
    _refuse_too_many(file, extents, limits)
    sheets = _sheet_parts(archive) if any(extent.dropped for extent in extents.values()) else {}
    return Archive({name: extents[part].dropped for name, part in sheets.items() if part in extents})


def _pieces(part: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Pieces that overlap, so that no cell is cut in two, each with the number of bytes that are new in it."""
    carry = b""
    while fresh := part.read(_CHUNK):
        piece = carry + fresh
        yield piece, len(fresh)
        start = piece.rfind(b"<c ", max(0, len(piece) - _CARRY))
        carry = piece[start:] if start >= 0 else b""


def _note(piece: bytes, extent: _Extent) -> None:
    cells = piece.count(b"<c ") + piece.count(b"<c>")
    row, column, placed = _farthest(piece)
    if placed < cells or b"'" in piece:
        row, column, placed = _read_references(piece)
    extent.row, extent.column = max(extent.row, row), max(extent.column, column)
    if placed < cells:  # cells without a reference stand one after another
        extent.row += piece.count(b"<row")
        extent.column = max(extent.column, *(line.count(b"<c") for line in piece.split(b"<row")))
    if b"<f" in piece:
        _keep(_UNFINISHED, piece, "=", extent)
    if b't="e"' in piece:
        _keep(_ERROR, piece, "", extent)


def _farthest(piece: bytes) -> tuple[int, int, int]:
    """The last row and last column (from 1) that the references in the piece name, and how many name a cell.

    Every ` r="AB12"` is read at once, character by character.
    """
    text = np.frombuffer(piece + bytes(_LONGEST_REFERENCE), np.uint8)
    opening = np.ones(max(0, len(piece) - 3), bool)
    for offset, character in enumerate(b' r="'):
        opening &= text[offset : offset + len(opening)] == character
    starts = np.flatnonzero(opening) + 4
    row, column = np.zeros(len(starts), np.int64), np.zeros(len(starts), np.int64)
    in_letters, in_digits = np.ones(len(starts), bool), np.ones(len(starts), bool)
    for offset in range(_LONGEST_REFERENCE - 2):
        character = text[starts + offset].astype(np.int64)
        letter = (character & 0xDF) - 64
        in_letters &= (letter >= 1) & (letter <= 26)
        column = np.where(in_letters, column * 26 + letter, column)
        digit = character - 48
        in_digits &= in_letters | ((digit >= 0) & (digit <= 9))
        row = np.where(in_digits & ~in_letters, row * 10 + digit, row)
    column[row == 0] = 0
    return int(row.max(initial=0)), int(column.max(initial=0)), int((column > 0).sum())


def _read_references(piece: bytes) -> tuple[int, int, int]:
    """The same, one by one, for references that are written in another way, such as `r='A1'`."""
    found = _REFERENCE.findall(piece)
    columns = [column_number(letters) for letters, _ in found if letters]
    rows = [int(row) for _, row in found]
    return max(rows, default=0), max(columns, default=0), len(columns)


def _keep(pattern: re.Pattern[bytes], piece: bytes, sign: str, extent: _Extent) -> None:
    """Note the text of each match for the cell that it stands in."""
    for match in pattern.finditer(piece):
        cell = _REFERENCE.search(piece, piece.rfind(b"<c ", 0, match.start() + 1), match.start() + 1)
        if cell and cell[1]:
            shown = sign + unescape((match[1] or b"").decode("utf-8", "replace"))
            extent.dropped[int(cell[2]) - 1, column_number(cell[1]) - 1] = shown


def column_number(letters: bytes) -> int:
    """The column, counted from 1, that letters such as `AB` name."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _refuse_too_many(file: str, extents: Mapping[str, _Extent], limits: Limits) -> None:
    total = sum(extent.row * extent.column for extent in extents.values())
    if total > limits.cells:
        largest = max(extents.values(), key=lambda extent: extent.row * extent.column)
        raise too_many_cells(file, total, f"{column_letters(largest.column)}{largest.row}")


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the container in which each sheet lies, by the sheet's name."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    workbook = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for sheet in workbook.iterfind("{*}sheets/{*}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _another_format(file: str, names: set[str]) -> Exception:
    if not names & {"xl/workbook.bin", "content.xml", "Index/Document.iwa"}:
        return not_a_spreadsheet(file)
    return unreadable(
        "another_format",
        file,
        Text("这种电子表格格式不能直接读取", "this kind of spreadsheet is not read directly"),
        Text("请在 Excel 或 WPS 中另存为 .xlsx 后重新报送", "Save it as .xlsx in a spreadsheet program and send that"),
    )
