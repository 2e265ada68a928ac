"""The city's pack, its findings, and short ways to write rows."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Context
from nanfeng.figures.reconcile.finding import Finding, Outcome
from nanfeng.figures.reconcile.reconcile import reconcile
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack

PACK = Path(__file__).parents[3] / "packs" / "foshan"

Judge = Callable[[Iterable[Published]], list[Finding]]
MakeRow = Callable[..., Published]


@pytest.fixture(scope="session")
def pack() -> Pack:
    return load(PACK)


@pytest.fixture(scope="session")
def judge(pack: Pack) -> Judge:
    context = Context(pack.sources, pack.places, pack.indicators, pack.rates)
    return lambda rows: reconcile(rows, context=context)


@pytest.fixture(scope="session")
def findings(pack: Pack, judge: Judge) -> list[Finding]:
    return judge(pack.published)


@pytest.fixture(scope="session")
def change() -> Callable[[Iterable[Published], dict[str, str]], list[Published]]:
    """Rows with some values written differently."""
    return lambda rows, values: [
        replace(row, value=Decimal(values[row.id])) if row.id in values else row for row in rows
    ]


@pytest.fixture(scope="session")
def row() -> MakeRow:
    """A row of a made-up release: `row("a", "12.5", "billion_yuan", period="2020")`; growth in percent with
    `growth=True`.
    """

    def make(name: str, value: str, unit: str = "count", growth: bool = False, **rest: Any) -> Published:
        period = rest.pop("period", "2020-H1")
        filled = {"source": "q", "subject": "Town", "indicator": "things", "place": "town", **rest}
        return Published(
            id=name,
            statement=Text(name, name),
            period=Period.parse(period) if period else None,
            growth=Basis.UNSTATED if growth else None,
            value=Decimal(value),
            unit=Unit.PERCENT if growth else Unit(unit),
            **filled,
        )

    return make


@pytest.fixture(scope="session")
def wrong() -> Callable[[Iterable[Finding]], set[tuple[str, frozenset[str]]]]:
    """The inconsistencies among findings, by rule and ids."""
    return lambda found: {(f.rule, frozenset(f.ids)) for f in found if f.outcome is Outcome.INCONSISTENT}
