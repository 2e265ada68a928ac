"""What an .xls file holds, found by walking its records: cells before parsing, so that a damaged file cannot ask for
more memory than there is.

Layout: [MS-CFB] for the container, [MS-XLS] for the records in its `Workbook` stream.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nanfeng.intake.archive import column_letters
from nanfeng.intake.limits import Limits, too_many_cells
from nanfeng.intake.unreadable import damaged, encrypted, not_a_spreadsheet

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_REAL_SECTOR = 0xFFFFFFF9
_SMALL = 4096
_CELLS = frozenset({0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x0406})
_DIMENSIONS = 0x0200
_FILE_PASS = 0x002F
_SUBSTREAM_BEGINS = 0x0809


def inspect_binary_workbook(path: Path, limits: Limits) -> None:
    """Look through an .xls file; raise UnreadableError where it is none, is encrypted or damaged, or holds too much."""
    content = path.read_bytes()
    try:
        streams = _streams(content)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(path.name) from error
    if "EncryptedPackage" in streams:
        raise encrypted(path.name)
    stream = streams.get("Workbook") or streams.get("Book")
    if stream is None:
        raise not_a_spreadsheet(path.name)
    _check_records(path.name, stream, limits)


def _check_records(file: str, stream: bytes, limits: Limits) -> None:
    total = row = column = 0
    for kind, body in _records(stream):
        if kind == _FILE_PASS:
            raise encrypted(file)
        if kind == _SUBSTREAM_BEGINS:
            total, row, column = total + row * column, 0, 0
        if kind == _DIMENSIONS and len(body) >= 12:
            last_row, last_column = struct.unpack_from("<I", body, 4)[0], struct.unpack_from("<H", body, 10)[0]
            row, column = max(row, last_row), max(column, last_column)
        if kind in _CELLS and len(body) >= 4:
            at_row, at_column = struct.unpack_from("<HH", body)
            row, column = max(row, at_row + 1), max(column, at_column + 1)
        if total + row * column > limits.cells:
            raise too_many_cells(file, total + row * column, f"{column_letters(column)}{row}")


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


@dataclass(frozen=True)
class _Container:
    content: bytes
    sector: int
    table: tuple[int, ...]

    def chain(self, start: int) -> bytes:
        """The sectors that follow one another from `start`; raise ValueError for a chain that does not end inside."""
        parts, seen = [], set()
        while start <= _LAST_REAL_SECTOR:
            if start in seen:
                raise ValueError("a chain of sectors runs in a circle")
            seen.add(start)
            begin = (start + 1) * self.sector
            if begin >= len(self.content):
                raise ValueError("a chain of sectors leads out of the file")
            parts.append(self.content[begin : begin + self.sector])
            start = self.table[start]
        return b"".join(parts)


def _streams(content: bytes) -> dict[str, bytes]:
    """The streams of the container by name; only those that a workbook is read from."""
    if not content.startswith(_SIGNATURE):
        raise ValueError("no compound file")
    container = _opened(content)
    directory = container.chain(struct.unpack_from("<I", content, 0x30)[0])
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    small_table = _numbers(container.chain(struct.unpack_from("<I", content, 0x3C)[0]))
    small = _Container(b"\0" * 64 + container.chain(_start(entries[0])), 64, small_table)
    found = {}
    for entry in entries:
        name = entry[: max(0, struct.unpack_from("<H", entry, 64)[0] - 2)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book", "EncryptedPackage"):
            size = struct.unpack_from("<I", entry, 120)[0]
            found[name] = (small if size < _SMALL else container).chain(_start(entry))[:size]
    return found


def _opened(content: bytes) -> _Container:
    shift = struct.unpack_from("<H", content, 0x1E)[0]
    if shift not in (9, 12):
        raise ValueError("a sector has 512 or 4096 bytes")
    bare = _Container(content, 1 << shift, ())
    tables = [sector for sector in _table_sectors(bare) if sector <= _LAST_REAL_SECTOR]
    joined = b"".join(content[(s + 1) << shift : (s + 2) << shift] for s in tables)
    return _Container(content, 1 << shift, _numbers(joined))


def _table_sectors(container: _Container) -> list[int]:
    """Where the allocation table lies: 109 places in the header, the rest in a chain of its own."""
    sectors = list(_numbers(container.content[0x4C:0x200]))
    following, count = struct.unpack_from("<II", container.content, 0x44)
    for _ in range(min(count, len(container.content) // container.sector)):
        if following > _LAST_REAL_SECTOR:
            break
        at = (following + 1) * container.sector
        *more, following = _numbers(container.content[at : at + container.sector])
        sectors.extend(more)
    return sectors


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _start(entry: bytes) -> int:
    return struct.unpack_from("<I", entry, 116)[0]
