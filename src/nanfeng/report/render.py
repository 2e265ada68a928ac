"""The door through which a report leaves: a folder with the page, PDF and Word in both languages, and every trace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.text import Language
from nanfeng.report.document import Document
from nanfeng.report.page import html, page_name, script
from nanfeng.report.printed import pdf
from nanfeng.report.trace_page import TracePage, trace_html
from nanfeng.report.word import docx


@dataclass(frozen=True)
class Rendered:
    """The files of a rendered report: `pages` by language, all of them in `folder`."""

    folder: Path
    pages: Mapping[Language, Path]
    traces: int


def render(folder: Path, documents: Sequence[Document], traces: Mapping[Language, Sequence[TracePage]]) -> Rendered:
    """Write a report of one or more languages into `folder`, which is made where it is missing; the figures' pages of
    an earlier one go."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    for left_over in (folder / "figures").glob("*.html"):
        left_over.unlink()
    style = files("nanfeng.report").joinpath("templates", "style.css").read_text("utf-8")
    (folder / "style.css").write_text(style, "utf-8")
    (folder / "vega.js").write_text(script(), "utf-8")
    pages = {document.language: _edition(folder, document, traces[document.language]) for document in documents}
    return Rendered(folder, pages, sum(len(found) for found in traces.values()))


def _edition(folder: Path, document: Document, traces: Sequence[TracePage]) -> Path:
    language = document.language
    names = {"pdf": f"report.{language}.pdf", "word": f"report.{language}.docx", "other": page_name(_other(language))}
    (folder / names["pdf"]).write_bytes(pdf(document))
    (folder / names["word"]).write_bytes(docx(document))
    addresses: dict[FigureKey, str] = {trace.key: f"figures/{trace.file}" for trace in traces}
    for trace in traces:
        (folder / "figures" / trace.file).write_text(trace_html(trace, page_name(language)), "utf-8")
    page = folder / page_name(language)
    page.write_text(html(document, addresses, names), "utf-8")
    return page


def _other(language: Language) -> Language:
    return Language.EN if language is Language.ZH else Language.ZH
