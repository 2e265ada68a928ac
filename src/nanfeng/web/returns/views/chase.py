"""The chase list of a call: who has not reported, a text to paste, reminders, and the list as a spreadsheet."""

from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.doors import allow
from nanfeng.web.look.language import words
from nanfeng.web.people.request import Request
from nanfeng.web.returns import services
from nanfeng.web.returns.chase import spreadsheet
from nanfeng.web.returns.models import Call
from nanfeng.web.returns.queries import missing as not_filed
from nanfeng.web.returns.views.calls import WATCHERS
from nanfeng.web.returns.wording import called, messenger_text

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@allow(*WATCHERS)
@require_GET
def missing(request: Request, pk: int) -> HttpResponse:
    """Who has not reported, park by park."""
    call = get_object_or_404(Call, pk=pk)
    parks = [(park, list(group)) for park, group in groupby(not_filed(call), key=lambda one: one.park)]
    listed = [
        (park, waiting, messenger_text(call, [one.name for one in waiting], clock.today())) for park, waiting in parks
    ]
    page = {
        "call": call,
        "called": called(call),
        "parks": listed,
        "count": sum(len(waiting) for _, waiting in parks),
    }
    return render(request, "returns/chase.html", page)


@allow(*WATCHERS)
@require_GET
def export(_request: Request, pk: int) -> HttpResponse:
    """The list as a spreadsheet."""
    call = get_object_or_404(Call, pk=pk)
    headers = {"Content-Disposition": f'attachment; filename="chase-{call.form}-{call.period}.xlsx"'}
    return HttpResponse(spreadsheet(call, list(not_filed(call))), content_type=_XLSX, headers=headers)


@allow(Role.PARK_OFFICER, Role.STATISTICIAN)
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind everybody who has not reported, once a day at most."""
    call = get_object_or_404(Call, pk=pk)
    told = services.remind(not_filed(call), clock.today())
    said = (
        Text(f"已提醒 {told} 家", f"{told} reminded")
        if told
        else Text("今天都已提醒过", "All were reminded today already")
    )
    messages.success(request, words(said))
    return redirect("returns:chase", pk)
