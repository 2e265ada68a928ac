"""Trace: from a figure to its components, to its rows, to the file and line that each row came from.

Every part's rows add up to its value exactly. A row contributes its value times its coefficient, -1 where a period is
derived by subtracting a year-to-date return; a counted record contributes 1, and of records with the same value of
something that is counted distinctly the first one contributes 1 and the others 0.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

import narwhals as nw

from nanfeng.figures.calculation import Calculation, Growth, Measured, Passing, Subject, measures_of, parts_of
from nanfeng.figures.collected import Collected
from nanfeng.figures.compute import figure_of
from nanfeng.figures.definitions import Definitions
from nanfeng.figures.derive import Derivation, territories_of
from nanfeng.figures.evaluate import Evaluation
from nanfeng.figures.formulas import contributing_rows
from nanfeng.figures.measure import Column, Population, TimeTest
from nanfeng.figures.request import Cell, Request, places_of
from nanfeng.figures.selection import Sources, places_in
from nanfeng.figures.statistics import measure_all
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.provenance import Origin
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.read import Reader

_ENVELOPE = (
    "_key",
    "_organisation",
    "_first",
    "_last",
    "_place",
    "_industry",
    "_synthetic",
    "_file",
    "_sheet",
    "_line",
)

_Row = dict[str, Any]
"""A record's envelope, with its stated `_value` and the place that it counts in (`_counts_in`)."""


@dataclass(frozen=True)
class TracedRow:
    """One record's part in a figure.

    `record` is the record's key within its form, `organisation` its canonical identifier (None where it has none).
    `value` is what the record states, in base units, 1 for a record that is counted. `contribution` is what it adds
    to the part that it stands under. `last` is None for a span that has not ended.
    """

    form: str
    record: str
    organisation: str | None
    first: date
    last: date | None
    place: str | None
    industry: str | None
    value: Decimal
    coefficient: int
    contribution: Decimal
    synthetic: bool
    origin: Origin


@dataclass(frozen=True)
class TracedPart:
    """A figure or component: what it is worked out from (`parts`), or the rows that add up to it.

    `role` is `figure` at the top, and then as in `Component`; `key` is canonical text as there. `value` is in `unit`,
    None where there is none.
    """

    role: str
    key: str
    value: Decimal | None
    unit: Unit
    parts: tuple["TracedPart", ...] = ()
    rows: tuple[TracedRow, ...] = ()


@dataclass(frozen=True)
class Trace:
    """A figure with all that stands behind it."""

    figure: Figure
    top: TracedPart

    def rows(self) -> Iterator[TracedRow]:
        """All rows of all parts, in their order."""
        yield from _rows_under(self.top)


def trace(key: FigureKey, definitions: Definitions, reader: Reader) -> Trace:
    """Follow a figure down to its rows, sorted by file, sheet and line.

    Raise KeyError for an unknown indicator, ValueError for an unknown place.
    """
    return traces([key], definitions, reader)[key]


def traces(keys: Sequence[FigureKey], definitions: Definitions, reader: Reader) -> dict[FigureKey, Trace]:
    """Follow many figures at once, as `trace` does each: what several of them stand on is read only once."""
    sources = Sources(definitions, reader)
    asked = [Request(key.indicator, key.period, key.place) for key in keys]
    places = dict.fromkeys(place for request in asked for place in places_of(request, definitions))
    derivation = Derivation(Collected(sources), territories_of(tuple(places), definitions))
    calculations = {key: _calculation(key, derivation) for key in keys}
    measures = [measure for each in calculations.values() for measure in measures_of(each)]
    tracer = _Tracer(sources, Evaluation(measure_all(measures, sources), definitions))
    return {key: tracer.trace(key, calculation) for key, calculation in calculations.items()}


def _calculation(key: FigureKey, derivation: Derivation) -> Calculation:
    subject = Subject(key.indicator, key.period, scope=key.scope)
    return derivation.growth(subject, key.growth) if key.growth else derivation.level(subject)


@dataclass(frozen=True)
class _Tracer:
    sources: Sources
    evaluation: Evaluation
    _known: dict[tuple[Population, Column], Mapping[str | None, list[_Row]]] = field(default_factory=dict)

    def trace(self, key: FigureKey, calculation: Calculation) -> Trace:
        cell = Cell(key.place)
        figure = figure_of(calculation, cell, self.evaluation, self.sources.reader.vintage_id)
        top = self.part("figure", calculation, cell)
        return Trace(figure, replace(top, key=str(key), value=figure.value, unit=figure.unit))

    def part(self, role: str, calculation: Calculation, cell: Cell) -> TracedPart:
        component = self.evaluation.component(role, calculation, cell)
        parts = tuple(self.part(*under) for under in self._under(calculation, cell))
        rows = self._rows(calculation, cell) if isinstance(calculation, Measured) else ()
        return TracedPart(role, component.key, component.value, component.unit, parts, rows)

    def _under(self, calculation: Calculation, cell: Cell) -> Iterator[tuple[str, Calculation, Cell]]:
        """What a calculation was worked out from, each with its role and the cell that it was worked out in."""
        for role, part in parts_of(calculation):
            if isinstance(calculation, Passing):
                yield from ((role, part, group) for group in calculation.groups(cell))
            elif isinstance(calculation, Growth) and role == "price_index":
                index = self.evaluation.index(calculation, cell)
                yield from [(role, *index)] if index else []
            else:
                yield role, part, cell

    def _rows(self, measured: Measured, cell: Cell) -> tuple[TracedRow, ...]:
        population, column = measured.population, measured.column
        by_place = self._by_place(_narrowed(population, cell), column)
        members = [place for one in population.territories if one.code == cell.place for place in places_in(one)]
        rows = [row for place in members for row in by_place.get(place, ())]
        return tuple(_traced(sorted(rows, key=_position), population.form, column))

    def _by_place(self, population: Population, column: Column) -> Mapping[str | None, list[_Row]]:
        """The records behind a column in all territories, by the place that they count in; read once."""
        if (population, column) not in self._known:
            name = column.field or column.distinct
            stated = nw.col(name) if name else nw.lit(1)
            rows = contributing_rows(population, column, self.sources).select(*_ENVELOPE, "_counts_in", _value=stated)
            by_place: dict[str | None, list[_Row]] = {}
            for row in rows.collect("pyarrow").iter_rows(named=True):
                by_place.setdefault(row["_counts_in"], []).append(row)
            self._known[population, column] = by_place
        return self._known[population, column]


def _narrowed(population: Population, cell: Cell) -> Population:
    """The population of the cell's codes alone, in all places."""
    return replace(population, by=(), scope=(*population.scope, *cell.scope(population.by)))


def _traced(rows: Iterable[_Row], form: str, column: Column) -> Iterator[TracedRow]:
    seen = set()
    for row in rows:
        value = Decimal(1) if column.distinct else Decimal(row["_value"])
        coefficient = 0 if column.distinct and row["_value"] in seen else _coefficient(row, column)
        seen.add(row["_value"])
        yield TracedRow(
            form,
            row["_key"],
            row["_organisation"],
            row["_first"],
            row["_last"],
            row["_place"],
            row["_industry"],
            value,
            coefficient,
            value * coefficient,
            bool(row["_synthetic"]),
            Origin(row["_file"] or "", row["_sheet"] or "", row["_line"] or 0),
        )


def _coefficient(row: _Row, column: Column) -> int:
    if column.terms[0].test is not TimeTest.SAME:
        return column.terms[0].coefficient
    period = Period(row["_first"], row["_last"])
    return next(term.coefficient for term in column.terms if term.period == period)


def _position(row: _Row) -> tuple[str, str, int, str]:
    return row["_file"] or "", row["_sheet"] or "", row["_line"] or 0, row["_key"]


def _rows_under(part: TracedPart) -> Iterator[TracedRow]:
    yield from part.rows
    for under in part.parts:
        yield from _rows_under(under)
