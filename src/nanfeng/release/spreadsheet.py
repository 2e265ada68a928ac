"""Figures of releases as a workbook: numbers as numbers, headings in both languages, and a sheet of notes.

A spreadsheet program keeps about sixteen digits of a number; every digit is in the CSV. Text is never run as a formula.
"""

import io
from collections.abc import Iterator, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from nanfeng.intake.written import WRAPPED, heading_cell, text_cell
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.pack import Pack
from nanfeng.release.columns import COLUMNS
from nanfeng.release.labels import SYNTHETIC
from nanfeng.release.open_data import Value, line
from nanfeng.release.select import Released

_FIGURES, _NOTES = Text("数字", "Figures"), Text("说明", "Notes")
_WIDTH = {"figure": 44, "indicator_zh": 24, "indicator_en": 24, "value": 22, "reason_zh": 40, "reason_en": 40}
_USUAL_WIDTH = 15
_NUMBER_FORMAT = "#,##0.00"
_WHOLE_FORMAT = "#,##0"
_DIGITS = Text(
    "电子表格只保留约十六位有效数字；每一位数字都在 CSV 文件中。",
    "A spreadsheet keeps about sixteen digits; every digit is in the CSV file.",
)


def workbook(pack: Pack, chosen: Sequence[Released]) -> bytes:
    """The figures as an .xlsx file of two sheets, figures and notes."""
    book = Workbook(write_only=True)
    _write_figures(book.create_sheet(f"{_FIGURES.zh} {_FIGURES.en}"), pack, chosen)
    _write_notes(book.create_sheet(f"{_NOTES.zh} {_NOTES.en}"), pack, chosen)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_figures(sheet: Worksheet, pack: Pack, chosen: Sequence[Released]) -> None:
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH.get(column.name, _USUAL_WIDTH)
    sheet.append([heading_cell(sheet, f"{column.heading.zh}\n{column.heading.en}") for column in COLUMNS])
    for one in chosen:
        sheet.append([_cell(sheet, value) for value in line(pack, one).values()])


def _cell(sheet: Worksheet, value: Value) -> Cell | None:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return text_cell(sheet, value)
    cell = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = _WHOLE_FORMAT if value == value.to_integral_value() else _NUMBER_FORMAT
    return cell


def _write_notes(sheet: Worksheet, pack: Pack, chosen: Sequence[Released]) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 32, 100
    for head, text in _notes(pack, chosen):
        told = text_cell(sheet, text)
        told.alignment = WRAPPED
        sheet.append([heading_cell(sheet, head), told])


def _notes(pack: Pack, chosen: Sequence[Released]) -> Iterator[tuple[str, str]]:
    """What a reader has to know: whether it is made up, where it comes from, and what every column and name means."""
    releases = {one.release.id: one.release for one in chosen}.values()
    if any(release.synthetic for release in releases):
        yield Text("声明", "Notice").both(), SYNTHETIC.both()
    yield Text("城市定义", "Definitions").both(), f"{pack.name.both()} · {pack.id} {pack.digest}"
    for release in releases:
        made_of = f"{release.publication} · {release.period} · {release.place}"
        yield Text("发布", "Release").both(), f"{release.id} · {made_of}"
        yield Text("数据版本", "Vintage").both(), release.vintage
    yield Text("数字", "Numbers").both(), _DIGITS.both()
    for column in COLUMNS:
        yield column.heading.both(), f"{column.name}: {column.meaning.both()}"
    for unit in dict.fromkeys(one.figure.unit for one in chosen):
        yield Text("单位", "Unit").both(), _unit(unit)
    for name in dict.fromkeys(one.figure.key.indicator for one in chosen):
        if name in pack.indicators:
            yield pack.indicators[name].name.both(), f"{name}: {pack.indicators[name].definition.both()}"


def _unit(unit: Unit) -> str:
    return f"{unit.value}: {unit.label.both()}"
