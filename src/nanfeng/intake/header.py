"""Finding the header of a sheet: which lines it takes, which column is which field, and in which unit it is filled."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Timing
from nanfeng.intake.sheet import Raw, Sheet
from nanfeng.intake.titles import candidates, in_unit, normalised, title_index
from nanfeng.intake.units import Measure, split_unit, stated_unit
from nanfeng.kinds.period import Period
from nanfeng.kinds.period_reading import read_period
from nanfeng.kinds.reading import plain
from nanfeng.kinds.text import Text

WRONG_TITLE = Text("问题", "What is wrong")
MEND_TITLE = Text("修改办法", "How to mend")
CONFIRMED_TITLE = Text("确认说明", "Confirmed because")
LINE_TITLE = Text("原行号", "Original line")
"""The columns that a refused file adds; they are known again when it comes back."""

GUIDE_SHEET = "填报说明 Guide"
"""The sheet of a template that holds its instructions and no records."""

_SEARCHED_LINES = 40
_DEEPEST = 3
_NUMBERING = re.compile(r"[甲乙丙丁戊己庚辛]|\(?\d{1,3}\)?")
_PERIOD_IN_TITLE = re.compile(
    r"\d{4}\s*年\s*(?:(?:\d{1,2}\s*月?\s*[-–—~至]\s*)?\d{1,2}\s*月|[上下]半年|第?[一二三四1-4]季度)"
)
_QUANTITIES = (FieldType.AMOUNT, FieldType.NUMBER, FieldType.WHOLE)


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its position from 0, its title as one line, its field (None where the form does not ask
    it) and the unit that its header states (None where it states none).
    """

    position: int
    title: str
    field: Field | None
    measure: Measure | None


@dataclass(frozen=True)
class Header:
    """Where the header of a sheet lies and what it says.

    `first` is its first line and `depth` the number of its lines, both counted from 0 and up to where the data
    begins. `fields` are the columns by field name; `twice` are pairs of columns that mean the same field, the first of
    which is in `fields`. `explanation` is the position of the column in which a sender confirms what was asked;
    `added` are the positions of the columns that a refused file adds. `period` is the period that a title line names.
    """

    first: int
    depth: int
    columns: tuple[Column, ...]
    twice: tuple[tuple[Column, Column], ...] = ()
    explanation: int | None = None
    added: tuple[int, ...] = ()
    period: Period | None = None
    fields: Mapping[str, Column] = field(default_factory=dict)

    @property
    def data_line(self) -> int:
        """The first line of data, from 0."""
        return self.first + self.depth

    def missing(self, form: Form) -> tuple[Field, ...]:
        """The fields that must be filled in and that no column holds. A period that the title names is not missing."""
        absent = self.absent(form)
        return tuple(field for field in required_fields(form) if field.name in absent)

    def absent(self, form: Form) -> frozenset[str]:
        """The names of the fields that no column holds and no title states."""
        stated = {*self.fields, *([form.when] if self.period else [])}
        return frozenset(field.name for field in form.fields if field.name not in stated)


def required_fields(form: Form) -> tuple[Field, ...]:
    """The fields that every record has to fill: those marked so and (spans excepted) when it was."""
    dated = form.timing is not Timing.SPAN
    return tuple(field for field in form.fields if field.required or (dated and field.name == form.when))


def find_header(sheet: Sheet, form: Form) -> Header | None:
    """The header that knows most of the form's fields, the shallowest and first of equals; None where no line knows
    any.
    """
    index = title_index(form)
    top = [list(row) for row in sheet.rows[:_SEARCHED_LINES]]
    _fill_merged(top, sheet)
    single = [_header(top, (line, 1), index) for line in range(len(top))]
    known = [line for line, header in enumerate(single) if header.fields]
    deeper = [_header(top, place, index) for place in _places(known, len(top))]
    best = max([*single, *deeper], key=lambda header: len(header.fields), default=None)
    if best is None or not best.fields:
        return None
    return _completed(top, best, index, form)


def _places(known: Sequence[int], lines: int) -> list[tuple[int, int]]:
    """First line and depth of every header of several lines, one of which knows a field by itself."""
    return [
        (first, depth)
        for depth in range(2, _DEEPEST + 1)
        for first in range(lines - depth + 1)
        if any(first <= line < first + depth for line in known)
    ]


def header_lines(sheet: Sheet, header: Header) -> list[list[Raw]]:
    """All lines above the data, merged cells written out, so that they can be read again without the merging."""
    lines = [list(row) for row in sheet.rows[: header.data_line]]
    _fill_merged(lines, sheet, header.first)
    return lines


def _fill_merged(lines: list[list[Raw]], sheet: Sheet, from_line: int = 0) -> None:
    for (top, left), (bottom, right) in sheet.merged:
        if not (from_line <= top < len(lines) and left < len(lines[top])):
            continue
        for row in lines[top : bottom + 1]:
            row[left : right + 1] = [lines[top][left]] * len(row[left : right + 1])


def _completed(top: list[list[Raw]], header: Header, index: Mapping[str, Field], form: Form) -> Header:
    """The header with the lines of units or column numbers under it, and with what the title lines above it state."""
    depth = header.depth
    while header.first + depth < len(top) and _is_units_or_numbers(top[header.first + depth]):
        depth += 1
    found = _header(top, (header.first, depth), index)
    titles = [str(cell) for row in top[: header.first] for cell in row if isinstance(cell, str) and cell]
    unit = next(filter(None, map(stated_unit, titles)), None)
    columns = tuple(_with_table_unit(column, unit) for column in found.columns)
    period = _title_period(titles) if form.timing in (Timing.CUMULATIVE, Timing.PERIOD) else None
    return replace(found, columns=columns, fields=_by_field(columns), period=period)


def _with_table_unit(column: Column, unit: Measure | None) -> Column:
    if unit and column.field and column.field.type is FieldType.AMOUNT and column.measure is None:
        return replace(column, measure=unit)
    return column


def _title_period(titles: Sequence[str]) -> Period | None:
    for title in titles:
        if found := _PERIOD_IN_TITLE.search(plain(title)):
            try:
                return read_period(found[0])
            except ValueError:
                continue
    return None


def _is_units_or_numbers(row: Sequence[Raw]) -> bool:
    filled = [cell for cell in row if cell != ""]
    texts = [f"{cell:g}" if isinstance(cell, float) else plain(str(cell)) for cell in filled]
    if len(texts) >= 3 and all(_NUMBERING.fullmatch(text) for text in texts):
        numbers = [int(text.strip("()")) for text in texts if text.strip("()").isdigit()]
        return numbers == list(range(1, len(numbers) + 1))
    return bool(texts) and all(split_unit(text) == ("", split_unit(text)[1]) for text in texts)


def _header(top: list[list[Raw]], place: tuple[int, int], index: Mapping[str, Field]) -> Header:
    first, depth = place
    lines = [_words(row) for row in top[first : first + depth]]
    width = max(map(len, lines))
    levels = [line + [""] * (width - len(line)) for line in lines]
    for upper, lower in pairwise(levels):
        _carry_right(upper, lower)
    columns = tuple(_column(position, [level[position] for level in levels], index) for position in range(width))
    titles = {column.position: normalised(column.title) for column in columns if column.field is None}
    known = {normalised(title.both()): title for title in (WRONG_TITLE, MEND_TITLE, CONFIRMED_TITLE, LINE_TITLE)}
    added = {position: known[title] for position, title in titles.items() if title in known}
    explanation = next((position for position, title in added.items() if title is CONFIRMED_TITLE), None)
    named = _by_field(columns)
    twice = tuple(
        (named[column.field.name], column)
        for column in columns
        if column.field and named[column.field.name] is not column
    )
    return Header(first, depth, columns, twice, explanation, tuple(added), None, named)


def _by_field(columns: Sequence[Column]) -> dict[str, Column]:
    named: dict[str, Column] = {}
    for column in columns:
        if column.field:
            named.setdefault(column.field.name, column)
    return named


def _words(row: Sequence[Raw]) -> list[str]:
    return [cell if isinstance(cell, str) and not _NUMBERING.fullmatch(plain(cell)) else "" for cell in row]


def _carry_right(upper: list[str], lower: list[str]) -> None:
    """A heading over several columns stands in the first of them where merging was lost (text files)."""
    for position in range(1, len(upper)):
        if not upper[position] and lower[position] and lower[position - 1]:
            upper[position] = upper[position - 1]


def _column(position: int, levels: Sequence[str], index: Mapping[str, Field]) -> Column:
    parts = [split_unit(level) if level else ("", None) for level in levels]
    title = " ".join(dict.fromkeys(plain(level) for level in levels if level))
    measure = next((measure for _, measure in reversed(parts) if measure), None)
    found = _field(candidates(levels), index)
    if found is None:
        names = list(candidates([words for words, _ in parts]))
        found = _field([in_unit(name, measure) for name in names] if measure else [], index) or _field(names, index)
    return Column(position, title, found, measure if found and found.type in _QUANTITIES else None)


def _field(names: Iterable[str], index: Mapping[str, Field]) -> Field | None:
    return next((index[name] for name in names if name in index), None)
