"""Calls: what is being collected, how far each is, and opening one by hand."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.doors import allow
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.records.views import workbook
from nanfeng.web.returns.calls import open_call, openable
from nanfeng.web.returns.entries import form_of
from nanfeng.web.returns.models import Call
from nanfeng.web.returns.prefilled import known_rows
from nanfeng.web.returns.queries import missing, standing
from nanfeng.web.returns.stages import stages
from nanfeng.web.returns.wording import called

WATCHERS = (Role.PARK_OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.AUDITOR)
"""Who sees how a call goes."""

_PAGE = 30


@allow(*WATCHERS)
@require_GET
def listed(request: Request) -> HttpResponse:
    """All calls with their deadlines and how many returns stand where."""
    page = Paginator(Call.objects.all(), _PAGE).get_page(request.GET.get("page"))
    rows = [
        (each, called(each.call), [each.stages.get(stage.id, 0) for stage in stages()])
        for each in standing(page.object_list)
    ]
    opens = present_doer().role == Role.STATISTICIAN
    return render(
        request,
        "returns/calls.html",
        {
            "page": page,
            "rows": rows,
            "stages": stages(),
            "openable": openable(clock.today()) if opens else [],
        },
    )


@allow(Role.STATISTICIAN)
@require_POST
def open_by_hand(request: Request) -> HttpResponse:
    """Open a call that is due and not open yet."""
    wanted = request.POST.get("call", "")
    for form, due in openable(clock.today()):
        if f"{form.name} {due.period}" == wanted:
            call = open_call(form, due, account_of(request).email)
            name = called(call)
            messages.success(request, words(Text(f"已发起：{name.zh}", f"Opened: {name.en}")))
            return redirect("returns:check", call.pk)
    raise Http404(Text("没有这一期可以发起，或已经发起", "there is no such call to open, or it is open already"))


@allow(*WATCHERS)
@require_GET
def template(_request: Request, pk: int) -> FileResponse:
    """One workbook for everybody of a call who has not reported, to be filled in on their behalf."""
    call = get_object_or_404(Call, pk=pk)
    return workbook(form_of(call), known_rows(call, list(missing(call))))
