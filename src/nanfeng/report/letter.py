"""An official letter as a Word document and as PDF."""

import json
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import typst
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from jinja2 import Environment, PackageLoader, StrictUndefined

from nanfeng.kinds.text import Language
from nanfeng.report.charts import FONT_FOLDER
from nanfeng.report.printed import escaped
from nanfeng.report.word import speak
from nanfeng.report.word_table import INK, QUIET, RED, colour

_MARGIN = Cm(2.8)


@dataclass(frozen=True)
class Letter:
    """A letter as it is sent, its words in one language. `number` is what it is filed under, `day` is written out,
    `synthetic` says that all of it is made up (empty: it is not).
    """

    language: Language
    sender: str
    title: str
    number: str
    addressee: str
    paragraphs: tuple[str, ...]
    day: str
    synthetic: str = ""


def letter_docx(letter: Letter) -> bytes:
    """The letter as .docx."""
    file = docx.Document()
    style = file.styles["Normal"]
    if isinstance(style, ParagraphStyle):
        style.font.color.rgb, style.font.size = INK, Pt(12)
        speak(style)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = _MARGIN
    file.core_properties.title = letter.title
    lines = [(letter.synthetic, RED, 9), (letter.sender, RED, 16), (letter.number, QUIET, 10)]
    for text, tint, size in lines:
        colour(_centred(file, text), tint, size)
    _centred(file, letter.title).runs[0].font.size = Pt(18)
    file.add_paragraph(_address(letter))
    for text in letter.paragraphs:
        paragraph = file.add_paragraph(text)
        if letter.language is Language.ZH:
            paragraph.paragraph_format.first_line_indent = Pt(24)
    for text in (letter.sender, letter.day):
        file.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def letter_pdf(letter: Letter) -> bytes:
    """The letter as PDF."""
    environment = Environment(
        loader=PackageLoader("nanfeng.report"), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )
    environment.filters["typ"] = escaped
    environment.filters["typ_string"] = lambda text: json.dumps(text, ensure_ascii=False)
    page = environment.get_template("letter.typ.jinja").render(letter=letter, address=_address(letter))
    with TemporaryDirectory() as name:
        path = Path(name) / "letter.typ"
        path.write_text(page, "utf-8")
        return typst.compile(str(path), root=name, font_paths=[str(FONT_FOLDER)])


def _centred(file: WordFile, text: str) -> WordParagraph:
    paragraph = file.add_paragraph()
    paragraph.add_run(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _address(letter: Letter) -> str:
    return f"{letter.addressee}：" if letter.language is Language.ZH else f"To {letter.addressee},"
