"""Calculations: how a figure is put together from measures, as a small tree.

`derive` makes the tree from an indicator's definition, `measures_of` lists what has to be measured for it, `evaluate`
works it out for one cell, and `trace` follows it to the rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nanfeng.figures.measure import Column, Population
from nanfeng.figures.request import ALL, Cell
from nanfeng.figures.statistics import Measure
from nanfeng.kinds.comparator import Range
from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text


class Side(StrEnum):
    """Whose values of a period are meant."""

    FILED = "filed"  # everybody's, as filed for it
    WITH_YEAR_AGO = "with_year_ago"  # those of records that also state the year before
    YEAR_AGO = "year_ago"  # what the same records state for the year before
    MATCHED = "matched"  # those of units that are there in the year before too
    MATCHED_BASE = "matched_base"  # what these units filed for the year before


@dataclass(frozen=True)
class Subject:
    """What a calculation gives: an indicator in a period on one side, narrowed to `scope`, by the names in `by`."""

    indicator: str
    period: Period
    side: Side = Side.FILED
    by: tuple[str, ...] = ()
    scope: tuple[tuple[str, str], ...] = ()

    def key(self, cell: Cell) -> FigureKey:
        """The identity of the level in a cell."""
        return FigureKey(self.indicator, self.period, cell.place, (*self.scope, *cell.scope(self.by)))

    def label(self, cell: Cell) -> str:
        """The canonical text of that identity, with the side after it where it is not what everybody filed."""
        return str(self.key(cell)) if self.side is Side.FILED else f"{self.key(cell)}/{self.side}"


@dataclass(frozen=True)
class Measured:
    """A measure. `records` counts its records where none at all means zero; None where none means missing.

    Where a year-to-date return is subtracted, `filings` counts those of the other end of that year less those that are
    subtracted: not zero for an organisation that filed only one of the two. Where the period is composed of several
    returns, `points` holds each of them alone: one that nobody in the cell filed is missing, not zero. `filed_in` is
    where they are looked for, for matched units everybody's returns; None for the population itself.
    """

    subject: Subject
    population: Population
    column: Column
    records: Column | None = None
    filings: Column | None = None
    points: tuple[Column, ...] = ()
    filed_in: Population | None = None


@dataclass(frozen=True)
class Unavailable:
    """Nothing can be computed, and why."""

    subject: Subject
    reason: Text


@dataclass(frozen=True)
class Quotient:
    """Numerator over denominator, times `scale`."""

    subject: Subject
    numerator: "Calculation"
    denominator: "Calculation"
    scale: Decimal


@dataclass(frozen=True)
class Less:
    """Minuend less subtrahend."""

    subject: Subject
    minuend: "Calculation"
    subtrahend: "Calculation"


@dataclass(frozen=True)
class Passing:
    """How many of the groups `codes` have a value of `of` in the `wanted` range; `of` is broken down by them last."""

    subject: Subject
    of: "Calculation"
    codes: tuple[str, ...]
    wanted: Range

    def groups(self, cell: Cell) -> list[Cell]:
        """The cells of `of` that are judged for a cell of this one."""
        return [Cell(cell.place, (*cell.codes, code)) for code in self.codes]

    def whole(self, cell: Cell) -> Cell:
        """The cell of `of` that holds all groups and what is in none."""
        return Cell(cell.place, (*cell.codes, ALL))


@dataclass(frozen=True)
class Growth:
    """Change from `base` to `current` in per cent, deflated by `index` where there is one.

    `index` is worked out for a place and, where it is not given there, for the places that contain it in turn
    (`index_places`). `same` is the current value of those alone who stated both sides, where these may be others: by it
    is seen whether they are.
    """

    subject: Subject
    basis: Basis
    current: "Calculation"
    base: "Calculation"
    index: "Calculation | None" = None
    same: "Calculation | None" = None


Calculation = Measured | Unavailable | Quotient | Less | Passing | Growth


def parts_of(calculation: Calculation) -> tuple[tuple[str, Calculation], ...]:
    """What a calculation is worked out from, with the role of each part."""
    match calculation:
        case Quotient():
            return (("numerator", calculation.numerator), ("denominator", calculation.denominator))
        case Less():
            return (("minuend", calculation.minuend), ("subtrahend", calculation.subtrahend))
        case Passing():
            return (("part", calculation.of),)
        case Growth():
            index = (("price_index", calculation.index),) if calculation.index else ()
            return (("current", calculation.current), ("base", calculation.base), *index)
        case _:
            return ()


def measures_of(calculation: Calculation) -> Iterator[Measure]:
    """Everything that has to be measured for a calculation."""
    if isinstance(calculation, Measured):
        columns = (calculation.column, calculation.records, calculation.filings)
        yield from ((calculation.population, column) for column in columns if column)
        yield from ((calculation.filed_in or calculation.population, point) for point in calculation.points)
    if isinstance(calculation, Growth) and calculation.same:
        yield from measures_of(calculation.same)
    for _, part in parts_of(calculation):
        yield from measures_of(part)
