"""The report as files: each number and its note is in all of them, and every link leads somewhere."""

import re
import shutil
import subprocess
from html import unescape
from io import BytesIO

import docx
import pytest

from nanfeng.kinds.text import Language
from nanfeng.report.document import Bullets, Cited, Document, Grid, Paragraph
from nanfeng.report.page import page_name
from nanfeng.report.trace_page import trace_file

BOTH = pytest.mark.parametrize("language", list(Language))
LINK = re.compile(r'(?:href|src)="([^"#]*)(?:#([^"]*))?"')


def cited(document: Document) -> list[Cited]:
    """Every number of the running text."""
    found = []
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                found += [span for span in block.spans if isinstance(span, Cited)]
            elif isinstance(block, Bullets):
                found += [span for item in block.items for span in item if isinstance(span, Cited)]
    return found


def page(made, language):
    return (made.folder / page_name(language)).read_text("utf-8")


def word_text(made, language):
    file = docx.Document(BytesIO((made.folder / f"report.{language}.docx").read_bytes()))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


@BOTH
def test_the_page_has_each_number_with_its_note_and_its_trace(made, language):
    text = page(made, language)
    numbers = cited(made.documents[language])
    assert len(numbers) >= 6
    for number in numbers:
        assert f'<a class="figure" href="figures/{trace_file(number.key, language)}">{number.text}</a>' in text
        assert f'id="note-{number.note}"' in text


@BOTH
def test_every_link_leads_to_a_file_that_is_there(made, language):
    pages = [made.folder / page_name(language), *(made.folder / "figures").glob(f"*.{language}.html")]
    assert len(pages) > 20
    for one in pages:
        text = unescape(one.read_text("utf-8"))
        for address, anchor in LINK.findall(text):
            assert not address.startswith(("http:", "https:", "//"))
            assert not address or (one.parent / address).is_file(), f"{one.name} leads to {address}"
            assert not anchor or address or f'id="{anchor}"' in text, f"{one.name} has no {anchor}"


@BOTH
def test_synthetic_records_are_labelled_on_every_page(made, language):
    label = made.documents[language].synthetic
    assert label
    assert label in page(made, language)
    for one in (made.folder / "figures").glob(f"*.{language}.html"):
        assert label in one.read_text("utf-8")
    file = docx.Document(BytesIO((made.folder / f"report.{language}.docx").read_bytes()))
    assert label in file.sections[0].header.paragraphs[0].text


@BOTH
def test_word_has_each_number_and_its_note(made, language):
    text = word_text(made, language)
    document = made.documents[language]
    for number in cited(document):
        assert f"{number.text}[{number.note}]" in text
    for note in document.notes:
        assert f"[{note.number}] {note.says}" in text


@BOTH
def test_the_pdf_can_be_read_by_machines_and_is_labelled_on_every_page(made, language, tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not installed")
    target = tmp_path / "report.txt"
    subprocess.run(["pdftotext", "-layout", made.folder / f"report.{language}.pdf", target], check=True)
    pages = [re.sub(r"\s", "", text) for text in target.read_text("utf-8").split("\f") if text.strip()]
    label = re.sub(r"\s", "", made.documents[language].synthetic)
    assert all(label in text for text in pages)
    whole = "".join(pages)
    for number in cited(made.documents[language]):
        assert re.sub(r"\s", "", number.text) in whole


@BOTH
def test_what_is_not_published_says_so_and_why(made, language):
    hidden = next(figure for figure in made.release.figures.values() if figure.status == "suppressed")
    trace = (made.folder / "figures" / trace_file(hidden.key, language)).read_text("utf-8")
    assert hidden.reason.in_language(language) in trace
    grids = [block for part in made.documents[language].parts for block in part.blocks if isinstance(block, Grid)]
    printed = [cell for grid in grids for row in grid.rows for cell in row if cell.key == hidden.key]
    assert {cell.text for cell in printed} <= {"不予公布", "not published"}
    assert printed


def test_a_growth_says_how_it_is_computed_and_from_what(made):
    growth = next(key for key in made.release.figures if key.growth == "comparable")
    trace = (made.folder / "figures" / trace_file(growth, Language.EN)).read_text("utf-8")
    assert "(this period − base) ÷ base × 100 %" in trace
    assert "what the same enterprises state for the year before" in trace
    assert f"nanfeng trace {growth}" in unescape(trace)
