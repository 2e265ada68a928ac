"""Releases: the list by stage, one of them with its way through the flow, and the building of new ones."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.closing import titles
from nanfeng.web.closing.access import UNRELEASED
from nanfeng.web.closing.forms import EVERYWHERE, BuildForm, DayForm
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.ordering import order_everywhere, order_release, order_report, places_for
from nanfeng.web.closing.publishing import facts_of, take_step
from nanfeng.web.closing.queries import calls, figures, releases, vintages
from nanfeng.web.closing.queries.rows import Everywhere, downloads, listed, previews
from nanfeng.web.doors import allow
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.flows.forms import MoveForm
from nanfeng.web.flows.panel import panel
from nanfeng.web.look.errors import problem
from nanfeng.web.look.kinds import Link
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request

_PAGE = 20
_FIGURES = 50
_MOVED = 30
BUILDERS = (Role.STATISTICIAN, Role.PLANNER)
MOVERS = (Role.STATISTICIAN, Role.PLANNER, Role.APPROVER)


@allow(*UNRELEASED)
@require_GET
def office(request: Request) -> HttpResponse:
    """All releases by stage, and the form to build one."""
    form = BuildForm(initial=_proposed())
    return _office(request, form)


@allow(*BUILDERS)
@require_POST
def build(request: Request) -> HttpResponse:
    """Start the building of a release, or of one for every place that the publication can be made for."""
    form = BuildForm(request.POST)
    if not form.is_valid():
        return _office(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    wanted = form.wanted()
    if wanted.place != EVERYWHERE:
        return redirect("jobs:show", order_release(wanted).pk)
    jobs = order_everywhere(wanted)
    said = Text(
        f"已发起{len(jobs)}项生成任务，依次进行", f"{len(jobs)} jobs were started; they are done one after another"
    )
    messages.success(request, words(said))
    return redirect("jobs:list")


@allow(*UNRELEASED)
@require_GET
def release(request: Request, pk: str) -> HttpResponse:
    """One release: where it stands, what may be done with it, what it shows, and what it changes."""
    found = get_object_or_404(releases.office_releases(), pk=pk)
    return _page(request, found)


@allow(*BUILDERS)
@require_POST
def write(_request: Request, pk: str) -> HttpResponse:
    """Write the report of a release that was built without one, in the background."""
    return redirect("jobs:show", order_report(get_object_or_404(Release, pk=pk, report=False)).pk)


@allow(*MOVERS)
@require_POST
def step(request: Request, pk: str) -> HttpResponse:
    """Take a step with a release, as it was seen; what refuses it is said on the page."""
    form, day = MoveForm(request.POST), DayForm(request.POST)
    if not form.is_valid() or not day.is_valid():
        return problem(request, HTTPStatus.BAD_REQUEST)
    found = get_object_or_404(releases.office_releases(), pk=pk)
    try:
        take_step(found.pk, form.expected_version, form.asked(), day.cleaned_data["day"])
    except ConflictError as error:
        return problem(request, HTTPStatus.CONFLICT, error.issue.wrong)
    except FlowError as error:
        for issue in error.issues:
            messages.error(
                request, words(Text(f"{issue.wrong.zh}；{issue.mend.zh}", f"{issue.wrong.en}; {issue.mend.en}"))
            )
    return redirect("closing:release", pk)


def _office(request: Request, form: BuildForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    stage = request.GET.get("stage", "")
    found = releases.office_releases()
    if stage:
        found = found.filter(course__stage=stage)
    page = Paginator(found, _PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": listed(page.object_list),
        "tabs": _tabs(stage),
        "form": form,
        "may_build": _builds(request),
        **_bulletins(),
    }
    return render(request, "closing/releases.html", context, status=status)


def _page(request: Request, found: Release) -> HttpResponse:
    action = request.path + "step/"
    page = Paginator(releases.figures_of(found), _FIGURES).get_page(request.GET.get("page"))
    waits = not found.published_at and not found.withdrawn_at
    moved = releases.movements(found, _MOVED) if waits else []
    context = {
        "release": found,
        "title": titles.title_of(found.publication, found.place, found.period),
        "panel": panel(found.course, action if _moves(request) else "", facts_of(found)),
        "day_action": action if _moves(request) and found.course.stage in ("approved", "scheduled") else "",
        "page": page,
        "figures": [_titled(shown.figure) for shown in figures.shown(page.object_list)],
        "may_write": _builds(request),
        "has_report": found.publication in city.pack().publications
        and city.pack().publications[found.publication].sections,
        "movements": [(row, titles.figure_title(row.new.key)) for row in moved],
        "revisions": figures.revised(figures.revisions().filter(release=found)[:_MOVED]),
        "previews": previews(found),
        "downloads": downloads(found),
    }
    return render(request, "closing/release.html", context)


def _titled(figure: Figure) -> tuple[Figure, Text]:
    return figure, titles.figure_title(figure.key)


def _bulletins() -> dict[str, object]:
    """What can be made at once for several places, for the last period that was closed."""
    newest, call = vintages.newest(), calls.calls().exclude(closed_at=None).first()
    several = [name for name in city.pack().publications if len(places_for(name)) > 1]
    if newest is None or call is None:
        return {"bulletins": [], "has_vintage": newest is not None}
    bulletins = [Everywhere(one, call.period, newest.pk, titles.name_of(one), len(places_for(one))) for one in several]
    return {"bulletins": bulletins, "has_vintage": True}


def _builds(request: Request) -> bool:
    return bool(request.post and Role(request.post.role) in BUILDERS)


def _moves(request: Request) -> bool:
    return bool(request.post and Role(request.post.role) in MOVERS)


def _tabs(stage: str) -> list[Link]:
    every = Link(Text("全部", "All"), "?", not stage)
    return [every, *(Link(one.label, f"?stage={one.id}", one.id == stage) for one in titles.release_stages())]


def _proposed() -> dict[str, object]:
    """What is most likely to be built next: what was built last, for the newest vintage."""
    last = Release.objects.order_by("-built_at").first()
    if last is None:
        return {}
    return {"publication": last.publication, "place": last.place, "period": last.period}
