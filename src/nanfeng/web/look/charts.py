"""Specifications of the charts that pages draw, in Vega-Lite: bars, lines, and the map of parks as tiles.

Values are in the scale that the axis names; `shown` is the number as people of the reader's language write it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nanfeng.report.charts import FONT
from nanfeng.report.drawings import BLUE, INK, PALETTE, QUIET, RED
from nanfeng.web import city
from nanfeng.web.look.templatetags.names import place_name

Spec = dict[str, object]

_CONFIG: Spec = {
    "font": f"system-ui, 'PingFang SC', 'Microsoft YaHei', '{FONT}', sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": 12,
        "labelColor": INK,
        "titleColor": QUIET,
        "titleFontWeight": "normal",
        "gridColor": "#e8ecf0",
        "domainColor": "#c5ced8",
    },
    "axisY": {"labelPadding": 6, "ticks": False},
    "legend": {"labelFontSize": 12, "labelColor": INK, "orient": "top", "symbolSize": 110},
}
_TILE = 104
_ROW = 30
"""Heights in pixels."""


@dataclass(frozen=True)
class Bar:
    """One bar: what it stands for, its length, and its number in words."""

    name: str
    value: float
    shown: str


@dataclass(frozen=True)
class Point:
    """One point of a line: where on the time axis (as it is written there), of which line, how high."""

    when: str
    line: str
    value: float
    shown: str


@dataclass(frozen=True)
class Tile:
    """One place of the tile map by its code; `value` None where there is no number, `shown` then says why."""

    place: str
    value: float | None
    shown: str


def finished(drawing: Spec) -> Spec:
    """A drawing without width or style as the pages show it: as wide as its box, labels included."""
    fit = {"type": "fit-x", "contains": "padding"}
    return {"config": _CONFIG, "background": None, "width": "container", "autosize": fit, **drawing}


def bars(rows: Sequence[Bar], axis: str) -> Spec:
    """One bar a row, in the order given, with its number at its end; negative ones in red. `axis` is the unit."""
    values = [{"name": row.name, "value": row.value, "shown": row.shown} for row in rows]
    low, high = min([0.0, *(row.value for row in rows)]), max([0.0, *(row.value for row in rows)])
    room = (high - low or 1.0) * 0.34
    span = {"domain": [low - room if low < 0 else 0, high + room], "nice": False}
    length = {"field": "value", "type": "quantitative", "title": axis, "scale": span}
    place = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": {"labelLimit": 240}}
    bar = {
        "mark": {"type": "bar", "height": {"band": 0.62}},
        "encoding": {"color": {"condition": {"test": "datum.value < 0", "value": RED}, "value": BLUE}},
    }
    layers = [bar, _ends("datum.value >= 0", "left", 5, INK), _ends("datum.value < 0", "right", -5, RED)]
    encoding = {"y": place, "x": length, "tooltip": _tooltip("name", "shown")}
    return finished({"data": {"values": values}, "height": _ROW * len(rows), "encoding": encoding, "layer": layers})


def lines(points: Sequence[Point], axis: str, *, from_zero: bool = False) -> Spec:
    """One line for each name, over time in the order given."""
    values = [{"when": p.when, "line": p.line, "value": p.value, "shown": p.shown} for p in points]
    order = list(dict.fromkeys(point.when for point in points))
    names = list(dict.fromkeys(point.line for point in points))
    legend = {} if len(names) > 1 else None
    colour = {"field": "line", "type": "nominal", "sort": None, "title": None, "legend": legend}
    encoding = {
        "x": {
            "field": "when",
            "type": "ordinal",
            "sort": order,
            "title": None,
            "axis": {"labelAngle": 0, "labelOverlap": True},
        },
        "y": {"field": "value", "type": "quantitative", "title": axis, "scale": {"zero": from_zero}},
        "color": colour | {"scale": {"range": list(PALETTE)}},
        "tooltip": _tooltip("line", "when", "shown"),
    }
    marks = [{"mark": {"type": "line", "strokeWidth": 2.4}}, {"mark": {"type": "point", "filled": True, "size": 45}}]
    return finished({"data": {"values": values}, "height": 260, "encoding": encoding, "layer": marks})


def tile_map(tiles: Sequence[Tile]) -> Spec:
    """The schematic map: each place a tile where the pack puts it, the darker the more, its number written on it."""
    placed = [(tile, city.pack().places[tile.place].tile or (index, 0)) for index, tile in enumerate(tiles)]
    values = [
        {"name": _folded(place_name(tile.place)), "value": tile.value, "shown": _folded(tile.shown), "x": x, "y": y}
        for tile, (x, y) in placed
    ]
    several_lines = any("|" in str(value["name"]) for value in values)
    shade = {"field": "value", "type": "quantitative", "legend": None, "scale": {"range": ["#d3e4f0", "#86aecb"]}}
    layers = [
        {
            "mark": {"type": "rect", "invalid": "show", "cornerRadius": 8, "stroke": "white", "strokeWidth": 5},
            "encoding": {"color": {"condition": {"test": "datum.value === null", "value": "#eceef0"}} | shade},
        },
        _on_tile("name", -28 if several_lines else -14),
        _on_tile("shown", 8),
    ]
    encoding = {
        "x": {"field": "x", "type": "ordinal", "axis": None, "scale": {"padding": 0}},
        "y": {"field": "y", "type": "ordinal", "axis": None, "scale": {"padding": 0}},
        "tooltip": _tooltip("name", "shown"),
    }
    height = _TILE * (1 + max((y for _, (_, y) in placed), default=0))
    return finished({"data": {"values": values}, "height": height, "encoding": encoding, "layer": layers})


def _folded(words: str) -> str:
    """In two lines, parted by a bar, where there is a space to part at."""
    return words.replace(" ", "|", 1)


def _on_tile(field: str, down: int) -> Spec:
    mark = {
        "type": "text",
        "dy": down,
        "fontSize": 12,
        "lineBreak": "|",
        "fontWeight": 600 if field == "name" else 500,
    }
    return {"mark": mark, "encoding": {"text": {"field": field, "type": "nominal"}, "color": {"value": INK}}}


def _ends(test: str, align: str, apart: int, colour: str) -> Spec:
    return {
        "transform": [{"filter": test}],
        "mark": {"type": "text", "align": align, "dx": apart, "color": colour, "fontWeight": 500},
        "encoding": {"text": {"field": "shown", "type": "nominal"}},
    }


def _tooltip(*fields: str) -> list[Spec]:
    titles = {"shown": "="}
    return [{"field": field, "type": "nominal", "title": titles.get(field, "·")} for field in fields]
