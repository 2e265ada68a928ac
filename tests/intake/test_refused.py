"""The workbook of rows that were not taken: easy to read, easy to mend, and never a program."""

import zipfile

import openpyxl
import pytest
from openpyxl.styles.numbers import FORMAT_TEXT

from nanfeng.intake.refused import write_refused
from nanfeng.intake.take import take
from nanfeng.intake.typed import take_rows
from nanfeng.intake.written import text_cell

RED, YELLOW = "00F4B6B6", "00FFF6CC"
LINES = [
    ["2023年走访记录"],
    ["走访编号", "走访日期", "企业名称", "主题", "时长"],
    ["1", "not a day", 9.14e17, "盐", 30],
    ["2", "2023-09-01", None, None, None],
    ["3", None, None, "税务", 20],
]


@pytest.fixture
def handed_back(write, tmp_path, visit_form, context):
    def back(lines):
        write_refused(take(write(lines), visit_form, context), tmp_path / "refused.xlsx")
        return openpyxl.load_workbook(tmp_path / "refused.xlsx").active

    return back


def colours(sheet, line):
    return {
        sheet.cell(2, cell.column).value: cell.fill.fgColor.rgb
        for cell in sheet[line][:5]
        if cell.fill.fill_type == "solid"
    }


def test_faulty_cells_are_coloured_and_the_header_stays_in_sight(handed_back):
    sheet = handed_back(LINES)
    assert sheet.freeze_panes == "A3"
    assert [cell.value for row in sheet["A1:E2"] for cell in row if cell.value] == ["2023年走访记录", *LINES[1]]
    assert colours(sheet, 3) == {"走访日期": RED, "企业名称": RED, "主题": RED}
    assert colours(sheet, 4) == {"走访日期": YELLOW}
    assert colours(sheet, 5) == {"走访日期": RED}


def test_a_code_can_be_written_where_its_digits_were_lost(handed_back):
    sheet = handed_back(LINES)
    assert sheet["C3"].value == 9.14e17
    assert sheet["C3"].number_format == FORMAT_TEXT
    assert sheet.column_dimensions["C"].number_format == FORMAT_TEXT


def test_columns_are_as_wide_as_what_they_hold(handed_back):
    rows = [["1" * 30, "not a day", None, "很长的主题名称" * 2, None], ["1" * 90, "x", None, None, None]]
    sheet = handed_back([LINES[1], rows[0]])
    assert [sheet.column_dimensions[letter].width for letter in "ABDE"] == [32, 11, 30, 10]
    assert handed_back([LINES[1], rows[1]]).column_dimensions["A"].width == 40


DANGEROUS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u3000=1+1",
    "\xa0@A1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "  ＝1+1",
    "\tplain",
    "=cmd|'/C calc'!A0",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula(text, tmp_path):
    book = openpyxl.Workbook()
    book.active.append([text_cell(book.active, text)])
    book.save(tmp_path / "written.xlsx")
    with zipfile.ZipFile(tmp_path / "written.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    cell = openpyxl.load_workbook(tmp_path / "written.xlsx").active["A1"]
    assert cell.data_type == "s"
    assert cell.quotePrefix, "editing the cell would make it a formula"


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_row_that_is_handed_back_runs_nothing(text, handed_back, visit_form, context):
    sheet = handed_back([[*LINES[1], "确认说明 / Confirmed because"], ["1", "not a day", None, text, None, text]])
    cells = [cell for row in sheet for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["D2"].quotePrefix
    issues = take_rows(visit_form, [{"visit_no": "1", "date": "2023-06-01", "topic": text}], context).refused[0].issues
    assert {issue.field for issue in issues} == {"topic"}
