"""Parts of workbooks that we write: text that stays text, names of sheets, and how headings look."""

import re

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from nanfeng.forms.field import Field, FieldType
from nanfeng.kinds.reading import plain

HEAD = PatternFill("solid", fgColor="FDE9D9")
QUESTION = PatternFill("solid", fgColor="FFF6CC")
FAULTY = PatternFill("solid", fgColor="F4B6B6")
BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")

TEXT_FORMAT = "@"
_FORMATS = {
    FieldType.AMOUNT: "#,##0.00",
    FieldType.NUMBER: "General",
    FieldType.WHOLE: "0",
    FieldType.DATE: "yyyy-mm-dd",
}

_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORBIDDEN_IN_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_NAME = 31
_LONGEST_TEXT = 32_767


def column_format(field: Field) -> str:
    """The format of a field's cells: text for all but quantities and days, since a spreadsheet program would round a
    credit code and turn `2023-06` into a day.
    """
    return _FORMATS.get(field.type, TEXT_FORMAT)


def text_cell(sheet: Worksheet, text: str) -> Cell:
    """A cell that shows the text and never runs it: neither now, nor when somebody edits the cell or saves it as CSV
    and opens that.
    """
    cell = WriteOnlyCell(sheet, None)
    cell.value = _ILLEGAL.sub("\ufffd", text)[:_LONGEST_TEXT]
    cell.data_type = "s"
    if begins_formula(text):
        cell.quotePrefix = True
    return cell


def heading_cell(sheet: Worksheet, text: str) -> Cell:
    """A cell of a header, its text wrapped."""
    cell = text_cell(sheet, text)
    cell.fill, cell.font, cell.alignment = HEAD, BOLD, WRAPPED
    return cell


def sheet_name(name: str, position: int) -> str:
    """A name as spreadsheet programs accept it; `Sheet` and its number (position from 0) where nothing is left of it.

    Names must differ in more than case: the caller gives sheets that do.
    """
    return _FORBIDDEN_IN_NAME.sub("_", name)[:_LONGEST_NAME].strip("'") or f"Sheet{position + 1}"


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet program may take a text for a formula: by its first sign, of either width, after blanks."""
    return text.startswith(("\t", "\r", "\n")) or plain(text).startswith(("=", "+", "-", "@"))
