"""Releases: built, checked, approved, scheduled, published; their figures, the calendar, and the log of corrections."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema, Status
from pydantic import StringConstraints

from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.api.conditions import check, tagged
from nanfeng.web.api.moves import Standing, Wish, standing
from nanfeng.web.api.noun import Noun, Stated
from nanfeng.web.api.nouns.jobs import JobOut, job_out
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import ProblemError, Words, words_of
from nanfeng.web.api.shapes import Number, PeriodText, Short
from nanfeng.web.closing.access import UNRELEASED, audience_of, visible
from nanfeng.web.closing.calendar import CANCELLED, Planned, cancel_day, plan_day
from nanfeng.web.closing.models import CalendarEntry, Release, Vintage
from nanfeng.web.closing.ordering import order_release, places_for
from nanfeng.web.closing.publishing import facts_of, take_step
from nanfeng.web.closing.queries.calendar import calendar as whole_calendar
from nanfeng.web.closing.queries.figures import revisions
from nanfeng.web.closing.queries.releases import figures_of
from nanfeng.web.closing.releasing import Wanted
from nanfeng.web.closing.titles import title_of
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.people.request import Request

releases = Noun("releases")
MOVERS = (Role.STATISTICIAN, Role.PLANNER, Role.APPROVER)
_UNKNOWN = Text("没有这份出版物，或不为这个地点制作", "there is no such publication, or it is not made for that place")


class ReleaseOut(Schema):
    """A publication made for a place and a period from a vintage."""

    id: str
    publication: str
    place: str
    period: str
    title: Words
    vintage: str
    built_at: datetime
    due: date | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    synthetic: bool
    report: bool


class ReleaseWhole(ReleaseOut):
    """A release, and for the office where it stands (null for others). Its `ETag` is for `If-Match`."""

    course: Standing | None


class Build(Schema):
    """What to make, for which place and period, from which vintage."""

    publication: Short
    place: Short
    period: PeriodText
    vintage: Annotated[str, StringConstraints(max_length=64, pattern=r"^[0-9a-f]+$")]


class StepWish(Wish):
    """A step; `day` is the day of release to schedule it for."""

    day: date | None = Field(None, ge=date(1990, 1, 1), le=date(2100, 12, 31))


class DayOut(Schema):
    """A day of the release calendar; `release` names what came out on it."""

    day: date
    title: Words
    published_at: datetime | None
    release: str | None
    planned: int | None


class DayWish(Schema):
    """A publication for a place and a period, and the day on which it is to come out."""

    publication: Short
    place: Short
    period: PeriodText
    day: date = Field(ge=date(1990, 1, 1), le=date(2100, 12, 31))


class RevisionOut(Schema):
    """A published figure that a later release showed otherwise; `old` or `new` null where it is not in that release."""

    key: str
    release: str
    before: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    reasons: list[str]
    at: datetime


@releases.get("/releases", Page[ReleaseOut])
@allow_public
def listed(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """发布 / Releases: what is published, and for the office what is on its way too."""
    page = part(visible(audience_of(request.post)), Order("releases", ("-built_at", "pk")), wanted)
    return {"items": [_release(each) for each in page.rows], "next": page.next}


@releases.post("/releases", JobOut, 202)
@allow(Role.STATISTICIAN, Role.PLANNER)
def build(request: Request, wanted: Build) -> Status:
    """生成一份发布，在后台进行 / Build a release; a job does it."""
    _check_publication(wanted.publication, wanted.place)
    vintage = get_object_or_404(Vintage, pk=wanted.vintage)
    asked = Wanted(wanted.publication, wanted.place, Period.parse(wanted.period), vintage.pk)
    return Status(202, job_out(order_release(asked)))


@releases.get("/releases/{pk}", ReleaseWhole, stated=Stated.SHOWN)
@allow_public
def show(request: Request, response: HttpResponse, pk: str) -> dict[str, Any]:
    """一份发布 / One release, and where it stands."""
    found = get_object_or_404(visible(audience_of(request.post)).select_related("course"), pk=pk)
    return _whole(request, response, found)


@releases.post("/releases/{pk}/moves", ReleaseWhole, stated=Stated.MINDED)
@allow(*MOVERS)
def move(request: Request, response: HttpResponse, pk: str, wish: StepWish) -> dict[str, Any]:
    """办理一步：核对、批准、排期、发布等 / Take a step: check, approve, schedule, publish, …"""
    found = get_object_or_404(visible(audience_of(request.post)).select_related("course"), pk=pk)
    check(request, found.course.version)
    moved = take_step(found.pk, found.course.version, wish.asked(), wish.day)
    return _whole(request, response, moved)


@releases.get("/releases/{pk}/figures", Page[dict[str, Any]])
@allow_public
def figures(request: Request, pk: str, wanted: Query[Paging]) -> dict[str, Any]:
    """一份发布的数据 / The figures of a release, as they may be shown."""
    found = get_object_or_404(visible(audience_of(request.post)), pk=pk)
    page = part(figures_of(found), Order("figures of release", ("pk",)), wanted)
    return {"items": [row.content for row in page.rows], "next": page.next}


@releases.get("/calendar", list[DayOut])
@allow_public
def calendar(request: Request) -> list[dict[str, Any]]:
    """发布日历 / The release calendar, the latest day first."""
    return [
        {
            "day": day.day,
            "title": words_of(day.title),
            "published_at": day.published_at,
            "release": day.release,
            "planned": day.planned and day.planned.pk,
        }
        for day in whole_calendar()
    ]


@releases.post("/calendar", DayOut, 201)
@allow(*MOVERS)
def plan(request: Request, wish: DayWish) -> Status:
    """计划一个发布日 / Plan the day of a publication."""
    _check_publication(wish.publication, wish.place)
    entry = plan_day(Planned(wish.publication, wish.place, wish.period, wish.day))
    title = words_of(title_of(entry.publication, entry.place, entry.period))
    return Status(201, {"day": entry.day, "title": title, "published_at": None, "release": None, "planned": entry.pk})


@releases.post("/calendar/{int:pk}/cancel", Words)
@allow(*MOVERS)
def cancel(request: Request, pk: Number) -> dict[str, str]:
    """取消一个计划发布日 / Cancel a planned day that no release has taken."""
    cancel_day(get_object_or_404(CalendarEntry, pk=pk, release=None))
    return words_of(CANCELLED)


@releases.get("/corrections", Page[RevisionOut])
@allow_public
def corrections(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """更正记录 / The public log of corrections, the latest first."""
    page = part(revisions(), Order("corrections", ("-at", "-pk")), wanted)
    names = ("key", "old", "new", "reasons", "at")
    items = [
        {name: getattr(row, name) for name in names} | {"release": row.release.pk, "before": row.before.pk}
        for row in page.rows
    ]
    return {"items": items, "next": page.next}


def _release(one: Release) -> dict[str, Any]:
    said = {name: getattr(one, name) for name in ReleaseOut.model_fields if name not in ("title", "vintage")}
    return said | {"title": words_of(title_of(one.publication, one.place, one.period)), "vintage": one.vintage.pk}


def _whole(request: Request, response: HttpResponse, found: Release) -> dict[str, Any]:
    inside = request.post is not None and request.post.role in UNRELEASED
    if inside:
        tagged(response, found.course.version)
    return _release(found) | {"course": standing(found.course, facts_of(found)) if inside else None}


def _check_publication(publication: str, place: str) -> None:
    if publication not in city.pack().publications or place not in places_for(publication):
        raise ProblemError(422, _UNKNOWN)
