"""Run measures: the one place where lazy frames become numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import narwhals as nw

from nanfeng.figures.formulas import distinct_values, totals
from nanfeng.figures.measure import Column, Population, Statistic
from nanfeng.figures.request import Cell
from nanfeng.figures.selection import Sources
from nanfeng.figures.spread import CellSpread
from nanfeng.figures.units import Batch

Measure = tuple[Population, Column]
"""A column of a population."""

Statistics = Mapping[Measure, Mapping[Cell, Statistic]]
"""What was measured, by cell; a cell in which no record lies is not there."""

NOTHING = Statistic(Decimal(0), 0, None, synthetic=False)
"""The statistic of a cell in which no record lies."""


@dataclass
class _Tally:
    """A column in a cell while it is added up."""

    total: Decimal = Decimal(0)
    units: int = 0
    contributors: int = 0
    gross: Decimal = Decimal(0)
    largest: Decimal = Decimal(0)
    synthetic: bool = False

    def add(self, row: Mapping[str, Any], number: int) -> None:
        """Add totals of units that are in no other row."""
        self.total += row[f"t{number}"] or 0
        self.units += row[f"n{number}"]
        self.contributors += row[f"c{number}"]
        self.gross += row[f"g{number}"] or 0
        self.largest = max(self.largest, row[f"m{number}"] or Decimal(0))
        self.synthetic |= bool(row["synthetic"])

    def statistic(self) -> Statistic:
        """What was added up."""
        share = float(self.largest / self.gross) if self.gross else None
        return Statistic(Decimal(self.total), self.units, share, self.synthetic, Decimal(self.gross), self.contributors)


def measure_all(measures: Iterable[Measure], sources: Sources) -> Statistics:
    """Compute all measures, those of one population in one query."""
    wanted: dict[Population, list[Column]] = {}
    for population, column in dict.fromkeys(measures):
        wanted.setdefault(population, []).append(column)
    found: dict[Measure, Mapping[Cell, Statistic]] = {}
    for population, columns in wanted.items():
        found.update(_together(population, [column for column in columns if not column.distinct], sources))
        distinct = [column for column in columns if column.distinct]
        found.update({(population, column): _distinct(population, column, sources) for column in distinct})
    return found


def _together(population: Population, columns: list[Column], sources: Sources) -> Statistics:
    if not columns:
        return {}
    spread = CellSpread(population)
    computed = totals(Batch(population, tuple(columns)), sources)
    rows = _rows(computed.settled)
    movers = _rows(computed.movers) if computed.movers is not None else []
    found = {}
    for number, column in enumerate(columns):
        met = _met_again(movers, number, spread)
        tallies = _tallied([(spread.cells(row), row) for row in rows] + met, number)
        found[population, column] = {cell: tally.statistic() for cell, tally in tallies.items()}
    return found


def _tallied(rows: Iterable[tuple[Iterable[Cell], Mapping[str, Any]]], number: int) -> Mapping[Cell, _Tally]:
    tallies: dict[Cell, _Tally] = {}
    for cells, row in rows:
        for cell in cells:
            tallies.setdefault(cell, _Tally()).add(row, number)
    return tallies


def _met_again(
    movers: list[dict[str, Any]], number: int, spread: CellSpread
) -> list[tuple[list[Cell], dict[str, Any]]]:
    """The totals of units with records in several places or codes, each once for every cell where they meet."""
    name = f"t{number}"
    met: dict[tuple[Cell, str], tuple[Decimal, bool]] = {}
    for row in movers:
        if row[name] is None:
            continue
        for cell in spread.cells(row):
            total, synthetic = met.get((cell, row["_unit"]), (Decimal(0), False))
            met[cell, row["_unit"]] = total + row[name], synthetic or bool(row["synthetic"])
    return [([cell], _one_unit(number, *found)) for (cell, _), found in met.items()]


def _one_unit(number: int, total: Decimal, synthetic: bool) -> dict[str, Any]:
    values = {"t": total, "n": 1, "c": int(total != 0), "g": abs(total), "m": abs(total)}
    return {f"{name}{number}": value for name, value in values.items()} | {"synthetic": synthetic}


def _distinct(population: Population, column: Column, sources: Sources) -> Mapping[Cell, Statistic]:
    form = sources.definitions.forms[population.form]
    if column.distinct == form.organisation:
        return _organisations(population, column, sources)
    spread = CellSpread(population)
    values: dict[Cell, dict[str, set[Any]]] = {}
    synthetic: set[Cell] = set()
    for row in _rows(distinct_values(population, column, sources)):
        for cell in spread.cells(row):
            values.setdefault(cell, {}).setdefault(row["_unit"], set()).add(row["_distinct"])
            synthetic |= {cell} if row["synthetic"] else set()
    return {cell: _of_sets(units, synthetic=cell in synthetic) for cell, units in values.items()}


def _of_sets(units: Mapping[str, set[Any]], *, synthetic: bool) -> Statistic:
    sizes = [len(own) for own in units.values()]
    value = Decimal(len(set().union(*units.values())))
    return Statistic(value, len(units), max(sizes) / sum(sizes), synthetic, contributors=len(units))


def _organisations(population: Population, column: Column, sources: Sources) -> Mapping[Cell, Statistic]:
    """Distinct organisations are the units that any record is of: nothing has to be listed to count them."""
    counted = Column(column.terms, given=column.distinct)
    cells = _together(population, [counted], sources)[population, counted]
    return {
        cell: replace(found, value=Decimal(found.units), largest_share=1 / found.units)
        for cell, found in cells.items()
        if found.units
    }


def _rows(frame: nw.LazyFrame) -> list[dict[str, Any]]:
    return list(frame.collect("pyarrow").iter_rows(named=True))
