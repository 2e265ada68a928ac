"""Charts of a release's tables: one Vega-Lite specification each, live on the page and drawn for print."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import altair as alt
import manimgx_fonts_cjk
import vl_convert

from nanfeng.kinds.text import Text
from nanfeng.pack.publication import Chart
from nanfeng.report.annex import STATES, Judged
from nanfeng.report.cells import CellRow, Edition, cell_rows, scale
from nanfeng.report.document import Picture

FONT = "Noto Sans CJK SC"
"""The typeface of every edition; it comes out of an installed package."""

FONT_FOLDER = Path(manimgx_fonts_cjk.__file__).parent

INK, QUIET, RED, BLUE = "#1f2933", "#8a94a0", "#b23a2e", "#1f5f8b"
PALETTE = (BLUE, RED, "#c98a1b", "#3f7d58", "#6b4e8f", "#5b7a99")

_THIS_YEAR, _YEAR_BEFORE = Text("本期", "this period"), Text("上年同期", "a year before")

Drawing = alt.Chart | alt.LayerChart | alt.FacetChart

vl_convert.register_font_directory(str(FONT_FOLDER))


def draw(chart: Chart, edition: Edition, judged: Judged) -> Picture:
    """One chart of the publication; raise ValueError where there is nothing with a value to draw."""
    subject = _Subject(chart, edition, judged)
    spec = _finished(_KINDS[chart.kind](subject)).to_dict()
    title, caption = chart.title.in_language(edition.language), chart.caption
    return Picture(
        id=chart.id,
        title=title,
        caption=caption.in_language(edition.language) if caption else "",
        spec=spec,
        svg=vl_convert.vegalite_to_svg(spec),
        png=vl_convert.vegalite_to_png(spec, scale=2.5),
        words=f"{title}: {subject.words()}",
    )


class _Subject:
    """What one chart is drawn of."""

    def __init__(self, chart: Chart, edition: Edition, judged: Judged) -> None:
        self.chart, self.edition, self.judged = chart, edition, judged

    def rows(self, *, whole: bool = False) -> list[CellRow]:
        """The chart's cells; raise ValueError where there is none to draw."""
        table = self.edition.release.tables[self.chart.table or ""]
        rows = cell_rows(self.edition, table, self.chart.basis, whole=whole)
        if not rows:
            raise ValueError(f"chart {self.chart.id} has nothing to draw: table {table.id} holds no value")
        return rows

    def words(self) -> str:
        """The chart told in words, for those who do not see it: its first dozen values."""
        if self.chart.kind == "targets":
            return "; ".join(f"{plan} {state} {count}" for plan, state, count in self.states())
        rows = self.rows(whole=self.chart.kind == "line")
        return "; ".join(f"{row.place} {row.code or row.period} {row.printed}" for row in rows[:12])

    def states(self) -> list[tuple[str, str, int]]:
        """How many targets of each plan are in each state, in words."""
        plans = self.edition.pack.plans
        counted = Counter((key.partition("/")[0], progress.state) for key, progress in self.judged.progress.items())
        return [
            (self.says(plans[plan].title), self.says(STATES[state]), counted[plan, state])
            for plan in plans
            for state in STATES
            if counted[plan, state]
        ]

    def axis(self, row: CellRow) -> str:
        """The title of the value axis."""
        return scale(row.figure.unit, self.edition.language)[1]

    def says(self, text: Text) -> str:
        """The words in the edition's language."""
        return text.in_language(self.edition.language)


def _line(subject: _Subject) -> Drawing:
    rows = subject.rows(whole=True)
    data = alt.Data(values=[{"period": r.period, "place": r.place, "value": r.value, "shown": r.printed} for r in rows])
    order = list(dict.fromkeys(r.period for r in rows))
    base = alt.Chart(data).encode(
        x=alt.X("period:N", sort=order, title=None, axis=alt.Axis(labelAngle=0 if len(order) < 8 else -40)),
        y=alt.Y("value:Q", title=subject.axis(rows[0]), scale=alt.Scale(zero=False)),
        color=alt.Color("place:N", title=None, scale=alt.Scale(range=list(PALETTE)), sort=None),
        tooltip=[alt.Tooltip("place:N"), alt.Tooltip("period:N"), alt.Tooltip("shown:N")],
    )
    return alt.layer(base.mark_line(strokeWidth=2.5), base.mark_point(size=45, filled=True)).properties(height=260)


def _bar(subject: _Subject) -> Drawing:
    rows = subject.rows()
    data = alt.Data(values=[{"name": r.code or r.place, "value": r.value, "shown": r.printed} for r in rows])
    base = alt.Chart(data).encode(
        y=alt.Y("name:N", sort="-x", title=None, axis=alt.Axis(labelLimit=260)),
        x=alt.X("value:Q", title=subject.axis(rows[0])),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("shown:N")],
    )
    colour = alt.condition("datum.value < 0", alt.value(RED), alt.value(BLUE))
    labels = base.mark_text(align="left", dx=5, color=INK).encode(text="shown:N")
    return alt.layer(base.mark_bar(height={"band": 0.65}).encode(color=colour), labels).properties(height=alt.Step(30))


def _tiles(subject: _Subject) -> Drawing:
    rows = subject.rows()
    tiles = {row.place_code: subject.edition.pack.places[row.place_code].tile for row in rows}
    placed = [(row, tiles[row.place_code] or (index, 0)) for index, row in enumerate(rows)]
    values = [{"name": r.place, "value": r.value, "shown": r.printed, "x": tile[0], "y": tile[1]} for r, tile in placed]
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("x:O", axis=None),
        y=alt.Y("y:O", axis=None),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("shown:N")],
    )
    middle = (min(v["value"] for v in values) + max(v["value"] for v in values)) / 2
    ink = alt.condition(f"datum.value > {middle}", alt.value("white"), alt.value(INK))
    colour = alt.Color("value:Q", title=subject.axis(rows[0]), scale=alt.Scale(range=["#dce8f0", BLUE]))
    return alt.layer(
        base.mark_rect(cornerRadius=10, stroke="white", strokeWidth=6).encode(color=colour),
        base.mark_text(dy=-9, fontSize=15, fontWeight="bold").encode(text="name:N", color=ink),
        base.mark_text(dy=13, fontSize=13).encode(text="shown:N", color=ink),
    ).properties(width=500, height=300)


def _dumbbell(subject: _Subject) -> Drawing:
    pairs = [pair for row in subject.rows() if (pair := _current_and_base(subject, row))]
    if not pairs:
        raise ValueError(f"chart {subject.chart.id} compares with a year before, but no cell has a base")
    values = [
        {"name": name, "when": when, "value": value}
        for name, current, base in pairs
        for when, value in ((subject.says(_THIS_YEAR), current), (subject.says(_YEAR_BEFORE), base))
    ]
    order = [subject.says(_YEAR_BEFORE), subject.says(_THIS_YEAR)]
    base = alt.Chart(alt.Data(values=values)).encode(y=alt.Y("name:N", title=None, axis=alt.Axis(labelLimit=260)))
    unit = scale(subject.rows()[0].figure.components[0].unit, subject.edition.language)[1]
    line = base.mark_line(color="#c5ced8", strokeWidth=4).encode(x="value:Q", detail="name:N")
    points = base.mark_point(size=130, filled=True, opacity=1).encode(
        x=alt.X("value:Q", title=unit, scale=alt.Scale(zero=False)),
        color=alt.Color("when:N", title=None, sort=order, scale=alt.Scale(domain=order, range=[QUIET, RED])),
        tooltip=[alt.Tooltip("name:N"), alt.Tooltip("when:N"), alt.Tooltip("value:Q", format=",.2f")],
    )
    return alt.layer(line, points).properties(height=alt.Step(34))


def _current_and_base(subject: _Subject, row: CellRow) -> tuple[str, float, float] | None:
    parts = {component.role: component for component in row.figure.components}
    if not {"current", "base"} <= set(parts) or any(parts[r].value is None for r in ("current", "base")):
        return None
    divisor, _ = scale(parts["current"].unit, subject.edition.language)
    current, base = parts["current"].value, parts["base"].value
    return (row.code or row.place, float((current or 0) / divisor), float((base or 0) / divisor))


def _stacked(subject: _Subject) -> Drawing:
    rows = subject.rows()
    data = alt.Data(values=[{"place": r.place, "name": r.code, "value": r.value, "shown": r.printed} for r in rows])
    return (
        alt.Chart(data)
        .mark_bar(height={"band": 0.7})
        .encode(
            y=alt.Y("place:N", sort=None, title=None),
            x=alt.X("value:Q", title=subject.axis(rows[0]), stack="zero"),
            color=alt.Color("name:N", title=None, sort=None, scale=alt.Scale(scheme="tableau20")),
            tooltip=[alt.Tooltip("place:N"), alt.Tooltip("name:N"), alt.Tooltip("shown:N")],
        )
        .properties(height=alt.Step(38))
    )


def _targets(subject: _Subject) -> Drawing:
    states = [subject.says(words) for words in STATES.values()]
    values = [{"plan": plan, "state": state, "count": count} for plan, state, count in subject.states()]
    colours = ["#23663f", "#5fa777", BLUE, "#c98a1b", RED, "#c5ced8"]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_bar(height={"band": 0.7})
        .encode(
            y=alt.Y("plan:N", sort=None, title=None, axis=alt.Axis(labelLimit=280)),
            x=alt.X("count:Q", title=None, stack="zero", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("state:N", title=None, sort=None, scale=alt.Scale(domain=states, range=colours)),
            tooltip=[alt.Tooltip("plan:N"), alt.Tooltip("state:N"), alt.Tooltip("count:Q")],
        )
        .properties(height=alt.Step(34))
    )


_KINDS: Mapping[str, Callable[[_Subject], Drawing]] = {
    "line": _line,
    "bar": _bar,
    "tiles": _tiles,
    "dumbbell": _dumbbell,
    "stacked": _stacked,
    "targets": _targets,
}


def _finished(chart: Drawing) -> Drawing:
    if chart.width is alt.Undefined:
        chart = chart.properties(width=560)
    return (
        chart.configure(font=FONT, background="white")
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, titleColor=QUIET, gridColor="#e8ecf0", domainColor="#c5ced8", labelFontSize=12)
        .configure_legend(labelFontSize=12, titleColor=QUIET, orient="top")
    )
