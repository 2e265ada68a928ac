"""The charts of a dashboard: what the tables beside them say, drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from nanfeng.kinds.figure import Figure
from nanfeng.kinds.text import Text
from nanfeng.report.cells import scale
from nanfeng.report.numbers import print_figure, print_scaled
from nanfeng.web.figures.queries.board import Months, Parts, Row
from nanfeng.web.look.charts import Bar, Point, Spec, Tile, bars, lines, tile_map
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.templatetags.names import code, place_name

_TOLD = 12
"""So many values are told in words to those who do not see a chart."""

_FEWEST = 2
"""Steps that make a line."""

_MONTHLY = Text("月均{unit}", "{unit} a month")


@dataclass(frozen=True)
class Drawing:
    """A chart, and its values in words."""

    spec: Spec
    told: str


def months_drawing(months: Months) -> Drawing | None:
    """One line a year, this year's first; a step of several months at its monthly average: it shows no false peak.

    None where there are fewer than two steps: a single point is no course.
    """
    points = [
        Point(row.name, str(year), _length(cell) / cell.key.period.months, print_figure(cell, reading()))
        for row in months.rows
        for place, year in reversed(list(enumerate(months.years)))
        if (cell := row.cells[place]) and cell.value is not None
    ]
    axis = _axis(months.rows)
    if axis is None or len({point.when for point in points}) < _FEWEST:
        return None
    spec = lines(points, words(_MONTHLY).format(unit=axis))
    return Drawing(spec, _told((f"{point.line} {point.when}", point.shown) for point in points))


def codes_drawing(parts: Parts) -> Drawing | None:
    """One bar a code, the longest first."""
    rows = [row for row in parts.rows if row.cells[0] and row.cells[0].value is not None]
    axis = _axis(rows)
    if axis is None:
        return None
    cells = [(row.name, row.cells[0]) for row in rows]
    made = [
        Bar(code(cell.key.indicator, parts.field, name), _length(cell), _label(cell)) for name, cell in cells if cell
    ]
    ordered = sorted(made, key=lambda bar: -bar.value)
    return Drawing(bars(ordered, axis), _told((bar.name, f"{bar.shown} {axis}") for bar in ordered))


def parks_drawing(parts: Parts) -> Drawing | None:
    """The map of the parks as tiles; one without a number says why."""
    found = [(row.name, row.cells[0]) for row in parts.rows if row.cells[0]]
    if not any(cell.value is not None for _, cell in found if cell):
        return None
    tiles = [
        Tile(place, _length(cell) if cell.value is not None else None, _shown(cell)) for place, cell in found if cell
    ]
    return Drawing(tile_map(tiles), _told((place_name(tile.place), tile.shown) for tile in tiles))


def _axis(rows: Sequence[Row]) -> str | None:
    """The unit of the axis; None where no cell has a value."""
    units = (cell.unit for row in rows for cell in row.cells if cell and cell.value is not None)
    unit = next(units, None)
    return scale(unit, reading())[1] if unit else None


def _length(cell: Figure) -> float:
    divisor, _ = scale(cell.unit, reading())
    return float((cell.value or 0) / divisor)


def _label(cell: Figure) -> str:
    divisor, _ = scale(cell.unit, reading())
    return print_scaled((cell.value or 0) / divisor, reading()) if divisor > 1 else _shown(cell)


def _shown(cell: Figure) -> str:
    return print_figure(cell, reading())


def _told(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name} {shown}" for name, shown in islice(pairs, _TOLD))
