"""The report as a Word document."""

from collections.abc import Iterable
from io import BytesIO

import docx as word
from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from nanfeng.report.document import (
    Beside,
    Block,
    Bullets,
    Cited,
    Document,
    Grid,
    Highlight,
    Paragraph,
    Part,
    Picture,
    Span,
    Subheading,
)
from nanfeng.report.phrases import PHRASES
from nanfeng.report.word_table import BLUE, INK, QUIET, RED, add_cards, add_table, colour

_STYLES = {"Normal": 10.5, "Heading 1": 16, "Heading 2": 12, "Title": 26, "List Bullet": 10.5}
"""Paragraph styles in use, with their size in points."""

_WESTERN, _CHINESE = "Calibri", "微软雅黑"
_SHORT, _LONG, _MARGIN = Cm(21), Cm(29.7), Cm(2.3)


def docx(document: Document) -> bytes:
    """The whole report as .docx, with headings that Word's own contents list understands."""
    file = word.Document()
    _set_up(file, document)
    _title(file, document)
    for part in document.parts:
        _part(file, part)
    _turn(file, wide=False)
    _notes(file, document)
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def _set_up(file: WordFile, document: Document) -> None:
    for style in file.styles:
        if isinstance(style, ParagraphStyle) and style.name in _STYLES:
            style.font.name, style.font.color.rgb, style.font.size = _WESTERN, INK, Pt(_STYLES[style.name])
            speak(style)
    section = file.sections[0]
    section.page_width, section.page_height = _SHORT, _LONG
    section.left_margin = section.right_margin = _MARGIN
    header = section.header.paragraphs[0]
    header.text = " · ".join(text for text in (document.synthetic, document.title) if text)
    colour(header, RED if document.synthetic else QUIET, 8)
    file.core_properties.title = document.title


def speak(style: ParagraphStyle) -> None:
    """Western letters in one typeface, Chinese ones in another, set as simplified Chinese."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for letters, typeface in (("ascii", _WESTERN), ("hAnsi", _WESTERN), ("eastAsia", _CHINESE)):
        fonts.set(qn(f"w:{letters}"), typeface)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _title(file: WordFile, document: Document) -> None:
    place = file.add_paragraph(f"{document.place} · {document.period}")
    place.paragraph_format.space_before = Pt(60)
    colour(place, RED, 12)
    file.add_heading(document.title, 0)
    colour(file.add_paragraph(document.subtitle), QUIET, 11)
    if document.synthetic:
        colour(file.add_paragraph(document.synthetic), RED, 11)
    file.add_paragraph().paragraph_format.space_after = Pt(30)
    add_cards(file, [(card.label, _card(card)) for card in document.highlights], _write)
    file.add_page_break()


def _card(highlight: Highlight) -> list[Cited]:
    return [span for span in (highlight.value, highlight.change) if span]


def _part(file: WordFile, part: Part) -> None:
    _turn(file, wide=part.wide)
    file.add_heading(part.heading, 1)
    for block in part.blocks:
        _add(file, block)


def _turn(file: WordFile, *, wide: bool) -> None:
    """Lay the pages from here on across or upright; nothing happens where they lie so already."""
    orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    if file.sections[-1].orientation == orientation:
        return
    section = file.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = orientation
    section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)


def _width(file: WordFile) -> Emu:
    return Emu((file.sections[-1].page_width or _SHORT) - 2 * _MARGIN)


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
            add_table(file, block, _width(file))
        case Beside(grids):
            for grid in grids:
                add_table(file, grid, _width(file))
        case Picture():
            _picture(file, block)


def _write(paragraph: WordParagraph, spans: Iterable[Span]) -> None:
    for span in spans:
        paragraph.add_run(span.text).bold = span.strong
        if isinstance(span, Cited):
            mark = paragraph.add_run(f"[{span.note}]")
            mark.font.superscript, mark.font.color.rgb = True, BLUE


def _picture(file: WordFile, picture: Picture) -> None:
    title = file.add_paragraph()
    title.add_run(picture.title).bold = True
    title.paragraph_format.keep_with_next = True
    shape = file.add_picture(BytesIO(picture.png), width=Emu(_SHORT - 2 * _MARGIN))
    shape._inline.docPr.set("descr", picture.words)
    if picture.caption:
        file.paragraphs[-1].paragraph_format.keep_with_next = True
        colour(file.add_paragraph(picture.caption), QUIET, 8)


def _notes(file: WordFile, document: Document) -> None:
    file.add_heading(PHRASES[document.language]["notes"], 1)
    for note in document.notes:
        paragraph = file.add_paragraph(f"[{note.number}] {note.says}")
        paragraph.paragraph_format.space_after = Pt(3)
        colour(paragraph, QUIET, 8)
    for name, value in document.colophon:
        colour(file.add_paragraph(f"{name}: {value}"), QUIET, 8)
