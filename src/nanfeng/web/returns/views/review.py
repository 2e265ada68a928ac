"""Reviewing returns: the list of what has come in, one return with its values and doubts, passing and sending back."""

from collections import Counter
from collections.abc import Iterable, Sequence
from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import looked, present_doer
from nanfeng.web.doors import allow
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.flows.forms import MoveForm
from nanfeng.web.flows.models import Course
from nanfeng.web.flows.panel import panel
from nanfeng.web.look.errors import problem
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.records.access import may_file
from nanfeng.web.returns import services
from nanfeng.web.returns.doubts import doubtful, doubts
from nanfeng.web.returns.entries import entries, form_of
from nanfeng.web.returns.filing import records_of
from nanfeng.web.returns.forms import ListForm, SeenForm
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.queries import Which, matching, returns
from nanfeng.web.returns.side_by_side import side_by_side
from nanfeng.web.returns.stages import OPEN, PASSED, SUBMITTED, stage_label
from nanfeng.web.returns.views.own import FILLERS, submitted
from nanfeng.web.returns.wording import called

REVIEWERS = (Role.PARK_OFFICER, Role.STATISTICIAN, Role.APPROVER)
READERS = (*FILLERS, Role.APPROVER, Role.AUDITOR)

_PAGE = 100
_GONE = Text(
    "勾选的报表中有的已不在您的范围内，没有办理任何一份", "one of those ticked is not there for you; nothing was done"
)
_WAITS_FOR = {Role.PARK_OFFICER.value: SUBMITTED, Role.STATISTICIAN.value: PASSED}
"""The stage at which a return waits for a role."""


@allow(*REVIEWERS, Role.AUDITOR)
@require_GET
def listed(request: Request) -> HttpResponse:
    """The returns of all open calls, those first that wait for oneself."""
    role = present_doer().role
    asked = request.GET if request.GET else {"stage": _WAITS_FOR.get(role, "")}
    form = ListForm(asked)
    page = Paginator(matching(form.which(clock.today())), _PAGE).get_page(request.GET.get("page"))
    strange = doubtful(page.object_list)
    rows = [
        (one, services.Seen.of(one), called(one.call), stage_label(one.course), one.pk in strange)
        for one in page.object_list
    ]
    bulk = {Role.PARK_OFFICER.value: "pass", Role.STATISTICIAN.value: "check"}.get(role)
    return render(request, "returns/review.html", {"form": form, "page": page, "rows": rows, "bulk": bulk})


@allow(*READERS)
@require_GET
def show(request: Request, pk: int) -> HttpResponse:
    """One return: its values beside earlier ones, what is strange, what was explained, and what may be done."""
    one = _seen(pk)
    looked("return", str(one), one.organisation)
    form = form_of(one.call)
    page = {
        "one": one,
        "called": called(one.call),
        "comparisons": [side_by_side(form, entry) for entry in entries(one)],
        "doubts": doubts(one.call, one.organisation),
        "versions": records_of(one),
        "panel": panel(one.course, reverse("returns:move", args=[pk])),
        "following": _following(one),
        "fillable": one.course.stage in OPEN and may_file(form, present_doer().role),
    }
    return render(request, "returns/show.html", page)


@allow(*FILLERS, Role.APPROVER)
@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    """Take a step with one return."""
    one = _seen(pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return problem(
            request, HTTPStatus.BAD_REQUEST, Text("没有看清要办理哪一步", "it is not clear which step is meant")
        )
    if form.cleaned_data["transition"] == "submit":
        return submitted(request, one)
    try:
        services.move(one, form.expected_version, form.asked())
    except ConflictError as error:
        return problem(request, HTTPStatus.CONFLICT, _said(error))
    except FlowError as error:
        messages.error(request, words(error.issue.wrong))
    else:
        messages.success(request, words(Text("已办理", "Done")))
    return redirect("returns:show", pk)


@allow(*REVIEWERS)
@require_POST
def move_many(request: Request) -> HttpResponse:
    """Take the same step with all returns that were ticked, and say how many it was refused for, and why."""
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, words(Text("请先勾选报表，再选择要办理的步骤", "Tick returns first, then choose the step"))
        )
        return redirect(_back(request))
    try:
        moved = services.move_seen(form.cleaned_data["chosen"], form.asked())
    except Course.DoesNotExist as error:
        raise Http404(_GONE) from error
    if moved.courses:
        messages.success(request, words(_moved(moved.courses)))
    for said, count in _reasons(moved.refused.values()).items():
        messages.error(request, words(Text(f"{count} 份未办理：{said.zh}", f"Not done for {count}: {said.en}")))
    return redirect(_back(request))


def _moved(courses: Sequence[Course]) -> Text:
    count, label = len(courses), stage_label(courses[0])
    noun = "return is" if count == 1 else "returns are"
    return Text(f"{count} 份报表现为“{label.zh}”", f"{count} {noun} now “{label.en}”")


def _following(one: Return) -> Return | None:
    """The next return that waits for who looks at this one; None where none does."""
    stage = _WAITS_FOR.get(present_doer().role)
    return matching(Which(stage)).exclude(pk=one.pk).first() if stage else None


def _said(error: FlowError) -> Text:
    issue = error.issue
    return Text(f"{issue.wrong.zh}。{issue.mend.zh}。", f"{issue.wrong.en}. {issue.mend.en}.")


def _seen(pk: int) -> Return:
    return get_object_or_404(returns(), pk=pk)


def _reasons(refused: Iterable[FlowError]) -> Counter[Text]:
    return Counter(error.issue.wrong for error in refused)


def _back(request: HttpRequest) -> str:
    """Where the list was that the step was taken from."""
    said = request.POST.get("back", "")
    here = url_has_allowed_host_and_scheme(said, {request.get_host()}, require_https=request.is_secure())
    return said if here else reverse("returns:review")
