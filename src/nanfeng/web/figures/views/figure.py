"""One figure: what it is, what stands behind it, and how it was revised."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.release.labels import BASES, LEVEL
from nanfeng.report.cells import Edition
from nanfeng.report.trace_page import TracePage, trace_page
from nanfeng.web.closing.access import audience_of
from nanfeng.web.closing.queries.releases import pack_of
from nanfeng.web.closing.titles import title_of, why_revised
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.figures.queries.one import Found, find, history, related
from nanfeng.web.figures.queries.released import stored
from nanfeng.web.figures.queries.tracing import seen_trace, why_untraceable
from nanfeng.web.figures.services import note_look
from nanfeng.web.figures.views.files import downloads
from nanfeng.web.look.language import reading
from nanfeng.web.people.request import Request
from nanfeng.web.programmes.queries.behind import cases_behind

_ROWS = 50
_NO_SUCH = Text(
    "没有这个数据：可能尚未发布，或地址有误", "There is no such figure: it is not published, or the address is wrong"
)
_NO_TRACE = Text("这个数据不能追溯到记录", "This figure cannot be followed down to records")


@allow_public
@require_GET
def figure(request: Request, key: str) -> HttpResponse:
    """A figure with all that a reader needs to judge it."""
    found = _found(request, key)
    told = _told(found)
    revised, untraceable = history(found.figure.key), why_untraceable(found.figure)
    page = {
        "found": found,
        "figure": found.figure,
        "told": told,
        "components": list(zip(told.components, found.figure.components, strict=True)),
        "basis": BASES[found.figure.key.growth] if found.figure.key.growth else LEVEL,
        "release_title": title_of(found.release.publication, found.release.place, found.release.period),
        "history": [(one, why_revised(one.reasons, one.release.vintage.reason)) for one in revised],
        "related": related(found),
        "untraceable": untraceable,
        "traceable": request.post is not None and untraceable is None,
        "downloads": downloads(urlencode({"figure": key})),
    }
    return render(request, "figures/figure.html", page)


@allow(*Role)
@require_GET
def trace(request: Request, key: str) -> HttpResponse:
    """The records behind a figure: those that the reader may see row by row, the others counted."""
    found = _found(request, key)
    traced = seen_trace(found)
    if traced is None:
        raise Http404(_NO_TRACE)
    page = Paginator(traced.rows, _ROWS).get_page(request.GET.get("page"))
    note_look("figure", str(found.figure.key), (one.row.organisation for one in page))
    behind = cases_behind({(one.row.form, one.row.record) for one in page})
    shown = {
        "found": found,
        "told": _told(found),
        "traced": traced,
        "page": page,
        "rows": [(one, behind.get((one.row.form, one.row.record))) for one in page],
        "of_cases": bool(behind),
    }
    return render(request, "figures/trace.html", shown)


def _found(request: Request, text: str) -> Found:
    try:
        key = FigureKey.parse(text)
    except ValueError as error:
        raise Http404(_NO_SUCH) from error
    found = find(key, audience_of(request.post), request.GET.get("release", ""))
    if found is None:
        raise Http404(_NO_SUCH)
    return found


def _told(found: Found) -> TracePage:
    """The figure in words, by the definitions that its release was made with."""
    computed = stored(found.release.pk)
    return trace_page(Edition(pack_of(computed), computed, reading()), found.figure, None, records=False)
