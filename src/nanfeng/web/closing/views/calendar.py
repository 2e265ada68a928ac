"""The release calendar as the office keeps it, and the log of corrections as it sees it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.kinds.role import Role
from nanfeng.web.closing import calendar as services
from nanfeng.web.closing.access import UNRELEASED
from nanfeng.web.closing.forms import PlanForm
from nanfeng.web.closing.models import CalendarEntry
from nanfeng.web.closing.queries import calendar as queries
from nanfeng.web.closing.queries import calls, figures
from nanfeng.web.closing.titles import correction_codes
from nanfeng.web.closing.views.releases import MOVERS
from nanfeng.web.doors import allow
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request

_PAGE = 40


@allow(*UNRELEASED)
@require_GET
def calendar(request: Request) -> HttpResponse:
    """What comes out when, and what came out."""
    return _calendar(request, PlanForm())


@allow(*MOVERS)
@require_POST
def plan(request: Request) -> HttpResponse:
    """Plan a day for something that need not be made yet."""
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _calendar(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        services.plan_day(form.planned())
    except services.TakenError as error:
        form.add_error(None, words(error.args[0]))
        return _calendar(request, form, HTTPStatus.CONFLICT)
    return redirect("closing:calendar")


@allow(*MOVERS)
@require_POST
def cancel(request: Request, pk: int) -> HttpResponse:
    """Take a planned day out of the calendar again."""
    services.cancel_day(get_object_or_404(CalendarEntry, pk=pk, release=None))
    messages.success(request, words(services.CANCELLED))
    return redirect("closing:calendar")


@allow(*UNRELEASED)
@require_GET
def revisions(request: Request) -> HttpResponse:
    """The public log of corrections, and the returns that were reopened."""
    page = Paginator(figures.revisions(), _PAGE).get_page(request.GET.get("page"))
    single = request.post is not None and Role(request.post.role) is not Role.PLANNER
    codes, reopened = correction_codes(), calls.reopenings()[:_PAGE] if single else []
    context = {
        "page": page,
        "revised": figures.revised(page.object_list),
        "reopenings": [(step, codes.get(step.reason_code)) for step in reopened],
    }
    return render(request, "closing/revisions.html", context)


def _calendar(request: Request, form: PlanForm, status: HTTPStatus = HTTPStatus.OK) -> HttpResponse:
    may_plan = bool(request.post and Role(request.post.role) in MOVERS)
    context = {"days": queries.calendar(), "form": form, "may_plan": may_plan}
    return render(request, "closing/calendar.html", context, status=status)
