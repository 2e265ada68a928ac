"""Plans for those who answer for them: the leaders' page, status reports, and what departments file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from nanfeng.forms.form import Form
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.doors import allow
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.planning.access import FORM, may_report
from nanfeng.web.planning.page import Page, cells_of, page_of
from nanfeng.web.planning.queries.overview import Asked, Show, answering, deadline, listed
from nanfeng.web.planning.services import file_record
from nanfeng.web.planning.views.plans import measure_line

LEADERS = (
    Role.PLANNER,
    Role.APPROVER,
    Role.STATISTICIAN,
    Role.DEPARTMENT_OFFICER,
    Role.PARK_OFFICER,
    Role.INVESTMENT_OFFICER,
    Role.AUDITOR,
)
_ON_PAPER = 12
"""So many targets, and so many measures, fit on one page of A4."""

_KEPT = Text("已收到", "It was taken in")
_NOT_YOURS = Text(
    "只有这条措施的牵头或配合部门可以报告进展", "Only the departments of this measure report how it stands"
)
_NO_FORM = Text("没有这样的表，或不由您填报", "There is no such form, or it is not yours to file")


@allow(*LEADERS)
@require_GET
def leaders(request: Request) -> HttpResponse:
    """What is late, what is at risk, and who answers for it, on one page of paper."""
    late, at_risk = listed(Asked(Show.LATE)), listed(Asked(Show.AT_RISK))
    pressing = [(line, deadline(line)) for line in (*late.measures, *at_risk.measures)]
    page = {
        "late": late,
        "at_risk": at_risk,
        "targets": [(line, answering(line)) for line in (*late.targets, *at_risk.targets)][:_ON_PAPER],
        "measures": pressing[:_ON_PAPER],
        "most": _ON_PAPER,
        "as_of": clock.today(),
    }
    return render(request, "planning/leaders.html", page)


@allow(Role.DEPARTMENT_OFFICER)
@require_http_methods(["GET", "POST"])
def report(request: Request, plan: str, measure: str) -> HttpResponse:
    """Say how a measure of one's own department stands."""
    line = measure_line(plan, measure)
    if not may_report(request.post, line.measure):
        raise PermissionDenied(_NOT_YOURS)
    fixed = {"measure": line.key}
    page = _filled(request, city.pack().forms[FORM], fixed)
    if page is None:
        return redirect("planning:measure", plan, measure)
    return render(request, "planning/report.html", {"line": line, "page": page})


@allow(Role.DEPARTMENT_OFFICER)
@require_GET
def forms(request: Request) -> HttpResponse:
    """What departments file on a page."""
    return render(request, "planning/forms.html", {"forms": _forms()})


@allow(Role.DEPARTMENT_OFFICER)
@require_http_methods(["GET", "POST"])
def file(request: Request, form: str) -> HttpResponse:
    """File one record of a department's form."""
    found = next((one for one in _forms() if one.name == form), None)
    if found is None:
        raise Http404(_NO_FORM)
    page = _filled(request, found, {})
    if page is None:
        return redirect("planning:file", form)
    return render(request, "planning/file.html", {"form": found, "page": page})


def _filled(request: Request, form: Form, fixed: dict[str, str]) -> Page | None:
    """The page to show; None once what was sent is kept."""
    if request.method != "POST":
        return page_of(form, fixed)
    cells = cells_of(form, request.POST, fixed)
    taken = file_record(form, cells)
    troubled = (*taken.refused, *taken.questions)
    if not troubled:
        messages.success(request, words(_KEPT))
        return None
    page = page_of(form, fixed, cells)
    page.tell(issue for row in troubled for issue in row.issues)
    return page


def _forms() -> list[Form]:
    """The forms that departments file, but for status reports, which have their own page, and returns that are due."""
    every = city.pack().forms.values()
    theirs = [form for form in every if Role.DEPARTMENT_OFFICER in form.filed_by]
    return [form for form in theirs if form.name != FORM and form.due is None]
