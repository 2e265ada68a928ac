"""Run measures: the one place where lazy frames become numbers."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import narwhals as nw

from nanfeng.figures.formulas import cell_columns, cell_totals, distinct_totals
from nanfeng.figures.measure import Column, Population, Statistic
from nanfeng.figures.request import Cell
from nanfeng.figures.selection import Sources
from nanfeng.figures.units import Batch

Measure = tuple[Population, Column]
"""A column of a population."""

Statistics = Mapping[Measure, Mapping[Cell, Statistic]]
"""What was measured, by cell; a cell in which no record lies is not there."""

NOTHING = Statistic(Decimal(0), 0, None, synthetic=False)
"""The statistic of a cell in which no record lies."""


def measure_all(measures: Iterable[Measure], sources: Sources) -> Statistics:
    """Compute all measures, those of one population in one query."""
    wanted: dict[Population, list[Column]] = {}
    for population, column in dict.fromkeys(measures):
        wanted.setdefault(population, []).append(column)
    found: dict[Measure, Mapping[Cell, Statistic]] = {}
    for population, columns in wanted.items():
        found.update(_together(population, [column for column in columns if not column.distinct], sources))
        found.update(_each(population, [column for column in columns if column.distinct], sources))
    return found


def _together(population: Population, columns: list[Column], sources: Sources) -> Statistics:
    if not columns:
        return {}
    rows = _rows(cell_totals(Batch(population, tuple(columns)), sources))
    return {(population, column): _by_cell(rows, i, population) for i, column in enumerate(columns)}


def _each(population: Population, columns: list[Column], sources: Sources) -> Statistics:
    found = {}
    for column in columns:
        totals, shares = (_rows(frame) for frame in distinct_totals(population, column, sources))
        of_cell = {_cell(row, population): row for row in shares}
        rows = [row | of_cell[_cell(row, population)] for row in totals]
        found[population, column] = _by_cell(rows, 0, population)
    return found


def _rows(frame: nw.LazyFrame) -> list[dict[str, Any]]:
    return list(frame.collect("pyarrow").iter_rows(named=True))


def _by_cell(rows: list[dict[str, Any]], number: int, population: Population) -> Mapping[Cell, Statistic]:
    return {_cell(row, population): _statistic(row, number) for row in rows}


def _cell(row: Mapping[str, Any], population: Population) -> Cell:
    place, *codes = (row[name] for name in cell_columns(population))
    return Cell(place, tuple(codes))


def _statistic(row: Mapping[str, Any], number: int) -> Statistic:
    gross = row[f"g{number}"]
    share = float(row[f"m{number}"] / gross) if gross else None
    return Statistic(Decimal(row[f"t{number}"] or 0), int(row[f"n{number}"]), share, bool(row["synthetic"]))
