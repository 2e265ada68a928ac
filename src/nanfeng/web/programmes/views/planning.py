"""Planning cases day by day: choosing organisations, and what is planned already."""

from collections.abc import Callable
from http import HTTPStatus
from itertools import groupby

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.cases.programme import Linked
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import looked, present_doer
from nanfeng.web.doors import allow
from nanfeng.web.organisations.queries import Which, listed
from nanfeng.web.people.request import Request
from nanfeng.web.people.scope import present
from nanfeng.web.programmes import services
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.planned import plan_of, planned_in
from nanfeng.web.programmes.quick_forms import ChooseForm, PlanForm
from nanfeng.web.programmes.views.acting import acted, unclear
from nanfeng.web.programmes.views.case import found
from nanfeng.web.programmes.views.doors import FIELD
from nanfeng.web.records.access import may_file
from nanfeng.web.records.models import Record

_PAGE = 30
_NO_PLAN = Text("这个办件没有计划名单", "this case plans nothing")


@allow(*FIELD)
@require_GET
def show(request: Request, number: str) -> HttpResponse:
    """What a case plans, day by day, and the organisations that may be added."""
    row = found(number)
    linked = _linked(row)
    looked("case", number, row.organisation)
    planned = planned_in(row, linked)
    which = ChooseForm(request.GET)
    said = which.cleaned_data if which.is_valid() else {}
    among = listed(Which(text=said.get("text", ""), park=said.get("park") or row.park, kind="enterprise"))
    taken = {one.record.organisation for one in planned if not one.made}
    page = {
        "case": row,
        "linked": linked,
        "days": [(day, list(group)) for day, group in groupby(planned, key=lambda one: one.day)],
        "which": which,
        "plan": PlanForm(initial={"day": clock.today()}),
        "page": Paginator(among, _PAGE).get_page(request.GET.get("page")),
        "taken": taken,
        "may_write": present().writes and may_file(city.pack().forms[linked.form], present_doer().role),
        "today": clock.today(),
    }
    return render(request, "programmes/plan.html", page)


@allow(*FIELD)
@require_POST
def add(request: Request, number: str) -> HttpResponse:
    """Plan the organisations that were ticked for a day."""
    form, chosen = PlanForm(request.POST), request.POST.getlist("chosen")
    if not form.is_valid() or not chosen:
        return unclear(request)
    return _planned(request, number, lambda: services.plan(number, chosen, form.cleaned_data["day"]))


@allow(*FIELD)
@require_POST
def remove(request: Request, number: str, pk: int) -> HttpResponse:
    """Take one off the plan."""
    why = request.POST.get("why", "")
    return _planned(request, number, lambda: services.unplan(number, pk, why))


def _planned(request: Request, number: str, act: Callable[[], object]) -> HttpResponse:
    """Change the plan and go back to it, which says what was done or why not."""
    try:
        answer = acted(request, number, act, Text("计划已更新", "The plan is up to date"))
    except Record.DoesNotExist as error:
        raise Http404(_NO_PLAN) from error
    return redirect("programmes:plan", number) if answer.status_code == HTTPStatus.FOUND else answer


def _linked(row: Case) -> Linked:
    programme = city.pack().programmes.get(row.programme)
    linked = plan_of(programme) if programme else None
    if linked is None:
        raise Http404(_NO_PLAN)
    return linked
