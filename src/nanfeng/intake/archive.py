"""What an .xlsx container holds, found by streaming through it: sizes and cells before parsing, and what parsers drop.

Declared sizes are not believed: every part that the parser will read is inflated in pieces and counted.
"""

import re
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import IO

import numpy as np

from nanfeng.intake.container import inspect_container, refuse_prefixed
from nanfeng.intake.limits import Limits, too_many_cells, unpacks_too_large
from nanfeng.intake.shared_texts import SharedTexts, pointer_count
from nanfeng.intake.sheet import Position
from nanfeng.intake.unreadable import damaged, not_a_spreadsheet, unreadable
from nanfeng.kinds.text import Text

_CHUNK = 1 << 20
_CELLS = (b"<c ", b"<c>", b":c ", b":c>")
_CARRY = 1 << 15
_UNFINISHED = re.compile(rb"(?:<f(?:\s[^>]*)?/>|<f(?:\s[^>]*)?>([^<]*)</f>)(?:<v\s*/>|<v></v>)?</c>")
_ERROR = re.compile(rb'\st="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})(\d{1,20})["']""")
_LONGEST_REFERENCE = 12
_ROW = re.compile(rb"<(?:\w+:)?row")
_TEXTS = re.compile(rb"<(?:\w+:)?sst[\s>]")
_STRUCTURE = frozenset({"xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"})
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


@dataclass(frozen=True)
class Archive:
    """What was seen in passing. `dropped` holds, by sheet name and position (row and column from 0), the text of cells
    that a parser reads as empty: formulas without a stored value (`=SUM(A1:A9)`) and errors (`#N/A`).
    """

    dropped: Mapping[str, Mapping[Position, str]]


@dataclass
class _Extent:
    """The farthest filled cell of one sheet, counted from 1, at most how many of its cells share texts, how many merged
    ranges it has, and the dropped cells found so far.
    """

    row: int = 0
    column: int = 0
    pointers: int = 0
    merged: int = 0
    dropped: dict[Position, str] = field(default_factory=dict)


@dataclass
class _Seen:
    """What was seen in the parts so far. A part is a sheet or a list of shared texts by what it holds: the container
    may give it any name.
    """

    extents: dict[str, _Extent] = field(default_factory=dict)
    texts: SharedTexts = field(default_factory=SharedTexts)
    text_parts: set[str] = field(default_factory=set)

    def note(self, part: str, piece: bytes) -> None:
        """Take the next piece of a part."""
        if part in self.extents or b"sheetData" in piece:
            _note(piece, self.extents.setdefault(part, _Extent()))
        elif part in self.text_parts or _TEXTS.search(piece):
            self.text_parts.add(part)
            self.texts.note(piece)


def inspect_archive(path: Path, limits: Limits) -> Archive:
    """Look through the container; raise UnreadableError where it is none, is damaged, or holds more than is let in."""
    inspect_container(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _inspect(archive, path.name, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError) as error:
        raise damaged(path.name) from error
    except (NotImplementedError, RuntimeError, UnicodeDecodeError, ValueError) as error:
        raise damaged(path.name) from error


def _inspect(archive: zipfile.ZipFile, file: str, limits: Limits) -> Archive:
    refuse_prefixed(archive, file)
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise _another_format(file, names)
    seen = _Seen()
    budget = limits.unpacked_bytes
    for info in archive.infolist():
        before = budget
        for piece, size in _part(archive, info):
            budget -= size
            if budget < 0 or (info.filename in _STRUCTURE and before - budget > limits.structure_bytes):
                raise unpacks_too_large(file, limits.unpacked_bytes)
            if _declares_entities(info.filename, piece):
                raise damaged(file)
            seen.note(info.filename, piece)
    _refuse_too_many(file, seen, limits)
    _refuse_too_much_text(archive, file, seen, limits)
    sheets = _sheet_parts(archive) if any(extent.dropped for extent in seen.extents.values()) else {}
    return Archive({name: seen.extents[part].dropped for name, part in sheets.items() if part in seen.extents})


def _declares_entities(part: str, piece: bytes) -> bool:
    """Whether a part declares texts to be expanded, which no spreadsheet program writes: the material of bombs."""
    return part.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece)


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """The pieces of a part, to the true end of its stream, whatever the directory says."""
    info.file_size = sys.maxsize
    with archive.open(info) as part:
        yield from _pieces(part)


def _pieces(part: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Pieces that overlap, so that no cell is cut in two, each with the number of bytes that are new in it."""
    carry = b""
    while fresh := part.read(_CHUNK):
        piece = carry + fresh
        yield piece, len(fresh)
        start = piece.rfind(b"<c ", max(0, len(piece) - _CARRY))
        carry = piece[start:] if start >= 0 else b""


def _note(piece: bytes, extent: _Extent) -> None:
    cells = sum(map(piece.count, _CELLS))
    extent.pointers += pointer_count(piece)
    extent.merged += piece.count(b"mergeCell ")
    row, column, placed = _farthest(piece)
    if placed < cells or b"'" in piece:
        row, column, placed = _read_references(piece)
    extent.row, extent.column = max(extent.row, row), max(extent.column, column)
    if placed < cells:  # cells without a reference stand one after another
        lines = _ROW.split(piece)
        extent.row += len(lines) - 1
        extent.column = max(extent.column, *(sum(map(line.count, _CELLS)) for line in lines))
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


def _refuse_too_many(file: str, seen: _Seen, limits: Limits) -> None:
    extents = seen.extents.values()
    total = sum(extent.row * extent.column for extent in extents)
    if total > limits.cells:
        largest = max(extents, key=lambda extent: extent.row * extent.column)
        raise too_many_cells(file, total, f"{column_letters(largest.column)}{largest.row}")
    merged = sum(extent.merged for extent in extents)
    if merged > limits.merged or seen.texts.count > limits.cells:
        raise too_many_cells(file, max(merged, seen.texts.count), "")


def _refuse_too_much_text(archive: zipfile.ZipFile, file: str, seen: _Seen, limits: Limits) -> None:
    """Refuse texts that are long once each cell has its own: by a bound first, counted only where that is too large."""
    pointers = sum(extent.pointers for extent in seen.extents.values())
    if pointers * seen.texts.longest <= limits.text_bytes:
        return
    sheets = [info for info in archive.infolist() if info.filename in seen.extents]
    pieces = (piece for info in sheets for piece, _ in _part(archive, info))
    if seen.texts.unpacked(pieces) > limits.text_bytes:
        raise unpacks_too_large(file, limits.text_bytes)


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the container in which each sheet lies, by the sheet's name."""
    relations = _elements(archive.read("xl/_rels/workbook.xml.rels"), "Relationship")
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    found = {}
    for sheet in _elements(archive.read("xl/workbook.xml"), "sheet"):
        target = targets.get(sheet.get("id"), "")
        found[sheet.get("name", "")] = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return found


def _elements(part: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of each element of that name, without their prefixes."""
    elements = re.findall(rf"<(?:\w+:)?{name}\s([^>]*)>", part.decode())
    return [
        {key.rpartition(":")[2]: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(element)}
        for element in elements
    ]


def _another_format(file: str, names: set[str]) -> Exception:
    if not names & {"xl/workbook.bin", "content.xml", "Index/Document.iwa"}:
        return not_a_spreadsheet(file)
    return unreadable(
        "another_format",
        file,
        Text("这种电子表格格式不能直接读取", "this kind of spreadsheet is not read directly"),
        Text("请在 Excel 或 WPS 中另存为 .xlsx 后重新报送", "Save it as .xlsx in a spreadsheet program and send that"),
    )
