"""Figures to take away: CSV, a workbook, and SDMX-CSV with its structure."""

from collections.abc import Callable, Sequence

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.text import Text
from nanfeng.release.open_data import csv_text
from nanfeng.release.sdmx import sdmx_csv, structure_xml
from nanfeng.release.select import Released, chosen, grid
from nanfeng.release.spreadsheet import workbook
from nanfeng.web import city, clock
from nanfeng.web.closing.access import audience_of
from nanfeng.web.doors import allow_public
from nanfeng.web.figures.forms import TableForm
from nanfeng.web.figures.queries.one import find
from nanfeng.web.figures.queries.released import contents, offered, stored
from nanfeng.web.figures.services import note_export
from nanfeng.web.look.kinds import Download
from nanfeng.web.people.request import Request

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NOTHING = Text("没有可下载的数据：请先选择", "There is nothing to take away: choose figures first")

_FORMATS: dict[str, tuple[str, Text, Callable[[Sequence[Released]], str | bytes]]] = {
    "xlsx": (_XLSX, Text("电子表格", "Workbook"), lambda found: workbook(city.pack(), found)),
    "csv": (
        "text/csv; charset=utf-8",
        Text("逗号分隔文本", "Text"),
        lambda found: csv_text(city.pack(), found, mark=True),
    ),
    "sdmx.csv": (
        "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8",
        Text("统计数据交换格式", "Statistical data exchange"),
        lambda found: sdmx_csv(city.pack(), found),
    ),
}


def downloads(query: str) -> list[Download]:
    """The files that there are of what an address's parameters select."""
    files = [
        Download(label, f"{reverse('figures:file', args=[name])}?{query}", name.upper())
        for name, (_, label, _) in _FORMATS.items()
    ]
    structure = Download(Text("SDMX 结构", "SDMX structure"), reverse("figures:structure"), "SDMX.XML")
    return [*files, structure]


@allow_public
@require_GET
def file(request: Request, name: str) -> HttpResponse:
    """What is selected (by `figure`, or as in the table builder) as a file."""
    if name not in _FORMATS:
        raise Http404(_NOTHING)
    found = _named(request) if "figure" in request.GET else _tabulated(request)
    if not found:
        raise Http404(_NOTHING)
    kind, _, written = _FORMATS[name]
    note_export("figure", f"figures.{name}", {"figures": [None, len(found)]})
    return _saved(written(found), f"figures.{name}", kind)


@allow_public
@require_GET
def structure(_request: Request) -> HttpResponse:
    """The structure that SDMX data of this city follow."""
    return _saved(structure_xml(city.pack(), clock.now()), "structure.sdmx.xml", "application/xml")


def _named(request: Request) -> Sequence[Released]:
    audience = audience_of(request.post)
    try:
        keys = [FigureKey.parse(text) for text in request.GET.getlist("figure")[:1]]
    except ValueError as error:
        raise Http404(_NOTHING) from error
    found = [one for key in keys if (one := find(key, audience))]
    return [released for one in found for released in chosen([stored(one.release.pk)], [one.figure.key])]


def _tabulated(request: Request) -> Sequence[Released]:
    names = tuple(release.pk for release in offered(audience_of(request.post)))
    form = TableForm(contents(names), request.GET)
    if not form.is_valid():
        raise Http404(_NOTHING)
    return grid([stored(name) for name in names], form.selection()).released()


def _saved(content: str | bytes, name: str, kind: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
