"""For those who work with figures: the early warning, and two releases side by side."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.web import city
from nanfeng.web.closing.access import UNRELEASED, Audience
from nanfeng.web.closing.titles import REASONS, title_of
from nanfeng.web.doors import allow
from nanfeng.web.figures.access import WATCHERS
from nanfeng.web.figures.queries.compared import comparable, compared
from nanfeng.web.figures.queries.falling import fallen, periods
from nanfeng.web.figures.services import note_look
from nanfeng.web.people.request import Request

_ROWS = 50
_NO_WARNING = Text("没有这样的预警或时期", "There is no such warning or period")
_NO_RELEASE = Text("没有这样的发布", "There is no such release")


@allow(*WATCHERS)
@require_GET
def warnings(request: Request) -> HttpResponse:
    """The organisations that fall, as far as the reader sees their returns; the look is logged."""
    every = list(city.pack().warnings.values())
    warning = next((one for one in every if one.id == request.GET.get("warning", one.id)), None)
    if warning is None:
        raise Http404(_NO_WARNING)
    offered = periods(warning)
    period = _chosen(request.GET.get("period", ""), offered)
    page = Paginator(fallen(warning, period) if period else [], _ROWS).get_page(request.GET.get("page"))
    note_look("warning", f"{warning.id} {period}", (one.falling.organisation for one in page))
    field = city.pack().forms[warning.form].field(warning.field)
    shown = {
        "warnings": every,
        "warning": warning,
        "periods": offered,
        "period": period,
        "page": page,
        "field": field,
        "unit": (field.unit or Unit.COUNT).base,
    }
    return render(request, "figures/warnings.html", shown)


@allow(*UNRELEASED)
@require_GET
def compare(request: Request) -> HttpResponse:
    """Which figures moved from one release to another, and what can have moved them."""
    releases = comparable(Audience.INSIDE)
    page: dict[str, object] = {
        "releases": [(one, title_of(one.publication, one.place, one.period)) for one in releases]
    }
    by_id = {one.pk: one for one in releases}
    asked = request.GET.get("first", ""), request.GET.get("second", "")
    if any(asked):
        if not all(one in by_id for one in asked):
            raise Http404(_NO_RELEASE)
        found = compared(by_id[asked[0]], by_id[asked[1]])
        page |= {
            "found": found,
            "page": Paginator(found.moved, _ROWS).get_page(request.GET.get("page")),
            "reasons": [(_reason(code), count) for code, count in found.reasons],
        }
    return render(request, "figures/compare.html", page)


def _chosen(text: str, offered: list[Period]) -> Period | None:
    if not text:
        return next(iter(offered), None)
    found = next((one for one in offered if str(one) == text), None)
    if found is None:
        raise Http404(_NO_WARNING)
    return found


def _reason(code: str) -> Text:
    return next((label for reason, label in REASONS.items() if reason.value == code), Text(code, code))
