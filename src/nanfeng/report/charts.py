"""Charts of a release's tables: one Vega-Lite specification each, live on the page and drawn for print."""

from pathlib import Path
from tempfile import TemporaryDirectory

import manimgx_fonts_cjk
import typst
import vl_convert

from nanfeng.kinds.text import Text
from nanfeng.pack.publication import Chart
from nanfeng.report.annex import Judged
from nanfeng.report.cells import Edition
from nanfeng.report.document import Paragraph, Picture, Words
from nanfeng.report.drawings import INK, KINDS, QUIET, WEIGHT, Drawing
from nanfeng.report.subject import NothingToDrawError, Subject

FONT = "Noto Sans CJK SC"
"""The typeface of every edition; it comes out of an installed package."""

FONT_FOLDER = Path(manimgx_fonts_cjk.__file__).parent

_PRINT_WIDTH = 640
"""Width of a chart in print, labels included, in Vega's pixels: text of 12 pixels is then of 9 points."""

_PIXELS_PER_INCH = 200

_AVERAGED = Text("跨多个月的一期按月均数绘制。", "A step of several months is drawn at its monthly average.")
_NOTHING = Text("图“{title}”没有可公布的数据，从略。", "The chart “{title}” is left out: no cell of it has a value.")

vl_convert.register_font_directory(str(FONT_FOLDER))


def draw(chart: Chart, edition: Edition, judged: Judged) -> Picture | Paragraph:
    """One chart of the publication; where there is nothing with a value to draw, a sentence that says so."""
    subject = Subject(chart, edition, judged)
    title = subject.says(chart.title)
    try:
        drawing = KINDS[chart.kind](subject)
    except NothingToDrawError:
        return Paragraph((Words(subject.says(_NOTHING).format(title=title)),))
    spec = _finished(drawing)
    svg = vl_convert.vegalite_to_svg({**spec, "width": _PRINT_WIDTH})
    words = f"{title}: {subject.words()}"
    return Picture(chart.id, title, _caption(subject), spec, svg, _as_png(svg), words)


def _caption(subject: Subject) -> str:
    parts = [subject.says(subject.chart.caption)] if subject.chart.caption else []
    if subject.chart.kind == "line" and any(row.figure.key.period.months > 1 for row in subject.rows(whole=True)):
        parts.append(subject.says(_AVERAGED))
    return ("" if subject.edition.language == "zh" else " ").join(parts)


def _finished(drawing: Drawing) -> dict:
    """The specification as the page shows it: as wide as its box, labels included."""
    label = {"labelFontSize": 12, "labelFontWeight": WEIGHT, "labelColor": INK}
    config = {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **label,
            "titleColor": QUIET,
            "titleFontWeight": WEIGHT,
            "gridColor": "#e8ecf0",
            "domainColor": "#c5ced8",
        },
        "axisY": {"labelPadding": 6, "ticks": False},
        "legend": {**label, "orient": "top", "symbolSize": 110},
    }
    spec = drawing.to_dict()
    fit = {"type": "fit-x", "contains": "padding"}
    return {**spec, "width": "container", "autosize": fit, "background": "white", "config": config}


def _as_png(svg: str) -> bytes:
    """The drawing as a bitmap, set by the same engine and typeface as the PDF."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chart.svg").write_text(svg, "utf-8")
        page = '#set page(width: 480pt, height: auto, margin: 0pt)\n#image("chart.svg", width: 100%)'
        (folder / "chart.typ").write_text(page, "utf-8")
        drawn = typst.compile(
            str(folder / "chart.typ"), root=name, format="png", ppi=_PIXELS_PER_INCH, font_paths=[str(FONT_FOLDER)]
        )
    return drawn if isinstance(drawn, bytes) else b"".join(drawn)
