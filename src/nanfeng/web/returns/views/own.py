"""An organisation's own returns: what is due, filling one in, submitting it."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.flows.panel import panel
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.records.access import NotFiledByError, check_role
from nanfeng.web.records.views import workbook
from nanfeng.web.returns import services
from nanfeng.web.returns.entries import entries, form_of
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.page_form import Cells, Sheet, sheets, tell, typed_rows
from nanfeng.web.returns.prefilled import known_rows
from nanfeng.web.returns.queries import mine as own_returns
from nanfeng.web.returns.queries import returns
from nanfeng.web.returns.refusals import RefusedError, StaleError
from nanfeng.web.returns.stages import OPEN, RETURNED, stage_label
from nanfeng.web.returns.wording import called

OWNERS = (
    Role.ENTERPRISE_CLERK,
    Role.SERVICE_ORGANISATION,
    Role.BANK_OFFICER,
    Role.GUARANTOR,
    Role.RESEARCH_INSTITUTION,
    Role.DEPARTMENT_OFFICER,
)
"""Who acts for an organisation that may owe returns."""
FILLERS = (*OWNERS, Role.PARK_OFFICER, Role.PLANNER, Role.STATISTICIAN)
"""Who may fill one in: its organisation, and its office on its behalf where the form says so."""

_PAGE = 50
_MOST_ROWS = 50


@allow(*OWNERS)
@require_GET
def mine(request: Request) -> HttpResponse:
    """What my organisation owes, by when, and where it stands."""
    page = Paginator(own_returns(), _PAGE).get_page(request.GET.get("page"))
    rows = [(one, called(one.call), stage_label(one.course), one.course.stage in OPEN) for one in page.object_list]
    return render(request, "returns/mine.html", {"page": page, "rows": rows})


@allow(*FILLERS)
@require_http_methods(["GET", "POST"])
def fill(request: Request, pk: int) -> HttpResponse:
    """Fill a return in: save it, or save and submit it."""
    one = _own(pk)
    if one.course.stage not in OPEN:
        return redirect("returns:show", pk)
    if request.method == "POST":
        return _posted(request, one)
    return _page(request, one, sheets(form_of(one.call), entries(one), one.draft or None))


@allow(*FILLERS)
@require_POST
def submit(request: Request, pk: int) -> HttpResponse:
    """Submit a return that is filled in."""
    return submitted(request, _own(pk))


@allow(*FILLERS)
@require_GET
def template(_request: Request, pk: int) -> FileResponse:
    """The workbook of a return, with the organisation, the period and what is known filled in."""
    one = _own(pk)
    return workbook(form_of(one.call), known_rows(one.call, [one]))


def _own(pk: int) -> Return:
    """A return that is there to be filled in by the present doer."""
    one = get_object_or_404(returns(), pk=pk)
    try:
        check_role(form_of(one.call))
    except NotFiledByError as error:
        raise PermissionDenied(error.args[0]) from error
    looked("return", str(one), one.organisation)
    return one


def _posted(request: Request, one: Return) -> HttpResponse:
    form, found = form_of(one.call), entries(one)
    typed = typed_rows(form, request.POST, _count(request))
    if "more" in request.POST:
        return _page(request, one, sheets(form, found, [*typed, {}]), token=request.POST.get("token", ""))
    try:
        saved = services.save(one, request.POST.get("token", ""), typed)
    except StaleError as error:
        messages.error(request, words(error.text))
        return _page(request, _own(one.pk), sheets(form, entries(one), typed), stale=True, status=409)
    except RefusedError as error:
        messages.error(request, words(error.text))
        return redirect("returns:show", one.pk)
    if not saved.kept:
        return _to_be_mended(request, one, saved, typed)
    for notice in saved.taken.notices:
        messages.info(request, words(notice.wrong))
    if "and_submit" in request.POST:
        return submitted(request, one)
    messages.success(request, words(Text("已保存", "Saved")))
    return redirect("returns:fill", one.pk)


def _to_be_mended(request: Request, one: Return, saved: services.Saved, typed: Sequence[Cells]) -> HttpResponse:
    made = sheets(form_of(one.call), entries(one), typed)
    for row in (*saved.taken.refused, *saved.taken.questions):
        tell(made[saved.rows[row.line - 1]], row.issues)
    words_said = Text(
        "已存为草稿；标出的地方改好或说明后再保存", "Kept as a draft; mend or explain what is marked, then save"
    )
    messages.warning(request, words(words_said))
    return _page(request, _own(one.pk), made)


def _page(request: Request, one: Return, made: list[Sheet], **state: object) -> HttpResponse:
    """The page of a return; `state` says what is not as usual: `stale`, the `token` to keep, the `status`."""
    form = form_of(one.call)
    page = {
        "one": one,
        "form": form,
        "called": called(one.call),
        "sheets": made,
        "token": state.get("token") or services.token(one),
        "stale": state.get("stale", False),
        "several": set(form.key) - {form.organisation, form.when} != set(),
        "returned": panel(one.course).lines if one.course.stage == RETURNED else (),
    }
    return render(request, "returns/fill.html", page, status=int(str(state.get("status", 200))))


def submitted(request: Request, one: Return) -> HttpResponse:
    """Submit a return, and answer with where to go on."""
    try:
        services.submit(one)
    except RefusedError as error:
        messages.error(request, words(error.text))
        return redirect("returns:fill", one.pk)
    except NotFiledByError as error:
        raise PermissionDenied(error.args[0]) from error
    except FlowError as error:
        messages.error(request, words(error.issue.wrong))
        return redirect("returns:show", one.pk)
    messages.success(request, words(Text("已报送，等待审核", "Submitted: it will be reviewed")))
    return redirect("returns:show", one.pk)


def _count(request: Request) -> int:
    """How many records the page held."""
    said = request.POST.get("rows", "1")
    return min(max(int(said), 1), _MOST_ROWS) if said.isdecimal() else 1
