"""The kinds of charts: each turns a subject into a Vega-Lite drawing without a width of its own."""

from collections.abc import Callable, Mapping
from textwrap import wrap

import altair as alt

from nanfeng.kinds.figure import Figure
from nanfeng.kinds.text import Text
from nanfeng.report.annex import STATES
from nanfeng.report.cells import CellRow, scale
from nanfeng.report.subject import NothingToDrawError, Subject
from nanfeng.report.wording import short_period_words

INK, QUIET, RED, BLUE = "#1f2933", "#5c6773", "#b23a2e", "#1f5f8b"
PALETTE = (BLUE, RED, "#c98a1b", "#3f7d58", "#6b4e8f", "#5b7a99")
WEIGHT = 500
"""The weight of a chart's text. Typst draws text of the default weight in a variable typeface as its thinnest."""

_STATE_COLOURS = ("#23663f", "#5fa777", BLUE, "#c98a1b", RED, "#c5ced8")
_TICKS = 7
_TITLE_LETTERS, _FIRST_WIDE = 40, 0x2E80
_LEGEND_LETTERS, _MOST_COLUMNS = 96, 4
"""How many letters of a legend fit side by side; a Chinese one takes the room of two."""


_LABEL_ROOM = 0.2
"""How much of a bar chart's span is kept free for the labels at the ends of bars."""

_THIS_YEAR, _YEAR_BEFORE = Text("本期", "this period"), Text("上年同期", "a year before")
_MONTHLY = Text("月均{unit}", "{unit} a month")

Drawing = alt.Chart | alt.LayerChart | alt.FacetChart


def line(subject: Subject) -> Drawing:
    """Over months. A step of several months is drawn at its monthly average, so that it shows no false peak."""
    rows = subject.rows(whole=True)
    language = subject.edition.language
    values = [
        {
            "period": "|".join(short_period_words(r.figure.key.period, language)),
            "name": r.period,
            "place": r.place,
            "value": r.value / r.figure.key.period.months,
            "shown": r.printed,
        }
        for r in rows
    ]
    title = subject.says(_MONTHLY).format(unit=subject.axis(rows[0]))
    order = list(dict.fromkeys(value["period"] for value in values))
    several = len({value["place"] for value in values}) > 1
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("period:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, labelExpr="split(datum.label, '|')")),
        y=alt.Y("value:Q", title=title, scale=alt.Scale(zero=False)),
        color=alt.Color(
            "place:N",
            title=None,
            sort=None,
            scale=alt.Scale(range=list(PALETTE)),
            legend=alt.Legend() if several else None,
        ),
        tooltip=[
            alt.Tooltip("place:N", title="·"),
            alt.Tooltip("name:N", title="·"),
            alt.Tooltip("shown:N", title="="),
            alt.Tooltip("value:Q", title=title, format=",.2f"),
        ],
    )
    return alt.layer(base.mark_line(strokeWidth=2.5), base.mark_point(size=55, filled=True)).properties(height=260)


def bar(subject: Subject) -> Drawing:
    """One bar a place or code, the largest first, each with its number at its end."""
    rows = sorted(subject.rows(), key=lambda row: -row.value)
    values = [{"name": r.code or r.place, "value": r.value, "shown": r.printed, "label": r.label} for r in rows]
    names = [value["name"] for value in values]
    span = alt.Scale(domain=_span(rows), nice=False)
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=250)),
        x=alt.X("value:Q", title=subject.axis(rows[0]), scale=span, axis=alt.Axis(tickCount=_TICKS)),
        tooltip=[alt.Tooltip("name:N", title="·"), alt.Tooltip("shown:N", title="=")],
    )
    colour = alt.condition("datum.value < 0", alt.value(RED), alt.value(BLUE))
    label = base.encode(text="label:N")
    positive = label.transform_filter("datum.value >= 0").mark_text(align="left", dx=5, color=INK, fontWeight=WEIGHT)
    negative = label.transform_filter("datum.value < 0").mark_text(align="right", dx=-5, color=RED, fontWeight=WEIGHT)
    bars = base.mark_bar(height={"band": 0.62}).encode(color=colour)
    return alt.layer(bars, positive, negative).properties(height=alt.Step(30))


def _span(rows: list[CellRow]) -> list[float]:
    """The axis of a bar chart: from zero, with room at each end that has labels."""
    low, high = min(0.0, *(row.value for row in rows)), max(0.0, *(row.value for row in rows))
    room = (high - low or 1.0) * _LABEL_ROOM
    return [low - room if low < 0 else 0.0, high + room if high > 0 else 0.0]


def tiles(subject: Subject) -> Drawing:
    """The schematic map: each place a tile where the pack puts it, its number written on it."""
    rows = subject.rows()
    places = {row.place_code: subject.edition.pack.places[row.place_code].tile for row in rows}
    placed = [(row, places[row.place_code] or (index, 0)) for index, row in enumerate(rows)]
    values = [
        {"name": r.place, "value": r.value, "shown": r.printed.replace(" ", "|", 1), "x": tile[0], "y": tile[1]}
        for r, tile in placed
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("x:O", axis=None, scale=alt.Scale(padding=0)),
        y=alt.Y("y:O", axis=None, scale=alt.Scale(padding=0)),
        tooltip=[alt.Tooltip("name:N", title="·"), alt.Tooltip("shown:N", title="=")],
    )
    ink = alt.condition(f"datum.value > {_middle(rows)}", alt.value("white"), alt.value(INK))
    colour = alt.Color("value:Q", legend=None, scale=alt.Scale(range=["#dce8f0", BLUE]))
    shown = base.mark_text(dy=8, fontSize=13, fontWeight=WEIGHT, lineBreak="|")
    return alt.layer(
        base.mark_rect(cornerRadius=8, stroke="white", strokeWidth=6).encode(color=colour),
        base.mark_text(dy=-13, fontSize=14, fontWeight=700).encode(text="name:N", color=ink),
        shown.encode(text="shown:N", color=ink),
    ).properties(height=120 * (1 + max(tile[1] for _, tile in placed)))


def _middle(rows: list[CellRow]) -> float:
    return (min(row.value for row in rows) + max(row.value for row in rows)) / 2


def dumbbell(subject: Subject) -> Drawing:
    """This period against the year before, the largest first, with the growth beside each pair."""
    rows = [row for row in subject.rows() if {"current", "base"} <= set(_levels(row.figure))]
    if not rows:
        raise NothingToDrawError(f"chart {subject.chart.id} compares with a year before, but no cell has a base")
    unit = next(part.unit for part in rows[0].figure.components if part.role == "current")
    divisor, axis = scale(unit, subject.edition.language)
    pairs = [_pair(row, float(divisor)) for row in sorted(rows, key=lambda row: -_levels(row.figure)["current"])]
    names = [pair["name"] for pair in pairs]
    span = alt.Scale(domain=[0, max(pair["end"] for pair in pairs) * (1 + _LABEL_ROOM * 0.75)], nice=False)
    base = alt.Chart(alt.Data(values=pairs)).encode(
        y=alt.Y("name:N", title=None, sort=names, axis=alt.Axis(labelLimit=250, grid=True, ticks=False))
    )
    when = subject.says(_YEAR_BEFORE), subject.says(_THIS_YEAR)
    bond = base.mark_rule(color="#c5ced8", strokeWidth=4).encode(x=alt.X("before:Q", scale=span), x2="current:Q")
    points = (
        base.transform_fold(["before", "current"], as_=["when", "value"])
        .transform_calculate(when=f"datum.when === 'before' ? '{when[0]}' : '{when[1]}'")
        .mark_point(size=110, filled=True, opacity=0.9)
        .encode(x=alt.X("value:Q", title=axis, scale=span), color=_when_colour(when), tooltip=_pair_tooltip(axis))
    )
    growth = base.mark_text(align="left", dx=10, fontWeight=WEIGHT).encode(
        x=alt.X("end:Q", scale=span),
        text="shown:N",
        color=alt.condition("datum.fell", alt.value(RED), alt.value(INK)),
    )
    return alt.layer(bond, points, growth).properties(height=alt.Step(30))


def _pair(row: CellRow, divisor: float) -> dict:
    levels = _levels(row.figure)
    current, before = levels["current"] / divisor, levels["base"] / divisor
    known = {"name": row.code or row.place, "current": current, "before": before}
    return known | {"end": max(current, before), "shown": row.printed, "fell": row.value < 0}


def _when_colour(when: tuple[str, str]) -> alt.Color:
    return alt.Color("when:N", title=None, sort=when, scale=alt.Scale(domain=when, range=["#9aa5b1", BLUE]))


def _pair_tooltip(axis: str) -> list[alt.Tooltip]:
    value = alt.Tooltip("value:Q", title=axis, format=",.2f")
    return [alt.Tooltip("name:N", title="·"), alt.Tooltip("when:N", title="·"), value]


def _levels(figure: Figure) -> dict[str, float]:
    return {part.role: float(part.value) for part in figure.components if part.value is not None}


def stacked(subject: Subject) -> Drawing:
    """One bar a place, divided by code; where there is one place, the legend says the numbers too."""
    rows = subject.rows()
    alone = len({row.place for row in rows}) == 1
    values = [
        {
            "place": r.place,
            "name": f"{r.code} {r.label}" if alone else r.code,
            "value": r.value,
            "shown": r.printed,
        }
        for r in rows
    ]
    colour = alt.Color(
        "name:N",
        title=None,
        sort=None,
        scale=_colours(rows),
        legend=alt.Legend(labelLimit=320, columns=_columns(values)),
    )
    return (
        alt.Chart(alt.Data(values=values))
        .mark_bar(height={"band": 0.7})
        .encode(
            y=alt.Y("place:N", sort=None, title=None),
            x=alt.X("value:Q", title=subject.axis(rows[0]), stack="zero", axis=alt.Axis(tickCount=_TICKS)),
            color=colour,
            tooltip=[alt.Tooltip("name:N", title="·"), alt.Tooltip("shown:N", title="=")],
        )
        .properties(height=alt.Step(46))
    )


def _columns(values: list[dict]) -> int:
    longest = max(sum(2 if ord(letter) > _FIRST_WIDE else 1 for letter in value["name"]) for value in values)
    return max(1, min(_MOST_COLUMNS, _LEGEND_LETTERS // (longest + 4)))


def _colours(rows: list[CellRow]) -> alt.Scale:
    many = len({row.code for row in rows}) > len(PALETTE)
    return alt.Scale(scheme="tableau20") if many else alt.Scale(range=list(PALETTE))


def targets(subject: Subject) -> Drawing:
    """One bar a plan: how many of its targets are in each state."""
    states = [subject.says(words) for words in STATES.values()]
    values = [
        {"plan": _folded(plan), "name": plan, "state": state, "count": count} for plan, state, count in subject.states()
    ]
    used = [state for state in states if any(value["state"] == state for value in values)]
    colours = [colour for state, colour in zip(states, _STATE_COLOURS, strict=True) if state in used]
    shades = alt.Scale(domain=used, range=colours)
    return (
        alt.Chart(alt.Data(values=values))
        .transform_calculate(rank=f"indexof({used}, datum.state)")
        .mark_bar(height={"band": 0.66})
        .encode(
            y=alt.Y(
                "plan:N", sort=None, title=None, axis=alt.Axis(labelLimit=320, labelExpr="split(datum.label, '|')")
            ),
            x=alt.X("count:Q", title=None, stack="zero", axis=alt.Axis(tickMinStep=1)),
            order="rank:Q",
            color=alt.Color("state:N", title=None, sort=used, scale=shades, legend=alt.Legend(columns=3)),
            tooltip=[
                alt.Tooltip("name:N", title="·"),
                alt.Tooltip("state:N", title="·"),
                alt.Tooltip("count:Q", title="="),
            ],
        )
        .properties(height=alt.Step(38))
    )


def _folded(title: str) -> str:
    """A long title in two lines, parted by a bar; Chinese letters are twice as wide as others."""
    width = _TITLE_LETTERS // 2 if any(ord(letter) > _FIRST_WIDE for letter in title) else _TITLE_LETTERS
    if len(title) <= width:
        return title
    if width == _TITLE_LETTERS:
        return "|".join(wrap(title, width, max_lines=2, placeholder=" …"))
    half = -(-len(title) // 2)
    return f"{title[:half]}|{title[half:]}"


KINDS: Mapping[str, Callable[[Subject], Drawing]] = {
    "line": line,
    "bar": bar,
    "tiles": tiles,
    "dumbbell": dumbbell,
    "stacked": stacked,
    "targets": targets,
}
"""Every kind of chart by its name in a publication."""
