"""The door through which a report leaves: a folder with the page, PDF and Word in both languages, and every trace."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.text import Language
from nanfeng.report.document import Document
from nanfeng.report.page import html, page_name, script
from nanfeng.report.printed import pdf
from nanfeng.report.trace_page import TracePage, trace_html
from nanfeng.report.word import docx


def render(folder: Path, documents: Sequence[Document], addresses: Mapping[FigureKey, str]) -> Path:
    """Write a report of one or more languages into `folder`, which is made where it is missing; each number leads to
    its figure's address.
    """
    folder.mkdir(parents=True, exist_ok=True)
    style = files("nanfeng.report").joinpath("templates", "style.css").read_text("utf-8")
    (folder / "style.css").write_text(style, "utf-8")
    (folder / "vega.js").write_text(script(), "utf-8")
    for document in documents:
        _write_edition(folder, document, addresses)
    return folder


def render_with_traces(
    folder: Path, documents: Sequence[Document], traces: Mapping[Language, Sequence[TracePage]]
) -> Path:
    """The same, with a page for every figure and its trace; the figures' pages of an earlier report go."""
    (folder / "figures").mkdir(parents=True, exist_ok=True)
    for left_over in (folder / "figures").glob("*.html"):
        left_over.unlink()
    for document in documents:
        language = document.language
        for trace in traces[language]:
            (folder / "figures" / trace.file).write_text(trace_html(trace, page_name(language)), "utf-8")
        render(folder, [document], {trace.key: f"figures/{trace.file}" for trace in traces[language]})
    return folder


def _write_edition(folder: Path, document: Document, addresses: Mapping[FigureKey, str]) -> None:
    language = document.language
    names = {"pdf": f"report.{language}.pdf", "word": f"report.{language}.docx", "other": page_name(_other(language))}
    (folder / names["pdf"]).write_bytes(pdf(document))
    (folder / names["word"]).write_bytes(docx(document))
    (folder / page_name(language)).write_text(html(document, addresses, names), "utf-8")


def _other(language: Language) -> Language:
    return Language.EN if language is Language.ZH else Language.ZH
