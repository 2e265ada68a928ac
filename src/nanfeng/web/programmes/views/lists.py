"""Pages of many cases: one's own, the programmes, one programme with its board, its table and how far cases come."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from nanfeng.cases.diagram import outline
from nanfeng.cases.flow import Transition
from nanfeng.cases.programme import Part, Programme
from nanfeng.figures.indicator import Indicator
from nanfeng.kinds.text import Text
from nanfeng.pack.programmes import fed_by
from nanfeng.web import city, clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.doors import allow
from nanfeng.web.flows.drawing import drawing
from nanfeng.web.look.achieved import Result, results_of
from nanfeng.web.look.kinds import Link
from nanfeng.web.look.language import reading
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import STAFF
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.access import is_named
from nanfeng.web.programmes.forms import FindForm, list_form
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries import lists
from nanfeng.web.programmes.queries import programme as figures
from nanfeng.web.programmes.queries.lists import Which
from nanfeng.web.programmes.queries.own import Own, with_next
from nanfeng.web.programmes.views.doors import WORKERS
from nanfeng.web.programmes.views.way import Mark, stage_line

_PAGE = 50
_SOON = timedelta(days=7)


@allow(*WORKERS)
@require_GET
def mine(request: Request) -> HttpResponse:
    """What is one's own to see to, what is due and late, and every case that one sees by a text."""
    form = FindForm(request.GET)
    asked = any(request.GET.get(name) for name in form.fields)
    page = Paginator(lists.matching(form.which()) if asked else lists.mine(), _PAGE)
    page = page.get_page(request.GET.get("page"))
    staff = present_doer().role in STAFF
    shown = {
        "form": form,
        "asked": asked,
        "page": page,
        "rows": rows(page.object_list),
        "late": rows(lists.late()[:_PAGE]) if staff and not asked else (),
        "due": rows(lists.due(_SOON)[:_PAGE]) if staff and not asked else (),
        "tasks": lists.tasks()[:_PAGE] if staff else (),
        "today": clock.today(),
    }
    if present().organisations and not asked:
        shown["own"] = [(one, _line(one)) for one in with_next(page.object_list)]
    return render(request, "programmes/mine.html", shown)


def _line(one: Own) -> list[Mark]:
    """The stages of a case on its organisation's list; none where the programme is gone."""
    return stage_line(one.programme, one.case) if one.programme else []


@allow(*WORKERS)
@require_GET
def programmes(request: Request) -> HttpResponse:
    """The programmes that are one's work, with how many cases each has."""
    counts = figures.standing()
    found = [(one, sum(counts.get(one.id, {}).values()), is_named(one.begun_by)) for one in figures.mine()]
    return render(request, "programmes/programmes.html", {"programmes": found})


@allow(*WORKERS)
@require_GET
def programme(request: Request, name: str) -> HttpResponse:
    """One programme: its diagram, its cases on the board or in a table, and for staff how far they come."""
    found = programme_named(name)
    form, view = list_form(found, request.GET), request.GET.get("view", "board")
    staff = present_doer().role in STAFF
    page = {
        "programme": found,
        "form": form,
        "tabs": _tabs(found, view, staff=staff),
        "view": view,
        "drawing": drawing(found.flow, None, reading()),
        "outline": outline(found.flow),
        "may_begin": is_named(found.begun_by),
        "staff": staff,
        "today": clock.today(),
    }
    if view == "figures" and staff:
        more = {"funnel": figures.funnel(found), "limits": figures.limits(found), "rounds": figures.rounds(found)}
        more["results"] = _results(request, found)
    elif view == "table":
        more = _table(request, found, form.which(found.id))
    else:
        more = {"columns": lists.board(found, form.which(found.id))}
    return render(request, "programmes/programme.html", page | more)


def _table(request: Request, found: Programme, which: Which) -> dict[str, object]:
    page = Paginator(lists.matching(which), _PAGE).get_page(request.GET.get("page"))
    return {"page": page, "rows": rows(page.object_list), "bulk": _together(found, which.stage)}


def _results(request: Request, found: Programme) -> list[tuple[Indicator, Result | None]]:
    """The indicators that a programme feeds with their newest figures, those that have one first."""
    fed = fed_by(found, city.pack().indicators)
    known = results_of(request, [one.id for one in fed])
    return sorted(((one, known.get(one.id)) for one in fed), key=lambda pair: pair[1] is None)


def rows(cases: Iterable[Case]) -> list[tuple[Case, Text, Text]]:
    """Cases with what their programme and their stage are called."""
    return [(case, *labels(case)) for case in cases]


def labels(case: Case) -> tuple[Text, Text]:
    """What the programme of a case and its stage are called today; by their ids where today's have them no more."""
    known = city.pack().programmes.get(case.programme)
    stages = {stage.id: stage.label for stage in known.stages} if known else {}
    label = known.label if known else Text(case.programme, case.programme)
    stage = known.name_now(Part.STAGE, case.stage) if known else case.stage
    return label, stages.get(stage, Text(stage, stage))


def programme_named(name: str) -> Programme:
    """A programme that the city runs; raise Http404 for others."""
    found = city.pack().programmes.get(name)
    if found is None:
        raise Http404(Text("没有这个项目", "there is no such programme"))
    return found


def _together(found: Programme, stage: str) -> list[Transition]:
    """The steps that the present doer may take with many cases of a stage at once; none where no stage is chosen."""
    return [one for one in found.flow.leaving(stage) if present_doer().role and is_named(one.roles)] if stage else []


def _tabs(found: Programme, view: str, *, staff: bool) -> list[Link]:
    names = {"board": Text("看板", "Board"), "table": Text("列表", "Table")}
    names |= {"figures": Text("进展与资金", "Progress and funds")} if staff else {}
    address = reverse("programmes:programme", args=[found.id])
    return [Link(label, f"{address}?view={name}", name == view) for name, label in names.items()]
