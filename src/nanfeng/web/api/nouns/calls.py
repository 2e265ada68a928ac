"""Calls: collecting a form for a period, chasing who has not filed, and closing."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Schema, Status

from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.nouns.forms import XLSX
from nanfeng.web.api.nouns.returns import ReturnOut, shown
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import Fault, Words, fault, words_of
from nanfeng.web.api.roles import REVIEWERS
from nanfeng.web.api.shapes import Number, PeriodText, Short
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request, account_of
from nanfeng.web.returns import services
from nanfeng.web.returns.calls import open_call, openable
from nanfeng.web.returns.chase import spreadsheet
from nanfeng.web.returns.models import Call
from nanfeng.web.returns.queries import Standing, missing, standing
from nanfeng.web.returns.wording import called

calls = Noun("returns")


class CallOut(Schema):
    """The collection of a form for a period, and how many of its returns that the caller sees stand at each stage."""

    id: int
    form: str
    period: str
    title: Words
    deadline: date
    provisional: bool
    opened_at: datetime
    closed_at: datetime | None
    stages: dict[str, int]
    missing: int


class Openable(Schema):
    """A form and a period that can be called in and is not yet."""

    form: str
    period: str
    deadline: date


class CallWish(Schema):
    """Which call to open."""

    form: Short
    period: PeriodText


class Told(Schema):
    """How many were told."""

    told: int


class Closed(Schema):
    """How many returns were closed, and why others were not."""

    closed: int
    refused: list[Fault]
    call: CallOut


@calls.get("/calls", Page[CallOut])
@allow(*REVIEWERS)
def calls_listed(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """各期报表的收集进度 / All calls with how far each is, the latest period first."""
    page = part(Call.objects.all(), Order("calls", ("-last", "form", "pk")), wanted)
    return {"items": [_call(each) for each in standing(page.rows)], "next": page.next}


@calls.get("/calls/openable", list[Openable])
@allow(Role.STATISTICIAN)
def calls_openable(request: Request) -> list[dict[str, Any]]:
    """可以发起的报表 / What could be called in and is not yet."""
    found = openable(clock.today())
    return [{"form": form.name, "period": str(due.period), "deadline": due.deadline.day} for form, due in found]


@calls.post("/calls", CallOut, 201)
@allow(Role.STATISTICIAN)
def calls_open(request: Request, wanted: CallWish) -> Status:
    """发起一期报表 / Call a form in for a period."""
    for form, due in openable(clock.today()):
        if (form.name, str(due.period)) == (wanted.form, wanted.period):
            return Status(201, _call(standing([open_call(form, due, account_of(request).email)])[0]))
    raise Http404("there is no such call to open, or it is open already")


@calls.get("/calls/{int:pk}", CallOut)
@allow(*REVIEWERS)
def calls_show(request: Request, pk: Number) -> dict[str, Any]:
    """一期报表的进度 / How far a call is."""
    return _call(standing([get_object_or_404(Call, pk=pk)])[0])


@calls.get("/calls/{int:pk}/missing", list[ReturnOut])
@allow(*REVIEWERS)
def calls_missing(request: Request, pk: Number) -> list[dict[str, Any]]:
    """催报名单 / Who has not filed yet, by park and name."""
    return [shown(one) for one in missing(get_object_or_404(Call, pk=pk))]


@calls.file("/calls/{int:pk}/missing.xlsx", XLSX)
@allow(*REVIEWERS)
def calls_chase(request: Request, pk: Number) -> HttpResponse:
    """催报名单（XLSX） / The same as a workbook."""
    call = get_object_or_404(Call, pk=pk)
    headers = {"Content-Disposition": f'attachment; filename="chase-{call.form}-{call.period}.xlsx"'}
    return HttpResponse(spreadsheet(call, list(missing(call))), XLSX, headers=headers)


@calls.post("/calls/{int:pk}/reminders", Told)
@allow(Role.PARK_OFFICER, Role.STATISTICIAN)
def calls_remind(request: Request, pk: Number) -> dict[str, Any]:
    """催报，每家每天至多一次 / Remind who has not filed, each at most once a day."""
    return {"told": services.remind(missing(get_object_or_404(Call, pk=pk)), clock.today())}


@calls.post("/calls/{int:pk}/close", Closed)
@allow(Role.APPROVER)
def calls_close(request: Request, pk: Number) -> dict[str, Any]:
    """关账：已核对的报表定稿 / Close the returns of a call that are checked; each is closed or refused alone."""
    call = get_object_or_404(Call, pk=pk)
    moved = services.close_call(call, account_of(request).email)
    refused = [fault(error.issue) for error in moved.refused.values()]
    return {"closed": len(moved.courses), "refused": refused, "call": _call(standing([call])[0])}


def _call(found: Standing) -> dict[str, Any]:
    call = found.call
    names = ("form", "period", "deadline", "provisional", "opened_at", "closed_at")
    said = {name: getattr(call, name) for name in names}
    counted = {"stages": dict(found.stages), "missing": found.missing}
    return {"id": call.pk, "title": words_of(called(call)), **said, **counted}
