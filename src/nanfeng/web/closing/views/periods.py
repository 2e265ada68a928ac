"""What there is to close: every call, how far it is, what it adds up to, and the closing itself."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.closing.forms import CloseForm
from nanfeng.web.closing.models import Vintage
from nanfeng.web.closing.queries import calls as call_queries
from nanfeng.web.closing.queries import vintages as vintage_queries
from nanfeng.web.closing.services import order_close
from nanfeng.web.closing.titles import correction_codes
from nanfeng.web.doors import allow
from nanfeng.web.flows.services import Moved
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.returns.models import Call
from nanfeng.web.returns.queries import missing, standing
from nanfeng.web.returns.services import closable, close_call
from nanfeng.web.returns.wording import called

_PAGE = 20
_NAMED = 12
"""Returns that are named on the page of a call; the others are counted."""


@allow(Role.STATISTICIAN, Role.APPROVER, Role.AUDITOR)
@require_GET
def calls(request: Request) -> HttpResponse:
    """All calls with what is checked and what is missing, those of the latest period first."""
    page = Paginator(call_queries.calls(), _PAGE).get_page(request.GET.get("page"))
    newest = vintage_queries.newest()
    return render(
        request,
        "closing/periods.html",
        {
            "page": page,
            "standings": [(one, called(one.call)) for one in standing(page.object_list)],
            "newest": newest,
            **_closing(request, newest),
        },
    )


@allow(Role.STATISTICIAN, Role.APPROVER, Role.AUDITOR)
@require_GET
def period(request: Request, pk: int) -> HttpResponse:
    """One call: what is checked, what is missing, and what it adds up to beside earlier periods."""
    call = get_object_or_404(Call, pk=pk)
    return render(
        request,
        "closing/period.html",
        {
            "call": call,
            "called": called(call),
            "closable": closable(call),
            "aggregate": call_queries.aggregate(call),
            "missing": list(missing(call)[:_NAMED]),
            "closed": list(call_queries.closed_returns(call)[:_NAMED]),
            **_closing(request, vintage_queries.newest()),
        },
    )


@allow(Role.APPROVER)
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Close a call's checked returns, and freeze everything that is approved then into a vintage."""
    call = get_object_or_404(Call, pk=pk)
    form = _close_form(request, vintage_queries.newest())
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("closing:period", pk)
    moved = close_call(call, account_of(request).email)
    for words_of_refusal in _refusals(moved):
        messages.error(request, words(words_of_refusal))
    if not moved.courses:
        if not moved.refused:
            messages.warning(
                request, words(Text("没有已核对的报表可以关账", "no return is checked and waits to be closed"))
            )
        return redirect("closing:period", pk)
    return redirect("jobs:show", order_close(form.cleaned_data["reason"], form.cleaned_data["remark"]).pk)


@allow(Role.APPROVER)
@require_POST
def freeze(request: Request) -> HttpResponse:
    """Freeze what is approved by now, returns or not, without closing any call."""
    form = _close_form(request, vintage_queries.newest())
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("closing:calls")
    return redirect("jobs:show", order_close(form.cleaned_data["reason"], form.cleaned_data["remark"]).pk)


def _closing(request: Request, newest: Vintage | None) -> dict[str, object]:
    """What the form to close needs, and whether it is shown."""
    may_close = request.post is not None and Role(request.post.role) is Role.APPROVER
    return {"form": _close_form(None, newest), "corrections": _corrections(newest), "may_close": may_close}


def _close_form(request: Request | None, newest: Vintage | None) -> CloseForm:
    """Where something was reopened since the last vintage, the reason of that is asked for, and proposed."""
    found = vintage_queries.corrections_since(newest)
    likely = found.most_common(1)[0][0] if found else ""
    return CloseForm(request.POST if request else None, corrected=bool(found), initial={"reason": likely})


def _corrections(newest: Vintage | None) -> list[tuple[Text, int]]:
    labels = correction_codes()
    found = vintage_queries.corrections_since(newest)
    return [(labels.get(code, Text(code, code)), count) for code, count in found.most_common()]


def _refusals(moved: Moved) -> list[Text]:
    """Why returns were refused, each reason once with how many it met."""
    counted: dict[Text, int] = {}
    for error in moved.refused.values():
        said = Text(f"{error.issue.wrong.zh}；{error.issue.mend.zh}", f"{error.issue.wrong.en}; {error.issue.mend.en}")
        counted[said] = counted.get(said, 0) + 1
    return [Text(f"{count}张报表：{said.zh}", f"{count} returns: {said.en}") for said, count in counted.items()]


def _first_error(form: CloseForm) -> str:
    return next(f"{form[name].label}：{errors[0]}" for name, errors in form.errors.items())
