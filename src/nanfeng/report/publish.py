"""From a vintage to a published report: release, judge, assemble, render."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nanfeng import __version__
from nanfeng.figures.trace import Trace, traces
from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language
from nanfeng.ledger.read import open_reader
from nanfeng.pack.pack import Pack
from nanfeng.release.build import BuildRequest, build, releases
from nanfeng.release.judge import judge
from nanfeng.release.release import Release
from nanfeng.report.annex import Judged
from nanfeng.report.assemble import assemble
from nanfeng.report.cells import Edition
from nanfeng.report.render import render
from nanfeng.report.trace_page import TracePage, trace_page


@dataclass(frozen=True)
class Publishing:
    """Which publication, for which period and place, from which vintage; `built_at` in UTC; `rows`: show records."""

    publication: str
    period: Period
    place: str
    vintage: str
    built_at: datetime
    rows: bool = False


@dataclass(frozen=True)
class Published:
    """A release and the folder in which its report stands."""

    release: Release
    folder: Path


def publish(home: Path, pack: Pack, wanted: Publishing, folder: Path) -> Published:
    """Release and write the report; targets are judged as of the day of building.

    Whatever this home has released before can be laid beside the new release, so disclosure control sees all of it.
    """
    earlier = releases(home)
    request = BuildRequest(wanted.period, wanted.place, wanted.vintage, wanted.built_at, __version__, earlier)
    release = build(home, pack, wanted.publication, request)
    return Published(release, write_report(home, pack, release, Writing(folder, wanted.rows)))


@dataclass(frozen=True)
class Writing:
    """Where a report is written to, and whether traces show single records: for the office, not the public."""

    folder: Path
    rows: bool = False


def write_report(home: Path, pack: Pack, release: Release, writing: Writing) -> Path:
    """Write a release's report as page, PDF and Word in both languages, with every trace; return its folder."""
    judged = judge(pack, list(release.figures.values()), release.built_at.date())
    publication = pack.publications[release.publication]
    editions = [Edition(pack, release, language) for language in Language]
    found = Judged(judged.progress, judged.findings)
    documents = [assemble(edition, publication, found) for edition in editions]
    traces = _traces(home, pack, release)
    pages = {edition.language: _pages(edition, traces, records=writing.rows) for edition in editions}
    return render(writing.folder, documents, pages).folder


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
