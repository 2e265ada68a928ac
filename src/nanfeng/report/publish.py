"""From a release to its report: judge, assemble, render."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from nanfeng.figures.trace import Trace, traces
from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.text import Language
from nanfeng.ledger.read import open_reader
from nanfeng.pack.pack import Pack
from nanfeng.release.judge import judge
from nanfeng.release.release import Release
from nanfeng.report.annex import Judged
from nanfeng.report.assemble import assemble
from nanfeng.report.cells import Edition
from nanfeng.report.render import render, render_with_traces
from nanfeng.report.trace_page import TracePage, trace_page


@dataclass(frozen=True)
class Writing:
    """Where a report is written to.

    Every number leads to a page of its own with its trace, which shows single records where `rows` says so: for the
    office, not the public. Where the figures have pages elsewhere, `figures` is what the address of each begins with,
    its key following; no pages are written then.
    """

    folder: Path
    rows: bool = False
    figures: str = ""


def write_report(home: Path, pack: Pack, release: Release, writing: Writing) -> Path:
    """Write a release's report as page, PDF and Word in both languages, with every trace; return its folder."""
    judged = judge(pack, list(release.figures.values()), release.built_at.date())
    publication = pack.publications[release.publication]
    editions = [Edition(pack, release, language) for language in Language]
    found = Judged(judged.progress, judged.findings)
    documents = [assemble(edition, publication, found) for edition in editions]
    if writing.figures:
        return render(writing.folder, documents, {key: writing.figures + quote(str(key)) for key in release.figures})
    traces = _traces(home, pack, release)
    pages = {edition.language: _pages(edition, traces, records=writing.rows) for edition in editions}
    return render_with_traces(writing.folder, documents, pages)


def _traces(home: Path, pack: Pack, release: Release) -> dict[FigureKey, Trace]:
    """The traces of all figures that have a value, each in its own vintage: what is kept from an earlier release stands
    on the records of then.
    """
    shown = [
        (key, figure.vintage or release.vintage) for key, figure in release.figures.items() if figure.value is not None
    ]
    found: dict[FigureKey, Trace] = {}
    for vintage in dict.fromkeys(vintage for _, vintage in shown):
        keys = [key for key, its in shown if its == vintage]
        found |= traces(keys, pack.definitions, open_reader(home, vintage))
    return found


def _pages(edition: Edition, traces: dict[FigureKey, Trace], *, records: bool) -> list[TracePage]:
    figures = edition.release.figures.items()
    return [trace_page(edition, figure, traces.get(key), records=records) for key, figure in figures]
