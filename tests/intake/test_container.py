"""Files that are a spreadsheet to one program and something else to another, and XML that unfolds."""

import time
import zipfile

import pytest

from nanfeng.intake.unreadable import UnreadableError
from nanfeng.intake.workbook import open_workbook

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def refusal(path):
    with pytest.raises(UnreadableError) as refused:
        open_workbook(path)
    return refused.value.issue.code


def changed(path, change):
    """The workbook with every part as `change` gives it from its name and content."""
    target = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


@pytest.mark.parametrize("tail", [b"<html><script>1</script></html>", b"\0" * 70_000, b"%PDF-1.7"])
def test_what_stands_behind_a_workbook_is_refused(write, tail):
    path = write([[1]])
    path.write_bytes(path.read_bytes() + tail)
    assert refusal(path) == "carries_more"


def test_two_workbooks_in_one_file_are_refused(write):
    path = write([[1]])
    path.write_bytes(path.read_bytes() * 2)
    assert refusal(path) == "carries_more"


def test_a_comment_of_the_container_is_refused(write):
    path = write([[1]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"<script>1</script>"
    assert refusal(path) == "carries_more"


@pytest.mark.parametrize("name", ["sent.xlsx", "sent.csv"])
@pytest.mark.parametrize("head", [b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<html></html>", b"MZ\x90\x00"])
def test_what_stands_before_a_workbook_is_refused(write, head, name):
    path = write([[1]], name="plain.xlsx").with_name(name)
    path.write_bytes(head + path.with_name("plain.xlsx").read_bytes())
    assert refusal(path) == "not_a_spreadsheet"


def test_a_container_of_very_many_parts_is_refused_before_they_are_listed(tmp_path):
    path = tmp_path / "sent.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    assert refusal(path) == "damaged"


def test_parts_named_like_paths_are_written_nowhere(write, tmp_path):
    path = write([["a"]])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../escaped.txt", b"out")
    assert open_workbook(path).sheets[0].rows == [["a"]]
    assert not list(tmp_path.parent.glob("**/escaped.txt"))


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize(
    ("part", "declared"),
    [
        (SHEET, LAUGHS),
        ("xl/workbook.xml", LAUGHS),
        ("xl/_rels/workbook.xml.rels", LAUGHS),
        (SHEET, '<!ENTITY l11 SYSTEM "file:///etc/passwd">'),
    ],
)
def test_texts_that_unfold_are_refused_at_once(write, part, declared):
    def laughing(name, content):
        if name != part:
            return content
        cell = '<c r="A1" t="inlineStr"><is><t>&l11;</t></is></c>'
        sheet = f"<worksheet {NAMESPACE}><sheetData><row r='1'>{cell}</row></sheetData></worksheet>".encode()
        return f"<!DOCTYPE x [{declared}]>".encode() + (sheet if name == SHEET else content)

    path = changed(write([[1]]), laughing)
    begin = time.monotonic()
    assert refusal(path) == "damaged"
    assert time.monotonic() - begin < 5


def test_deeply_nested_elements_end_in_a_refusal_or_are_passed_over(write):
    nested = f"<worksheet {NAMESPACE}>{'<a>' * 200_000}{'</a>' * 200_000}<sheetData/></worksheet>".encode()
    path = changed(write([[1]]), lambda name, content: nested if name == SHEET else content)
    assert refusal(path) in {"empty", "damaged"}
