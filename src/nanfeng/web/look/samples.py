"""What the component page shows: made-up examples, the same at each opening."""

from datetime import date
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest

from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.place import PlaceKind
from nanfeng.kinds.text import Language, Text
from nanfeng.kinds.unit import Unit
from nanfeng.web import city
from nanfeng.web.look import reference
from nanfeng.web.look.charts import Bar, Point, Tile, bars, lines, tile_map
from nanfeng.web.look.kinds import Download, Event, Link
from nanfeng.web.look.language import reading
from nanfeng.web.look.states import STATES
from nanfeng.web.look.templatetags.look import t
from nanfeng.web.look.templatetags.names import place_name

JOB_DONE = Text("已读入1,284行，退回2行", "1,284 rows taken in, 2 handed back")
_PERIOD = Period.parse("2023-01..2023-05")
_SUPPRESSED = Text(
    "报送单位少于三家，为保护单个企业而不予公布", "fewer than three contributors: kept back to protect them"
)


class SampleForm(forms.Form):
    """Fields of every sort, one of them wrong."""

    name = forms.CharField(label="企业名称 / Name", help_text="与营业执照一致 / As on the business licence")
    output = forms.DecimalField(label="工业总产值（千元）/ Output (thousand yuan)", min_value=0)
    month = forms.ChoiceField(label="所属期 / Period", choices=[("4", "2023-04"), ("5", "2023-05")])
    why = forms.CharField(label="说明 / Explanation", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    file = forms.FileField(label="表格文件 / Workbook", required=False, help_text="XLSX, XLS, CSV; ≤ 20 MB")
    kind = forms.ChoiceField(
        label="类别 / Kind", choices=[("a", "企业 / enterprise"), ("b", "机构 / agency")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="我已核对 / I have checked this")


def context(request: HttpRequest) -> dict[str, object]:
    """What the page is filled with."""
    parks = [place.code for place in city.pack().places.values() if place.kind is PlaceKind.PARK]
    figures = [_level(park, rank) for rank, park in enumerate(parks)]
    page = Paginator(range(95), 10).get_page(request.GET.get("page"))
    return {
        "rows": [(figure, _growth(figure.key.place, rank)) for rank, figure in enumerate(figures)],
        "suppressed": Figure(_key(parks[0]), None, Unit.YUAN, status=Status.SUPPRESSED, reason=_SUPPRESSED),
        "period": _PERIOD,
        "states": list(STATES),
        "form": SampleForm({"name": "岭禾（虚构）", "output": "-5", "month": "5", "kind": "a"}),
        "chosen": SampleForm(prefix="chosen"),
        "links": [Link(Text("水平", "Levels"), "?", True), Link(Text("增速", "Growth"), "?tab=growth")],
        "downloads": [Download(Text("表格", "Table"), "?", "XLSX", 48_210), Download(Text("数据", "Data"), "?", "CSV")],
        "events": _events(),
        "page": page,
        "tags": reference.tags(),
        "filters": reference.filters(),
        **_charts(figures),
    }


def _key(place: str, growth: Basis | None = None) -> FigureKey:
    return FigureKey("industrial_output", _PERIOD, place, growth=growth)


def _level(place: str, rank: int) -> Figure:
    return Figure(_key(place), Decimal(152_340_000_000) - rank * Decimal(27_815_500_000), Unit.YUAN)


def _growth(place: str, rank: int) -> Figure:
    return Figure(_key(place, Basis.COMPARABLE), Decimal("6.24") - rank * Decimal("2.17"), Unit.PERCENT)


def _events() -> list[Event]:
    return [
        Event(date(2023, 7, 5), Text("报送截止", "Returns are due"), tone="warn"),
        Event(date(2023, 7, 8), Text("园区审核通过", "Passed by the park"), who="南海园 / Nanhai", tone="good"),
        Event(date(2023, 7, 15), Text("公布上半年数据", "Figures of the first half are published")),
    ]


def _charts(figures: list[Figure]) -> dict[str, object]:
    size = 10**8 if reading() is Language.ZH else 10**9
    axis = t("亿元", "billion yuan")
    values = [float(figure.value or 0) / size for figure in figures]
    names = [place_name(figure.key.place) for figure in figures]
    shown = [f"{value:,.2f}" for value in values]
    told = "; ".join(f"{name} {number}" for name, number in zip(names, shown, strict=True))
    growths = [6.24, 4.1, -0.8, 2.2, -3.1]
    tiles = [Tile(f.key.place, value, f"{s} {axis}") for f, value, s in zip(figures, values, shown, strict=True)]
    return {
        "told": told,
        "bars": bars([Bar(n, v, s) for n, v, s in zip(names, values, shown, strict=True)], axis),
        "growths": bars([Bar(n, g, f"{g:+.2f}%") for n, g in zip(names, growths, strict=False)], "%"),
        "lines": lines(_months(), axis),
        "map": tile_map([*tiles[:-1], Tile(tiles[-1].place, None, t("不予公布", "not published"))]),
    }


def _months() -> list[Point]:
    months = [(f"2023-{month:02}", month) for month in range(2, 13)]
    lines_drawn = ((t("本年", "this year"), 410), (t("上年", "last year"), 395))
    return [Point(w, name, base + 9 * m - (m % 3) * 14, "") for name, base in lines_drawn for w, m in months]
