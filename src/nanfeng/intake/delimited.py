"""Text files of separated values: UTF-8 (with or without its mark), UTF-16 with its mark, GB18030."""

import csv
import io
from pathlib import Path

from nanfeng.intake.limits import Limits, too_many_cells
from nanfeng.intake.unreadable import not_a_spreadsheet, unreadable
from nanfeng.kinds.text import Text

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = (",", "\t", ";")
_SAMPLE_LINES = 50


def read_delimited(path: Path, limits: Limits) -> list[list[str]]:
    """The lines of the file as lists of texts; raise UnreadableError where it is no text or holds too much."""
    text = _decoded(path)
    separator = _separator(text)
    cells = (text.count("\n") + 1) * (max(line.count(separator) for line in _sample(text)) + 1)
    if cells > limits.cells:
        raise too_many_cells(path.name, cells, "")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise unreadable(
            "damaged",
            path.name,
            Text(
                "引号不成对或单元格过长，无法分列",
                "quotes are not closed, or a cell is too long, so that columns cannot be told",
            ),
            Text(
                "请在 Excel 或 WPS 中另存为 .xlsx 后重新报送", "Save it as .xlsx in a spreadsheet program and send that"
            ),
        ) from error


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    encodings = [encoding for mark, encoding in _MARKS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text
    raise not_a_spreadsheet(path.name)


def _is_binary(text: str) -> bool:
    """Control characters other than tabs and line ends do not stand in a table of text."""
    controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 13))
    return controls > 0


def _sample(text: str) -> list[str]:
    return text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]


def _separator(text: str) -> str:
    sample = _sample(text)
    return max(_SEPARATORS, key=lambda separator: sum(line.count(separator) for line in sample))
