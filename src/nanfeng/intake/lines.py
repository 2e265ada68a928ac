"""Which lines of a sheet are records, and which are set aside: totals, notes, repeated headers, empty ones.

Blank lines are not counted as sent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nanfeng.forms.form import Form
from nanfeng.intake.header import Header
from nanfeng.intake.sheet import Raw, Sheet, as_text
from nanfeng.kinds.identifier import parse_identifier
from nanfeng.kinds.reading import plain
from nanfeng.kinds.text import Text

_TOTAL = re.compile(
    r"[\u4e00-\u9fff]{0,12}(?:合计|总计|小计|共计)数?:?|(?:grand|sub-?)?totals?(?:for.*)?:?|sum:?",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:(?:填表|制表|填报|审核|单位|统计)?(?:负责)?人|填报日期|报出日期|填表日期|制表|审核|联系电话|注|备注|说明|附注)\s*(?::.*|\d+.*)"
    r"|(?:notes?|prepared by|checked by|approved by|source)\s*:.*",
    re.IGNORECASE | re.DOTALL,
)
_NOTE_CELLS = 8

TOTAL = Text("合计行，不作为记录", "a total line, not a record")
NOTE = Text("说明或签署行，不作为记录", "a note or signature line, not a record")
HEADER_AGAIN = Text("重复的表头，不作为记录", "the header repeated, not a record")
NOTHING = Text("没有填写本表的任何内容", "holds nothing that the form asks")


@dataclass(frozen=True)
class Lines:
    """Positions in `sheet.rows` of the records, and those set aside with the reason."""

    records: tuple[int, ...]
    aside: tuple[tuple[int, Text], ...]


def data_lines(sheet: Sheet, header: Header, form: Form) -> Lines:
    """Sort the lines under the header."""
    asked = [column.position for column in header.fields.values()]
    whose = header.fields.get(form.organisation or "")
    repeated = set(map(tuple, sheet.rows[header.first : header.data_line]))
    heads = {next((cell for cell in row if cell != ""), "") for row in repeated}
    records: list[int] = []
    aside: list[tuple[int, Text]] = []
    labels: dict[str, Text | None] = {}
    for position in range(header.data_line, len(sheet.rows)):
        row = sheet.rows[position]
        first = row[0] if row and row[0] != "" else next((cell for cell in row if cell != ""), None)
        if first is None:
            continue
        reason = _reason(row, labels, whose.position if whose else -1)
        if first in heads and tuple(row) in repeated:
            reason = HEADER_AGAIN
        if reason is None and not any(row[place] != "" for place in asked if place < len(row)):
            reason = NOTHING
        if reason:
            aside.append((position, reason))
        else:
            records.append(position)
    return Lines(tuple(records), tuple(aside))


def _reason(row: Sequence[Raw], labels: dict[str, Text | None], whose: int) -> Text | None:
    """Why a line is no record, by its first two filled cells; `labels` remembers texts that were judged before."""
    seen = 0
    for cell in row:
        if cell == "":
            continue
        seen += 1
        if isinstance(cell, str):
            if cell not in labels:
                labels[cell] = _label(cell)
            if (reason := labels[cell]) and _stands(reason, row, whose):
                return reason
        if seen == 2:
            break
    return None


def _label(cell: str) -> Text | None:
    text = plain(cell)
    if _TOTAL.fullmatch(re.sub(r"\s+", "", text)):
        return TOTAL
    return NOTE if _NOTE.fullmatch(text) else None


def _stands(reason: Text, row: Sequence[Raw], whose: int) -> bool:
    """A line that names an organisation by its code is a record, whatever else it says; so is a note full of cells."""
    if 0 <= whose < len(row) and parse_identifier(as_text(row[whose])):
        return False
    return reason is TOTAL or sum(cell != "" for cell in row) <= _NOTE_CELLS
