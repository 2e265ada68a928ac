"""What the door refuses before parsing, and what it lets in."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from nanfeng.intake.limits import Limits
from nanfeng.intake.unreadable import UnreadableError
from nanfeng.intake.workbook import open_workbook


def refusal(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableError) as refused:
        open_workbook(path, limits)
    issue = refused.value.issue
    assert issue.wrong.zh
    assert issue.mend.en
    return issue.code


def repacked(path: Path, part: str, content: bytes) -> Path:
    """The workbook with one part replaced."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return target


SHEET = "xl/worksheets/sheet1.xml"


def sheet_with(cells: str) -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return f"{head}{cells}</sheetData></worksheet>".encode()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "not_a_spreadsheet"),
        (b"PK\x03\x04" + bytes(300), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000), "damaged"),
        (b"%PDF-1.7 some text", "not_a_spreadsheet"),
    ],
)
def test_what_is_no_spreadsheet_is_said_so(tmp_path, content, code):
    path = tmp_path / "sent.xlsx"
    path.write_bytes(content)
    assert refusal(path) == code


def test_binary_content_in_a_text_file_is_refused(tmp_path):
    path = tmp_path / "sent.csv"
    path.write_bytes(b"a,b\n1,\x00\x01\x02\n")
    assert refusal(path) == "not_a_spreadsheet"


def test_a_document_in_a_zip_and_an_open_document_sheet_are_told_apart(tmp_path):
    for name, part, code in [
        ("a.docx", "word/document.xml", "not_a_spreadsheet"),
        ("a.ods", "content.xml", "another_format"),
    ]:
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(part, "<x/>")
        assert refusal(tmp_path / name) == code


def test_an_empty_workbook_is_said_to_be_empty(write):
    assert refusal(write([])) == "empty"


def test_an_encrypted_workbook_is_said_to_be_encrypted(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x" * 5000)
    book.save(str(tmp_path / "sent.xls"))
    content = (tmp_path / "sent.xls").read_bytes()
    (tmp_path / "sent.xls").write_bytes(
        content.replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")[:16])
    )
    assert refusal(tmp_path / "sent.xls") in {"encrypted", "not_a_spreadsheet"}


def test_a_bomb_is_refused_though_its_directory_says_it_is_small(write):
    path = repacked(write([[1]]), SHEET, sheet_with("<!--" + " " * 5_000_000 + "-->"))
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(SHEET).file_size
    start = 0
    while (start := content.find(size.to_bytes(4, "little"), start)) >= 0:
        content[start : start + 4] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    assert refusal(path, Limits(unpacked_bytes=1_000_000)) == "unpacks_too_large"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>2</v></c></row>',
        "<row r='1'><c r='XFD1048576'><v>2</v></c></row>",
        '<row><c r = "A1"><v>2</v></c><c\nr="XFD1048576"><v>2</v></c></row>',
        '<row r="1">' + "<c><v>1</v></c>" * 3000 + "</row>" + "<row><c><v>1</v></c></row>" * 2000,
    ],
)
def test_a_few_cells_that_span_a_huge_table_are_refused_before_parsing(write, cells):
    assert refusal(repacked(write([[1]]), SHEET, sheet_with(cells))) == "too_many_cells"


def test_the_size_limit_lets_exactly_so_much_in(write):
    path = write([["a", "b", "c"]] * 4)
    assert len(open_workbook(path, Limits(cells=12)).sheets[0].rows) == 4
    assert refusal(path, Limits(cells=11)) == "too_many_cells"
    assert refusal(path, Limits(file_bytes=100)) == "too_large"


@pytest.mark.slow
def test_200_000_rows_of_20_columns_are_let_in_and_more_are_to_be_split(write):
    cells = [f'<c r="{chr(65 + column)}{{row}}"><v>1</v></c>' for column in range(20)]
    line = '<row r="{row}">' + "".join(cells) + "</row>"
    lines = [line.replace("{row}", str(row)) for row in range(1, 200_102)]
    within = repacked(write([[1]]), SHEET, sheet_with("".join(lines[:200_001])))
    assert len(open_workbook(within).sheets[0].rows) == 200_001
    with pytest.raises(UnreadableError) as refused:
        open_workbook(repacked(write([[1]]), SHEET, sheet_with("".join(lines))))
    assert refused.value.issue.code == "too_many_cells"
    assert "Split it into several files" in refused.value.issue.mend.en
    assert "拆分" in refused.value.issue.mend.zh


def test_text_files_have_the_same_limit(tmp_path):
    path = tmp_path / "sent.csv"
    path.write_text("a,b,c\n" * 4)
    assert len(open_workbook(path, Limits(cells=15)).sheets[0].rows) == 4
    assert refusal(path, Limits(cells=11)) == "too_many_cells"


def test_an_old_workbook_that_claims_a_huge_table_is_refused(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("a")
    for row in range(60):
        sheet.write(row, 3, f"text {row}")
    book.save(str(tmp_path / "sent.xls"))
    assert len(open_workbook(tmp_path / "sent.xls").sheets[0].rows) == 60
    assert refusal(tmp_path / "sent.xls", Limits(cells=239)) == "too_many_cells"


def test_formulas_without_a_result_and_errors_are_seen(write):
    rows = open_workbook(write([["a", "=SUM(B1:B9)", "=1/0"], ["#N/A", 5, None]])).sheets[0].rows
    assert rows == [["a", "=SUM(B1:B9)", "=1/0"], ["#N/A", 5.0, ""]]


def test_a_formula_without_a_result_is_seen_where_nothing_else_is(write):
    assert open_workbook(write([["a"], [None, None, "=1+1"]])).sheets[0].rows == [["a", "", ""], ["", "", "=1+1"]]


def test_hidden_sheets_are_left_alone(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "seen"
    book.create_sheet("hidden")["A1"] = "unseen"
    book["hidden"].sheet_state = "hidden"
    book.save(tmp_path / "sent.xlsx")
    assert [sheet.name for sheet in open_workbook(tmp_path / "sent.xlsx").sheets] == ["Sheet"]


def shared_texts(*texts: str) -> bytes:
    listed = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{listed}</sst>'.encode()


def pointing_at(*numbers: int) -> bytes:
    cells = (f'<c r="A{row}" t="s"><v>{number}</v></c>' for row, number in enumerate(numbers, 1))
    return sheet_with("".join(f'<row r="{row}">{cell}</row>' for row, cell in enumerate(cells, 1)))


def sharing(path: Path, texts: bytes, sheet: bytes) -> Path:
    """The workbook with a part of shared texts added and its sheet replaced."""
    target = path.with_name("sharing.xlsx")
    part = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = sheet if name == SHEET else old.read(name)
            content = content.replace(
                b"</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{part}"/></Types>'.encode()
            )
            if name == "xl/_rels/workbook.xml.rels":
                added = f'<Relationship Type="{kind}" Target="sharedStrings.xml" Id="rId9"/></Relationships>'
                content = content.replace(b"</Relationships>", added.encode())
            new.writestr(name, content)
        new.writestr("xl/sharedStrings.xml", texts)
    return target


def test_many_cells_that_share_one_long_text_are_refused_before_parsing(write):
    path = sharing(write([["x"]]), shared_texts("long " * 5000, "short"), pointing_at(*[0] * 100))
    assert open_workbook(path).sheets
    assert refusal(path, Limits(text_bytes=1_000_000)) == "unpacks_too_large"


def test_one_long_text_among_many_short_ones_is_let_in(write):
    path = sharing(write([["x"]]), shared_texts("long " * 5000, "short"), pointing_at(0, *[1] * 99))
    rows = open_workbook(path, Limits(text_bytes=1_000_000)).sheets[0].rows
    assert [row[0] for row in rows[1:]] == ["short"] * 99


def test_a_sheet_under_another_name_or_prefix_is_counted_too(write):
    sheet = sheet_with('<row><c r="XFD1048576"><v>2</v></c></row>')
    path = repacked(
        write([[1]]), SHEET, sheet.replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"xmlns=", b"xmlns:x=")
    )
    assert refusal(path) == "too_many_cells"
    moved = path.with_name("moved.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(moved, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).replace(b"/xl/worksheets/sheet1.xml", b"/elsewhere/data.bin")
            new.writestr("elsewhere/data.bin" if name == SHEET else name, content)
    assert refusal(moved) == "too_many_cells"


def test_more_merged_ranges_than_anybody_makes_are_refused_before_parsing(write):
    merged = '<mergeCell ref="A1:B1"/>' * 50
    sheet = sheet_with('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        b"</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>".encode()
    )
    path = repacked(write([[1]]), SHEET, sheet)
    assert open_workbook(path).sheets
    assert refusal(path, Limits(merged=49)) == "too_many_cells"


def test_an_old_workbook_whose_table_ends_before_it_begins_is_refused(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "text" * 2000)
    book.save(str(tmp_path / "sent.xls"))
    content = bytearray((tmp_path / "sent.xls").read_bytes())
    start = content.index(b"\x00\x02\x0e\x00", 512) + 4
    content[start : start + 8] = b"\x08\x00\x00\x00\x01\x00\x00\x00"
    (tmp_path / "sent.xls").write_bytes(content)
    assert refusal(tmp_path / "sent.xls") == "damaged"
