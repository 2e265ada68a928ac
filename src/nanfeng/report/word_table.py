"""Tables of the Word document: ruled by lines alone, with a head that repeats on every page."""

from collections.abc import Callable, Iterable, Sequence

from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from nanfeng.report.document import Cell, Cited, Grid

INK, QUIET, RED = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x5C, 0x67, 0x73), RGBColor(0xA3, 0x34, 0x2A)
BLUE = RGBColor(0x1F, 0x5F, 0x8B)

_TONES = {"good": RGBColor(0x23, 0x66, 0x3F), "bad": RED, "quiet": QUIET}
_CARDS_A_ROW, _LONG_NUMBER = 3, 14
_KEPT_TOGETHER = 9
"""Tables of at most so many rows are not parted by the end of a page."""

_RULES = {"top": 8, "bottom": 8, "insideH": 2}
"""Lines of a table, in eighths of a point."""

Writer = Callable[[WordParagraph, Iterable[Cited]], None]


def colour(paragraph: WordParagraph, tint: RGBColor, size: float) -> None:
    """Give all of a paragraph one colour and one size in points."""
    for run in paragraph.runs:
        run.font.color.rgb, run.font.size = tint, Pt(size)


def add_table(file: WordFile, grid: Grid, width: Emu) -> None:
    """One table under its title, `width` wide."""
    if grid.title:
        _heading(file.add_paragraph(), grid.title)
    table = file.add_table(rows=1, cols=len(grid.heads))
    table.autofit = False
    _rule(table)
    _mark(table.rows[0], "w:tblHeader")
    numeric = [cell.numeric for cell in grid.rows[0]] if grid.rows else [False] * len(grid.heads)
    for target, head, right in zip(table.rows[0].cells, grid.heads, numeric, strict=True):
        _cell(target.paragraphs[0], Cell(head, numeric=right, tone="quiet"))
    for row in grid.rows:
        for target, cell in zip(table.add_row().cells, row, strict=True):
            _cell(target.paragraphs[0], cell)
    for row in table.rows:
        _mark(row, "w:cantSplit")
    if len(grid.rows) <= _KEPT_TOGETHER:
        _keep(table)
    _widen(table, grid.widths or (1,) * len(grid.heads), width)
    after = file.add_paragraph(grid.source)
    after.paragraph_format.space_after = Pt(10)
    colour(after, QUIET, 7.5)


def add_cards(file: WordFile, cards: Sequence[tuple[str, list[Cited]]], write: Writer) -> None:
    """The key figures in a grid: a label, the number, and how it moved."""
    rows = -(-len(cards) // _CARDS_A_ROW)
    table = file.add_table(rows=rows, cols=_CARDS_A_ROW)
    for index, (label, numbers) in enumerate(cards):
        cell = table.cell(index // _CARDS_A_ROW, index % _CARDS_A_ROW)
        colour(_named(cell, label), QUIET, 8.5)
        for position, number in enumerate(numbers):
            paragraph = cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2 if position == 0 else 12)
            write(paragraph, [number])
            paragraph.runs[0].font.size, paragraph.runs[0].bold = Pt(_size(number, position)), position == 0


def _size(number: Cited, position: int) -> int:
    if position > 0:
        return 10
    return 15 if len(number.text) < _LONG_NUMBER else 12


def _named(cell: _Cell, label: str) -> WordParagraph:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(label)
    paragraph.paragraph_format.space_after = Pt(2)
    return paragraph


def _heading(paragraph: WordParagraph, title: str) -> None:
    paragraph.add_run(title).bold = True
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(3)


def _cell(paragraph: WordParagraph, cell: Cell) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.space_before = Pt(2)
    run = paragraph.add_run(cell.text)
    run.font.size = Pt(8.5)
    if cell.tone:
        run.font.color.rgb = _TONES[cell.tone]
    if cell.detail:
        run.add_break()
        detail = paragraph.add_run(cell.detail)
        detail.font.size, detail.font.color.rgb = Pt(8), QUIET
    if cell.numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _widen(table: Table, widths: Sequence[int], whole: Emu) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Emu(whole * width // sum(widths))
    sizes = [Emu(whole * width // sum(widths)) for width in widths]
    for row in table.rows:
        for cell, size in zip(row.cells, sizes, strict=True):
            cell.width = size


def _keep(table: Table) -> None:
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _rule(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side, size in _RULES.items():
        line = OxmlElement(f"w:{side}")
        line.set(qn("w:val"), "single")
        line.set(qn("w:sz"), str(size))
        line.set(qn("w:color"), "9AA5B1")
        borders.append(line)
    table._tbl.tblPr.append(borders)


def _mark(row: _Row, name: str) -> None:
    """Say something of a row that Word keeps as a switch: it repeats on every page, it is not parted."""
    switch = OxmlElement(name)
    switch.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(switch)
