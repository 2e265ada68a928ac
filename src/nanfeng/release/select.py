"""Picking figures out of releases: what there is to pick from, and a table of what was picked.

Nothing is computed here: a cell is a figure that a release holds, suppressed ones included, or it is empty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Any

from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.release.release import Release

Scope = tuple[tuple[str, str], ...]
"""Coded fields with the code that each is narrowed to, sorted by field; none is the total."""

Coordinate = str | Period | Scope | Basis | None
"""A value along one side of a table; None is the basis of a level."""


class Side(StrEnum):
    """What a table can be laid out by: the parts of a figure's key, as that names them."""

    INDICATOR = "indicator"
    PERIOD = "period"
    PLACE = "place"
    SCOPE = "scope"
    BASIS = "growth"


@dataclass(frozen=True)
class Released:
    """A figure with the release that it stands in."""

    figure: Figure
    release: Release


@dataclass(frozen=True)
class Offer:
    """What there is of one indicator, each in the order of the releases: not every combination is there."""

    periods: tuple[Period, ...]
    places: tuple[str, ...]
    scopes: tuple[Scope, ...]
    bases: tuple[Basis | None, ...]

    def codes(self, field: str) -> tuple[str, ...]:
        """The codes of a field that figures are narrowed to."""
        return tuple(dict.fromkeys(code for scope in self.scopes for name, code in scope if name == field))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields and industry sets that figures are broken down by."""
        return tuple(dict.fromkeys(name for scope in self.scopes for name, _ in scope))


@dataclass(frozen=True)
class Selection:
    """What a table shows: every combination of these. `across` are the sides that make its columns, the others make
    its rows.
    """

    indicators: tuple[str, ...]
    periods: tuple[Period, ...]
    places: tuple[str, ...]
    scopes: tuple[Scope, ...] = ((),)
    bases: tuple[Basis | None, ...] = (None,)
    across: tuple[Side, ...] = (Side.PERIOD,)

    def along(self, side: Side) -> Sequence[Coordinate]:
        """The values along a side, in the order asked for."""
        match side:
            case Side.INDICATOR:
                return self.indicators
            case Side.PERIOD:
                return self.periods
            case Side.PLACE:
                return self.places
            case Side.SCOPE:
                return self.scopes
            case Side.BASIS:
                return self.bases

    @property
    def down(self) -> tuple[Side, ...]:
        """The sides that make the rows."""
        return tuple(side for side in Side if side not in self.across)

    @property
    def size(self) -> int:
        """How many cells the table has."""
        return len(self.indicators) * len(self.periods) * len(self.places) * len(self.scopes) * len(self.bases)


@dataclass(frozen=True)
class Grid:
    """A table: one tuple of coordinates a row (along `down`) and a column (along `across`), and the cells by row;
    None where no release holds that figure.
    """

    down: tuple[Side, ...]
    across: tuple[Side, ...]
    rows: tuple[tuple[Coordinate, ...], ...]
    columns: tuple[tuple[Coordinate, ...], ...]
    cells: tuple[tuple[Released | None, ...], ...]

    def released(self) -> tuple[Released, ...]:
        """The cells that there are, row by row."""
        return tuple(cell for row in self.cells for cell in row if cell is not None)


def catalogue(releases: Iterable[Release]) -> Mapping[str, Offer]:
    """What releases hold, by indicator. Periods come newest first, shorter before longer; the rest comes in the order
    in which releases and their tables have it.
    """
    alike: dict[str, list[FigureKey]] = {}
    for release in releases:
        for key in _in_order(release):
            alike.setdefault(key.indicator, []).append(key)
    return {indicator: _offer(keys) for indicator, keys in alike.items()}


def whole(release: Release) -> tuple[Released, ...]:
    """Every figure of a release, in the order of its tables."""
    return tuple(Released(release.figures[key], release) for key in _in_order(release))


def chosen(releases: Sequence[Release], keys: Iterable[FigureKey]) -> tuple[Released, ...]:
    """The figures of these keys, each from the first release (the newest) that holds it; raise KeyError that names
    those which none holds.
    """
    wanted = tuple(keys)
    found = {key: one for key in wanted if (one := _newest(releases, key)) is not None}
    if missing := [str(key) for key in wanted if key not in found]:
        raise KeyError(f"no release holds {', '.join(missing)}")
    return tuple(found[key] for key in wanted)


def grid(releases: Sequence[Release], selection: Selection) -> Grid:
    """The table of a selection; each cell comes from the first release (the newest) that holds it. Raise ValueError
    where a side is named twice.
    """
    if len(set(selection.across)) != len(selection.across):
        raise ValueError(f"a side can be laid across only once: {', '.join(selection.across)}")
    down, across = selection.down, selection.across
    rows = tuple(product(*(selection.along(side) for side in down)))
    columns = tuple(product(*(selection.along(side) for side in across)))
    cells = tuple(
        tuple(_newest(releases, _key(dict(zip((*down, *across), (*row, *column), strict=True)))) for column in columns)
        for row in rows
    )
    return Grid(down, across, rows, columns, cells)


def _in_order(release: Release) -> tuple[FigureKey, ...]:
    """The keys of the tables first, in their order, then those of texts alone."""
    cells = [key for table in release.tables.values() for key in table.figure_keys()]
    return tuple(dict.fromkeys([*cells, *release.figures]))


def _offer(keys: Sequence[FigureKey]) -> Offer:
    periods = sorted({key.period for key in keys}, key=lambda period: (-period.last.toordinal(), period.days))
    return Offer(
        tuple(periods),
        tuple(dict.fromkeys(key.place for key in keys)),
        tuple(dict.fromkeys(key.scope for key in keys)),
        tuple(dict.fromkeys(key.growth for key in keys)),
    )


def _newest(releases: Sequence[Release], key: FigureKey) -> Released | None:
    return next((Released(one.figures[key], one) for one in releases if key in one.figures), None)


def _key(at: Mapping[Side, Any]) -> FigureKey:
    return FigureKey(**{side.value: coordinate for side, coordinate in at.items()})
