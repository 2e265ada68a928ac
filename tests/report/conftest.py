"""The example pack's quarterly report, made of figures that nobody measured, assembled and rendered once."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from nanfeng.kinds.figure import Component, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language, Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack
from nanfeng.release.judge import judge
from nanfeng.release.layout import layout
from nanfeng.release.release import Release
from nanfeng.report.annex import Judged
from nanfeng.report.assemble import assemble
from nanfeng.report.cells import Edition
from nanfeng.report.document import Document
from nanfeng.report.render import render_with_traces
from nanfeng.report.trace_page import trace_page

QUARTER = Period.parse("2026-Q1")
HIDDEN = "visits/2026-Q1/zone/kind="
"""One of the breakdowns has its cells suppressed."""


@dataclass(frozen=True)
class Made:
    """What a report was rendered from, and the folder in which it stands."""

    pack: Pack
    release: Release
    documents: dict[Language, Document]
    folder: Path


def figure(pack: Pack, key: FigureKey, number: int) -> Figure:
    """A figure out of nothing: money of a size of its own, growths of both signs."""
    unit = pack.indicators[key.indicator].unit
    common = {"vintage": "a" * 64, "definition": "b" * 64, "flags": ("synthetic",)}
    if str(key).startswith(HIDDEN):
        reason = Text("为保护单个单位不予公布。", "Not published, to protect single organisations.")
        return Figure(key, None, unit, status=Status.SUPPRESSED, reason=reason, **common)
    if key.growth:
        parts = tuple(
            Component(role, f"{key.level()}{end}", Decimal(100 + number), unit)
            for role, end in (("current", "/with_year_ago"), ("base", "/year_ago"))
        )
        value = Decimal(number - 20) / 7
        return Figure(key, value, Unit.PERCENT, components=parts, contributors=9, **common)
    size = Decimal("123456789.5") if unit is Unit.YUAN else Decimal(1)
    return Figure(key, size * (number + 3), unit, contributors=9, **common)


def made_release(pack: Pack, place: str = "zone") -> Release:
    """The quarterly report of a place, with every figure that it needs."""
    plan = layout(pack, pack.publications["quarter"], place, QUARTER)
    figures = {key: figure(pack, key, number) for number, key in enumerate(plan.keys())}
    return Release(
        id="c" * 64,
        publication="quarter",
        place=place,
        period=QUARTER,
        vintage="a" * 64,
        pack=pack.id,
        pack_digest=pack.digest,
        code_version="0",
        built_at=datetime(2026, 5, 1, tzinfo=UTC),
        windows=plan.windows,
        tables=plan.tables,
        figures=figures,
        withheld={},
    )


@pytest.fixture(scope="session")
def pack(root):
    """The small pack."""
    return load(root / "packs" / "example")


@pytest.fixture(scope="session")
def release(pack):
    """The quarter's release."""
    return made_release(pack)


@pytest.fixture(scope="session")
def park_release(pack):
    """The same quarter of one park."""
    return made_release(pack, "park_north")


@pytest.fixture(scope="session")
def judged(pack, release):
    """What was found out beside it."""
    found = judge(pack, list(release.figures.values()), date(2026, 5, 1))
    return Judged(found.progress, found.findings)


@pytest.fixture(scope="session")
def made(pack, release, judged, tmp_path_factory):
    """The report in both languages, as files."""
    folder = tmp_path_factory.mktemp("report")
    editions = [Edition(pack, release, language) for language in Language]
    documents = {edition.language: assemble(edition, pack.publications["quarter"], judged) for edition in editions}
    traces = {
        edition.language: [trace_page(edition, one, None, records=False) for one in release.figures.values()]
        for edition in editions
    }
    render_with_traces(folder, list(documents.values()), traces)
    return Made(pack, release, documents, folder)


@pytest.fixture(scope="session")
def emptied(release):
    """The same release, with nothing known at all."""
    nothing = Text("没有收集。", "Not collected.")
    figures = {
        key: replace(one, value=None, status=Status.MISSING, reason=nothing, components=())
        for key, one in release.figures.items()
    }
    return replace(release, figures=figures)
