"""The workbook in which a form is filled in, made from its definition alone: what it holds goes back in through `take`.

Three sheets: the data (a header, nothing else), instructions in both languages, and, hidden, what may be chosen.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form
from nanfeng.intake.archive import column_letters
from nanfeng.intake.guide import write_guide
from nanfeng.intake.header import GUIDE_SHEET, required_fields
from nanfeng.intake.offered import Known, choices, in_cell
from nanfeng.intake.titles import heading
from nanfeng.intake.written import HEAD, QUESTION, column_format, heading_cell, sheet_name, text_cell
from nanfeng.kinds.text import Text

_LISTS = "lists"
_LAST_LINE = 1_048_576
_LONGEST_PROMPT, _LONGEST_PROMPT_TITLE = 255, 32
_NARROW, _WIDE = 16, 26
_SHORT = (FieldType.AMOUNT, FieldType.NUMBER, FieldType.WHOLE, FieldType.DATE, FieldType.BOOLEAN)
_NOT_OFFERED = Text("请从列表中选择", "Choose one from the list")

Row = Mapping[str, object]


def write_template(form: Form, path: Path, known: Known, rows: Sequence[Row] = ()) -> None:
    """Write the template of a form; a file of that name is replaced.

    `rows` are filled in beforehand: kept values by field name (amounts in base units), what is missing stays empty.
    Raise KeyError for a name that is no field.
    """
    book = Workbook()
    sheet = book.create_sheet(sheet_name(form.label.zh, 0), 0)
    del book["Sheet"]
    offered = {field.name: choices(field, known) for field in form.fields}
    _write_header(sheet, form)
    for row in rows:
        sheet.append(_cells(sheet, form, row, offered))
    write_guide(book.create_sheet(GUIDE_SHEET), form)
    places = _write_lists(book, form, offered)
    for position, field in enumerate(form.fields, 1):
        _lay_out(sheet, column_letters(position), field, places.get(field.name))
    book.save(path)


def _write_header(sheet: Worksheet, form: Form) -> None:
    required = {field.name for field in required_fields(form)}
    cells = []
    for field in form.fields:
        marked = field.name in required
        cell = heading_cell(sheet, f"* {heading(field)}" if marked else heading(field))
        cell.fill = HEAD if marked else QUESTION
        cells.append(cell)
    sheet.append(cells)
    sheet.row_dimensions[1].height = 48
    sheet.freeze_panes = "A2"


def _cells(sheet: Worksheet, form: Form, row: Row, offered: Mapping[str, Mapping]) -> list[Cell | None]:
    unknown = row.keys() - {field.name for field in form.fields}
    if unknown:
        raise KeyError(f"form {form.name} has no field {', '.join(sorted(unknown))}")
    return [_cell(sheet, field, row.get(field.name), offered[field.name]) for field in form.fields]


def _cell(sheet: Worksheet, field: Field, value: object, offered: Mapping) -> Cell | None:
    if value is None:
        return None
    shown = in_cell(field, value, offered)
    cell = text_cell(sheet, shown if isinstance(shown, str) else "")
    if not isinstance(shown, str):
        cell.value = shown
    cell.number_format = column_format(field)
    return cell


def _write_lists(book: Workbook, form: Form, offered: Mapping[str, Mapping]) -> Mapping[str, str]:
    """Write what is offered into a hidden sheet, a column a field; by field name the cells where it stands."""
    lists = book.create_sheet(_LISTS)
    lists.sheet_state = "hidden"
    places = {}
    for position, field in enumerate((field for field in form.fields if offered[field.name]), 1):
        for line, text in enumerate(offered[field.name].values(), 1):
            cell = lists.cell(line, position)
            cell.value, cell.data_type = text, "s"
        letter = column_letters(position)
        places[field.name] = f"{_LISTS}!${letter}$1:${letter}${len(offered[field.name])}"
    return places


def _lay_out(sheet: Worksheet, letter: str, field: Field, listed: str | None) -> None:
    """Give a column its width and format, and its cells the list to choose from and the help that they show."""
    column = sheet.column_dimensions[letter]
    column.number_format = column_format(field)
    column.width = _NARROW if field.type in _SHORT else _WIDE
    if not listed and not field.help:
        return
    check = DataValidation(type="list" if listed else None, formula1=listed, allow_blank=True)
    if listed:
        check.errorTitle, check.error = field.label.zh[:_LONGEST_PROMPT_TITLE], _NOT_OFFERED.both()
        check.showErrorMessage = True
    if field.help:
        check.promptTitle = field.label.zh[:_LONGEST_PROMPT_TITLE]
        check.prompt = field.help.both()[:_LONGEST_PROMPT]
        check.showInputMessage = True
    sheet.add_data_validation(check)
    check.add(f"{letter}2:{letter}{_LAST_LINE}")
