"""Returns: what is owed, how far it is, and its way through review."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema

from nanfeng.web import clock
from nanfeng.web.api.conditions import check, tagged
from nanfeng.web.api.moves import Standing, Wish, standing
from nanfeng.web.api.noun import Noun, Stated
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import Fault, Words, fault, words_of
from nanfeng.web.api.roles import READERS, REVIEWERS
from nanfeng.web.api.shapes import LARGEST, Number, Short, plain
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request
from nanfeng.web.returns import services
from nanfeng.web.returns.doubts import Doubt, doubts
from nanfeng.web.returns.entries import entries
from nanfeng.web.returns.models import Message, Return
from nanfeng.web.returns.queries import Which, matching, messages, mine
from nanfeng.web.returns.queries import returns as seen_returns

returns = Noun("returns")
_ORDER = ("-call__last", "call__form", "park", "name", "pk")


class ReturnOut(Schema):
    """What one organisation owes for a period. `version` counts the steps of its review; `digest` is of its records."""

    id: int
    call: int
    form: str
    period: str
    deadline: date
    organisation: str
    name: str
    park: str
    stage: str
    version: int
    digest: str
    filed_at: datetime | None
    late: bool


class Values(Schema):
    """A record of the return beside the last one before and that of a year ago; null where there is none."""

    now: dict[str, Any] | None
    before: dict[str, Any] | None
    year_ago: dict[str, Any] | None


class DoubtOut(Schema):
    """Something worth a second look. `explained` is what its sender said to it."""

    field: str
    value: str | None
    wrong: Words
    explained: str


class ReturnWhole(ReturnOut):
    """A return with its values, doubts, and where it stands. Its `ETag` is for `If-Match`."""

    entries: list[Values]
    doubts: list[DoubtOut]
    course: Standing


class ReturnsWanted(Paging):
    """Which returns of calls that are open; empty asks for nothing."""

    call: int | None = Field(None, ge=1, le=LARGEST)
    stage: Short = ""
    park: Short = ""
    text: Short = Field("", description="名称或代码的一部分 / part of a name or code")
    late: bool = False


class SeenReturn(Schema):
    """A return as it was seen in a list."""

    id: int = Field(ge=1, le=LARGEST)
    version: int = Field(ge=0, le=10**9)
    digest: str = Field(max_length=64, pattern=r"^[0-9a-f]*$")


class WishForMany(Wish):
    """The same step for many returns."""

    returns: list[SeenReturn] = Field(min_length=1, max_length=500)


class Moved(Schema):
    """How many moved; why others did not, by the number of the return."""

    moved: int
    refused: list[Fault]


class MessageOut(Schema):
    """Something that the caller's organisation was told."""

    id: int
    returned: int
    title: Words
    text: Words
    made: datetime
    read: bool


@returns.get("/returns", Page[ReturnOut])
@allow(*REVIEWERS)
def listed(request: Request, wanted: Query[ReturnsWanted]) -> dict[str, Any]:
    """各单位的报表 / The returns that the caller's scope holds: those of one call, else of all open ones."""
    which = Which(wanted.stage, wanted.text, wanted.park, clock.today() if wanted.late else None)
    found = matching(which) if wanted.call is None else seen_returns().filter(which.condition, call=wanted.call)
    page = part(found, Order("returns", _ORDER), wanted)
    return {"items": [shown(one) for one in page.rows], "next": page.next}


@returns.get("/returns/due", list[ReturnOut])
@allow(*READERS)
def due(request: Request) -> list[dict[str, Any]]:
    """本单位应报的报表 / What the caller's own organisation owes and has filed, the most pressing first."""
    return [shown(one) for one in mine()[:200]]


@returns.get("/returns/{int:pk}", ReturnWhole, stated=Stated.SHOWN)
@allow(*READERS)
def show(request: Request, response: HttpResponse, pk: Number) -> dict[str, Any]:
    """一份报表：数值、疑点与审核进度 / One return: values, doubts, and where its review stands."""
    one = get_object_or_404(seen_returns(), pk=pk)
    looked("return", str(one), one.organisation)
    tagged(response, services.token(one))
    return _whole(one)


@returns.post("/returns/{int:pk}/moves", ReturnWhole, stated=Stated.MINDED)
@allow(*READERS)
def move(request: Request, response: HttpResponse, pk: Number, wish: Wish) -> dict[str, Any]:
    """办理一步：报送、通过、退回、核对等 / Take a step: submit, pass, return with reasons, check, …"""
    one = get_object_or_404(seen_returns(), pk=pk)
    check(request, services.token(one))
    if wish.transition == "submit":
        services.submit(one)
    else:
        services.move(one, one.course.version, wish.asked())
    one = seen_returns().get(pk=pk)
    tagged(response, services.token(one))
    return _whole(one)


@returns.post("/returns/moves", Moved)
@allow(*REVIEWERS)
def move_many(request: Request, wish: WishForMany) -> dict[str, Any]:
    """一次办理多份 / Take the same step with many returns, as they were seen; each moves or is refused alone."""
    seen = {each.id: services.Seen(each.id, each.version, each.digest) for each in wish.returns}
    moved = services.move_seen(list(seen.values()), wish.asked())
    of = dict(seen_returns().filter(course__in=moved.refused).values_list("course", "pk"))
    refused = [fault(error.issue) | {"at": str(of[course])} for course, error in moved.refused.items()]
    return {"moved": len(moved.courses), "refused": refused}


@returns.get("/messages", Page[MessageOut])
@allow(*READERS)
def inbox(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """收到的通知 / What the caller's organisation was told about its returns, the latest first."""
    page = part(messages(), Order("messages", ("-made", "-pk")), wanted)
    return {"items": [_message(each) for each in page.rows], "next": page.next}


def shown(one: Return) -> dict[str, Any]:
    """A return as the API says it in lists."""
    call, course = one.call, one.course
    return {
        "id": one.pk,
        "call": call.pk,
        "form": call.form,
        "period": call.period,
        "deadline": call.deadline,
        "stage": course.stage,
        "version": course.version,
        "digest": course.digest,
        "late": call.deadline < clock.today() and course.stage in ("draft", "returned"),
        **{name: getattr(one, name) for name in ("organisation", "name", "park", "filed_at")},
    }


def _whole(one: Return) -> dict[str, Any]:
    values = [
        {name: record and record.content for name in Values.model_fields for record in [getattr(entry, name)]}
        for entry in entries(one)
    ]
    found = [_doubt(doubt) for doubt in doubts(one.call, one.organisation)]
    return shown(one) | {"entries": values, "doubts": found, "course": standing(one.course)}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "field": doubt.field.name if doubt.field else "",
        "value": None if doubt.value is None else str(plain(doubt.value)),
        "wrong": words_of(doubt.wrong),
        "explained": doubt.why,
    }


def _message(one: Message) -> dict[str, Any]:
    said = {"title": words_of(one.title), "text": words_of(one.text)}
    return {"id": one.pk, "returned": one.about.pk, "made": one.made, "read": one.read_at is not None, **said}
