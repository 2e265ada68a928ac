"""The report as PDF, through typst."""

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from jinja2 import Environment, PackageLoader, StrictUndefined

from nanfeng.report.charts import FONT_FOLDER
from nanfeng.report.document import Document, Picture
from nanfeng.report.phrases import PHRASES

_SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~/\"'=+\-])")


def pdf(document: Document) -> bytes:
    """The whole report as a PDF. Every chart is drawn as vectors; every number carries its note."""
    environment = Environment(
        loader=PackageLoader("nanfeng.report"), undefined=StrictUndefined, trim_blocks=True, autoescape=False
    )
    environment.filters["typ"] = escaped
    environment.filters["typ_string"] = lambda text: json.dumps(text, ensure_ascii=False)
    with TemporaryDirectory() as name:
        folder = Path(name)
        pictures = _pictures(document, folder)
        words = PHRASES[document.language]
        source = environment.get_template("report.typ.jinja").render(document=document, pictures=pictures, words=words)
        (folder / "report.typ").write_text(source, "utf-8")
        return typst.compile(str(folder / "report.typ"), root=name, font_paths=[str(FONT_FOLDER)])


def escaped(text: str) -> str:
    """Text that typst takes as words, whatever is in it."""
    return _SPECIAL.sub(r"\\\1", text)


def _pictures(document: Document, folder: Path) -> dict[str, str]:
    names = {}
    for part in document.parts:
        for block in part.blocks:
            if isinstance(block, Picture):
                names[block.id] = f"{block.id}.svg"
                (folder / names[block.id]).write_text(block.svg, "utf-8")
    return names
