"""Sheets of other returns are given our titles, by their layouts; all else of intake reads them as its own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form
from nanfeng.intake.layout import Layout, Source
from nanfeng.intake.pile import where_of
from nanfeng.intake.sheet import Raw, Sheet, Workbook, as_text
from nanfeng.intake.titles import normalised
from nanfeng.intake.units import Measure, split_unit, stated_unit, unit_named
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text

_TOP = 40
"""So many lines are looked at for marks and titles."""

_NUMBER = re.compile(r"^\s*(?:其中[:：]?|[（(]?[一二三四五六七八九十\d]+[)）]?[、.．:：]|[—–-]+)\s*")
_QUANTITIES = (FieldType.AMOUNT, FieldType.NUMBER, FieldType.WHOLE)

_Known = Mapping[str, tuple[Field, Source]]
"""What a title there means, by its normalised words."""


@dataclass(frozen=True)
class _Read:
    """A sheet with our titles, and what was recognised: their title and our field."""

    sheet: Sheet
    pairs: tuple[tuple[str, Field], ...]


def laid_out(workbook: Workbook, form: Form, layouts: Sequence[Layout]) -> tuple[Workbook, list[Issue]]:
    """The workbook with our titles in the sheets of other returns, and a notice of what was recognised in each; a
    sheet of no known layout stays as it is.
    """
    sheets, notices = [], []
    for sheet in workbook.sheets:
        layout = next((one for one in layouts if one.form == form.name and _is_of(sheet, one)), None)
        read = _read(sheet, form, layout) if layout else None
        sheets.append(read.sheet if read else sheet)
        if layout and read:
            notices.append(_notice(where_of(workbook.file, sheet.name), layout, read))
    return replace(workbook, sheets=tuple(sheets)), notices


def _is_of(sheet: Sheet, layout: Layout) -> bool:
    said = normalised(sheet.name + "".join(as_text(cell) for row in sheet.rows[:_TOP] for cell in row))
    return all(normalised(mark) in said for mark in layout.marks)


def _read(sheet: Sheet, form: Form, layout: Layout) -> _Read | None:
    """None where fewer than two fields are found: it is no such sheet after all."""
    named = [(title, source) for source in layout.sources for title in source.titles]
    known = {_key(title): (form.field(source.field), source) for title, source in named}
    read = _upright(sheet, form, layout, known) if layout.now else _plain(sheet, known)
    return read if read and len(read.pairs) > 1 else None


def _plain(sheet: Sheet, known: _Known) -> _Read:
    pairs: dict[str, Field] = {}
    rows = [list(row) for row in sheet.rows]
    for_all = next(filter(None, (stated_unit(as_text(cell)) for row in rows[:_TOP] for cell in row if cell)), None)
    for row in rows[:_TOP]:
        for place, cell in enumerate(row):
            if found := _meaning(cell, known):
                pairs.setdefault(as_text(cell), found[0])
                row[place] = _our_title(*found, said=split_unit(as_text(cell))[1] or for_all)
    return _Read(replace(sheet, rows=rows), tuple(pairs.items()))


def _upright(sheet: Sheet, form: Form, layout: Layout, known: _Known) -> _Read | None:
    """The sheet as one row under our titles, below the lines above its table, which may say the period."""
    found = _columns(sheet, layout)
    if found is None:
        return None
    line, columns = found
    filled = [*_said_above(sheet.rows[:line], known)]
    for row in sheet.rows[line + 1 :]:
        filled += _indicator(row, (form, layout, known), columns)
    heads: list[Raw] = [each.title for each in filled]
    table = [*sheet.rows[:line], heads, [each.value for each in filled]]
    return _Read(Sheet(sheet.name, table), tuple((each.said, each.field) for each in filled))


@dataclass(frozen=True)
class _Filled:
    """A value of an upright sheet: what it is called there, our title, the value, our field."""

    said: str
    title: str
    value: Raw
    field: Field


def _columns(sheet: Sheet, layout: Layout) -> tuple[int, dict[str, int]] | None:
    """The line that titles the columns of an upright sheet, and where each of them stands."""
    wanted = {normalised(layout.now): "now", normalised(layout.year_ago): "year_ago", normalised(layout.unit): "unit"}
    for line, row in enumerate(sheet.rows[:_TOP]):
        titles = {wanted.get(normalised(as_text(cell))): place for place, cell in enumerate(row) if cell != ""}
        if "now" in titles:
            return line, {name: place for name, place in titles.items() if name}
    return None


def _said_above(rows: Sequence[Sequence[Raw]], known: _Known) -> Iterator[_Filled]:
    """Whose sheet it is: `统一社会信用代码：9144…` in one cell, or in two."""
    for row in rows:
        for place, cell in enumerate(row):
            title, _, behind = as_text(cell).replace("：", ":").partition(":")
            meant = _meaning(title, known)
            value = behind.strip() or next((as_text(other) for other in row[place + 1 :] if other != ""), "")
            if meant and meant[0].type is FieldType.ORGANISATION and value:
                yield _Filled(title, _our_title(*meant), value, meant[0])
                return


def _indicator(row: Sequence[Raw], laid: tuple[Form, Layout, _Known], columns: Mapping[str, int]) -> Iterator[_Filled]:
    """What a line of an upright sheet says of this year and of a year ago."""
    form, layout, known = laid
    title = next((as_text(cell) for cell in row if _meaning(cell, known)), "")
    if not title:
        return
    field, source = known[_key(title)]
    unit = _at(row, columns.get("unit"))
    said = split_unit(f"{title}（{as_text(unit)}）" if unit else title)[1]
    ago = next((other for other in form.fields if other.year_ago_of == field.name), None)
    yield _Filled(title, _our_title(field, source, said), _at(row, columns["now"]), field)
    if ago and "year_ago" in columns:
        yield _Filled(f"{title} {layout.year_ago}", _our_title(ago, source, said), _at(row, columns["year_ago"]), ago)


def _at(row: Sequence[Raw], place: int | None) -> Raw:
    """The cell of a row there, empty where the row is shorter."""
    return row[place] if place is not None and place < len(row) else ""


def _meaning(cell: Raw, known: _Known) -> tuple[Field, Source] | None:
    return known.get(_key(cell)) if isinstance(cell, str) and cell else None


def _key(title: str) -> str:
    """A title as titles are compared, without its unit, its number and what it is a part of."""
    return normalised(_NUMBER.sub("", split_unit(title)[0]))


def _our_title(field: Field, source: Source, said: Measure | None = None) -> str:
    """Our title, with the unit that stands there, else the one that the layout says."""
    if field.type not in _QUANTITIES or field.unit is None:
        return field.label.zh
    if said and said.dimension is None:
        return field.label.zh  # a bare scale for the whole table, which the title lines still say
    same = said is not None and said.dimension is field.unit.dimension
    unit = (unit_named(said) if said and same else None) or source.unit or field.unit
    return f"{field.label.zh}（{unit.label.zh}）"


def _notice(where: str, layout: Layout, read: _Read) -> Issue:
    zh = "；".join(f"{said} → {field.label.zh}" for said, field in read.pairs)
    en = "; ".join(f"{said} → {field.label.en}" for said, field in read.pairs)
    wrong = Text(f"按“{layout.label.zh}”识别：{zh}", f"read as “{layout.label.en}”: {en}")
    mend = Text("请核对；不是这种报表的，请改用本平台的模板", "See whether it is; if not, use our own template")
    return Issue("other_return", where, "", wrong, mend, Severity.WARNING)
