"""The report as a Word document."""

from collections.abc import Iterable
from io import BytesIO

import docx as word
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from nanfeng.report.document import (
    Block,
    Bullets,
    Cell,
    Cited,
    Document,
    Grid,
    Paragraph,
    Picture,
    Span,
    Subheading,
)
from nanfeng.report.phrases import PHRASES

_INK, _QUIET, _RED = RGBColor(0x1F, 0x29, 0x33), RGBColor(0x5C, 0x67, 0x73), RGBColor(0xA3, 0x34, 0x2A)
_TONES = {"good": RGBColor(0x23, 0x66, 0x3F), "bad": _RED, "quiet": _QUIET}
_STYLES = {"Normal": 10.5, "Heading 1": 16, "Heading 2": 12, "Title": 26, "List Bullet": 10.5}
"""Paragraph styles in use, with their size in points."""

_WESTERN, _CHINESE = "Calibri", "微软雅黑"


def docx(document: Document) -> bytes:
    """The whole report as .docx, with headings that Word's own contents list understands."""
    file = word.Document()
    _set_up(file, document)
    _title(file, document)
    for part in document.parts:
        file.add_heading(part.heading, 1)
        for block in part.blocks:
            _add(file, block)
    _notes(file, document)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _set_up(file: WordFile, document: Document) -> None:
    for style in file.styles:
        if isinstance(style, ParagraphStyle) and style.name in _STYLES:
            style.font.name, style.font.color.rgb, style.font.size = _WESTERN, _INK, Pt(_STYLES[style.name])
            style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _CHINESE)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    header = section.header.paragraphs[0]
    header.text = " · ".join(text for text in (document.synthetic, document.title, document.period) if text)
    _colour(header, _RED if document.synthetic else _QUIET, 8)
    file.core_properties.title = document.title


def _title(file: WordFile, document: Document) -> None:
    place = file.add_paragraph(f"{document.place} · {document.period}")
    _colour(place, _RED, 12)
    file.add_heading(document.title, 0)
    _colour(file.add_paragraph(document.subtitle), _QUIET, 11)
    if document.synthetic:
        _colour(file.add_paragraph(document.synthetic), _RED, 11)
    for highlight in document.highlights:
        paragraph = file.add_paragraph(f"{highlight.label}  ")
        _write(paragraph, [span for span in (highlight.value, highlight.change) if span], bold=True)
    file.add_page_break()


def _add(file: WordFile, block: Block) -> None:
    match block:
        case Paragraph(spans):
            _write(file.add_paragraph(), spans)
        case Subheading(text):
            file.add_heading(text, 2)
        case Bullets(items):
            for item in items:
                _write(file.add_paragraph(style="List Bullet"), item)
        case Grid():
            _table(file, block)
        case Picture():
            _picture(file, block)


def _write(paragraph: WordParagraph, spans: Iterable[Span], *, bold: bool = False) -> None:
    for span in spans:
        paragraph.add_run(span.text + (" " if bold else "")).bold = bold or span.strong
        if isinstance(span, Cited):
            paragraph.add_run(f"[{span.note}]").font.superscript = True


def _table(file: WordFile, grid: Grid) -> None:
    if grid.title:
        heading = file.add_paragraph()
        heading.add_run(grid.title).bold = True
        heading.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1, cols=len(grid.heads), style="Light List Accent 1")
    for cell, head in zip(table.rows[0].cells, grid.heads, strict=True):
        cell.text = head
    for row in grid.rows:
        for target, cell in zip(table.add_row().cells, row, strict=True):
            _cell(target.paragraphs[0], cell)
    widths = grid.widths or (1,) * len(grid.heads)
    for column, width in zip(table.columns, widths, strict=True):
        for target in column.cells:
            target.width = Cm(16.4 * width / sum(widths))
    if grid.source:
        _colour(file.add_paragraph(grid.source), _QUIET, 8)


def _cell(paragraph: WordParagraph, cell: Cell) -> None:
    run = paragraph.add_run(cell.text)
    run.font.size, run.font.bold = Pt(8.5), False
    if cell.tone:
        run.font.color.rgb = _TONES[cell.tone]
    if cell.numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _picture(file: WordFile, picture: Picture) -> None:
    title = file.add_paragraph()
    title.add_run(picture.title).bold = True
    title.paragraph_format.keep_with_next = True
    file.add_picture(BytesIO(picture.png), width=Cm(15))
    if picture.caption:
        _colour(file.add_paragraph(picture.caption), _QUIET, 8)


def _notes(file: WordFile, document: Document) -> None:
    file.add_heading(PHRASES[document.language]["notes"], 1)
    for note in document.notes:
        _colour(file.add_paragraph(f"[{note.number}] {note.says}"), _QUIET, 8)
    for name, value in document.colophon:
        _colour(file.add_paragraph(f"{name}: {value}"), _QUIET, 8)


def _colour(paragraph: WordParagraph, colour: RGBColor, size: float) -> None:
    for run in paragraph.runs:
        run.font.color.rgb, run.font.size = colour, Pt(size)
