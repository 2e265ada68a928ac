"""What readers send: reports of errors and questions; and the office's list of them."""

from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.http import require_http_methods, require_safe

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.look.errors import problem
from nanfeng.web.look.kinds import Link
from nanfeng.web.look.language import words
from nanfeng.web.look.states import STATES
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.site.forms import AnswerForm, ContactForm, NumberForm, ReportForm
from nanfeng.web.site.models import ErrorReport
from nanfeng.web.site.queries import readers as queries
from nanfeng.web.site.services import reports
from nanfeng.web.site.throttle import TOO_OFTEN, too_often

_AN_HOUR = 10
_A_PAGE = 30


@allow_public
@require_http_methods(["GET", "POST"])
def report_error(request: Request) -> HttpResponse:
    """Say that something is wrong: on the page that one comes from, or that `?page=` names."""
    page = request.GET.get("page") or urlsplit(request.headers.get("Referer", "")).path
    form = ReportForm(request.POST or None, initial={"page": page[:500], "figure": _figure_on(page)})
    return _taken_in(request, form, "site/report_error.html")


@allow_public
@require_http_methods(["GET", "POST"])
def contact(request: Request) -> HttpResponse:
    """Whom to ask, and a form to ask with."""
    return _taken_in(request, ContactForm(request.POST or None), "site/contact.html")


@allow_public
@require_safe
def report_state(request: Request) -> HttpResponse:
    """What became of what one sent, by the number that one was given."""
    asked = "number" in request.GET
    form = NumberForm(request.GET if asked else None)
    found = queries.report_of(form.cleaned_data["number"]) if asked and form.is_valid() else None
    page = {"form": form, "found": found, "asked": asked, "new": "new" in request.GET}
    return render(request, "site/report_state.html", page)


@allow(Role.STATISTICIAN, Role.AUDITOR)
@require_safe
def inbox(request: Request) -> HttpResponse:
    """What readers sent, by state."""
    state = request.GET.get("state", ErrorReport.State.OPEN)
    page = Paginator(queries.reports(state), _A_PAGE).get_page(request.GET.get("page"))
    address = reverse("site:inbox")
    tabs = [Link(STATES[one.value][1], f"{address}?state={one.value}", one.value == state) for one in ErrorReport.State]
    return render(request, "site/inbox.html", {"page": page, "tabs": tabs})


@allow(Role.STATISTICIAN)
@require_http_methods(["GET", "POST"])
def answer(request: Request, report: int) -> HttpResponse:
    """One report, and its answer."""
    found = get_object_or_404(queries.reports(), pk=report)
    form = AnswerForm(request.POST or None, initial={"state": found.state, "answer": found.answer})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        reports.answer(report, said["state"], said["answer"], account_of(request).email)
        messages.success(request, words(Text("已答复", "Answered")))
        return redirect("site:inbox")
    return render(request, "site/answer.html", {"form": form, "found": found})


def _figure_on(page: str) -> str:
    """The canonical key of the figure that a page shows; empty for none."""
    try:
        found = resolve(unquote(page))
    except Resolver404:
        return ""
    return str(found.kwargs.get("key", "")) if found.view_name == "figures:figure" else ""


def _taken_in(request: Request, form: ReportForm, template: str) -> HttpResponse:
    if request.method != "POST" or not form.is_valid():
        return render(request, template, {"form": form})
    if form.of_machine:
        return redirect("site:report_state")
    if too_often(request, "report", _AN_HOUR):
        return problem(request, HTTPStatus.TOO_MANY_REQUESTS, TOO_OFTEN)
    taken = reports.report(form.said())
    return redirect(f"{reverse('site:report_state')}?number={taken.number}&new=1")
