"""Figures: search, one with its history, its trace within the caller's scope, and tables of one's own."""

from collections.abc import Iterator
from datetime import date, datetime
from operator import itemgetter
from typing import Any, Literal

from django.http import Http404
from ninja import Field, Query, Schema

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.role import Role
from nanfeng.release.content import plain_figure
from nanfeng.web import city
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.paging import Order, Page, Paging, Place, part, part_of
from nanfeng.web.api.problem import Words, words_of
from nanfeng.web.api.shapes import PeriodText, Short
from nanfeng.web.closing.access import audience_of
from nanfeng.web.closing.queries.figures import Which, standing
from nanfeng.web.closing.titles import figure_title
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.figures.queries.one import Found, find, history
from nanfeng.web.figures.queries.tracing import SeenRow, SeenTrace, seen_trace
from nanfeng.web.figures.services import note_look
from nanfeng.web.people.request import Request
from nanfeng.web.site.queries.definitions import definitions

figures = Noun("figures")


class FigureOut(Schema):
    """A figure as it may be shown, with the release that it stands in. `content` is as in the open data."""

    key: str
    title: Words
    release: str
    published_at: datetime | None
    content: dict[str, Any]


class RevisedOut(Schema):
    """How a published figure was revised."""

    at: datetime
    release: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None
    reasons: list[str]


class FigureWhole(FigureOut):
    """A figure with its history, the latest revision first."""

    standing: bool
    history: list[RevisedOut]


class TracedOut(Schema):
    """A record's part in a figure. `value` is in base units."""

    role: str
    form: str
    record: str
    organisation: str | None
    name: str
    first: date
    last: date | None
    value: str


class TraceOut(Page[TracedOut]):
    """The records behind a figure that the caller may see; `hidden` counts those that he may not."""

    key: str
    hidden: int


class IndicatorOut(Schema):
    """An indicator of the city."""

    id: str
    label: Words


class IndicatorWhole(IndicatorOut):
    """An indicator's definition: what it measures, from which forms, how, and which targets it is measured for
    (`plan/target`). `digest` is the version of its definition.
    """

    definition: Words
    computed: Words
    unit: str
    forms: list[str]
    growth: list[str]
    counts: Words | None
    edition: str | None
    targets: list[str]
    digest: str


class FiguresWanted(Paging):
    """Which published figures: what is empty asks for nothing."""

    indicator: list[Short] = Field(default_factory=list, max_length=50)
    place: list[Short] = Field(default_factory=list, max_length=200)
    period: PeriodText | Literal[""] = ""
    growth: Literal["", "level", "nominal", "comparable", "matched", "previous", "real"] = ""


class TraceWanted(Paging):
    """From which release (none: where the figure stands), and which part."""

    release: Short = ""


@figures.get("/indicators", list[IndicatorOut])
@allow_public
def indicators(request: Request) -> list[dict[str, Any]]:
    """全部指标 / All indicators of the city."""
    found = city.pack().definitions.indicators.values()
    return [{"id": one.id, "label": words_of(one.name)} for one in found]


@figures.get("/indicators/{name}", IndicatorWhole)
@allow_public
def indicator(request: Request, name: str) -> dict[str, Any]:
    """一个指标的定义 / The definition behind an indicator."""
    found = definitions().get(name)
    if found is None:
        raise Http404(f"the city has no indicator {name}")
    one = found.indicator
    return {
        "id": one.id,
        "label": words_of(one.name),
        "definition": words_of(one.definition),
        "computed": words_of(found.formula),
        "unit": one.unit.value,
        "forms": [form.name for form in found.forms],
        "growth": [basis.value for basis in one.growth],
        "counts": words_of(one.counts) if one.counts else None,
        "edition": one.edition,
        "targets": [f"{plan.id}/{target.id}" for plan, target in found.targets],
        "digest": found.digest,
    }


@figures.get("/figures", Page[FigureOut])
@allow_public
def listed(request: Request, wanted: Query[FiguresWanted]) -> dict[str, Any]:
    """已发布的数据 / The figures that stand, by indicator, place and period."""
    which = Which(wanted.indicator, wanted.place, wanted.growth)
    found = standing(which)
    if wanted.period:
        period = FigureKey.parse(f"x/{wanted.period}/x").period
        found = found.filter(first=period.first, last=period.last)
    page = part(found, Order("figures", ("indicator", "place", "last", "first", "pk")), wanted)
    items = [
        {
            "key": row.key,
            "title": words_of(figure_title(FigureKey.parse(row.key))),
            "release": row.release.pk,
            "published_at": row.release.published_at,
            "content": row.content,
        }
        for row in page.rows
    ]
    return {"items": items, "next": page.next}


@figures.get("/figures/{path:key}/trace", TraceOut)
@allow(*Role)
def trace(request: Request, key: str, wanted: Query[TraceWanted]) -> dict[str, Any]:
    """追溯到记录（权限以内） / The records behind a figure, those that the caller may see."""
    found = _found(request, key, wanted.release)
    traced = seen_trace(found)
    if traced is None:
        raise Http404("the figure cannot be followed down to records")
    page = part_of(_placed(traced), f"trace {found.release.pk} {key}", itemgetter(0), wanted)
    rows = [row for _, row in page.rows]
    note_look("figure", str(found.figure.key), (one.row.organisation for one in rows))
    said = {"key": str(found.figure.key), "hidden": traced.hidden, "next": page.next}
    return said | {"items": [_traced(one) for one in rows]}


@figures.get("/figures/{path:key}", FigureWhole)
@allow_public
def show(request: Request, key: str, release: Short = "") -> dict[str, Any]:
    """一个数据 / One figure by its key (`industrial_output/2023-H1/zone`), with its history."""
    found = _found(request, key, release)
    return {
        "key": str(found.figure.key),
        "title": words_of(figure_title(found.figure.key)),
        "release": found.release.pk,
        "published_at": found.release.published_at,
        "content": plain_figure(found.figure),
        "standing": found.standing,
        "history": [
            {
                "at": one.at,
                "release": one.release.pk,
                "old": one.old and plain_figure(one.old),
                "new": one.new and plain_figure(one.new),
                "reasons": list(one.reasons),
            }
            for one in history(found.figure.key)
        ],
    }


def _found(request: Request, text: str, release: str) -> Found:
    try:
        key = FigureKey.parse(text)
    except ValueError as error:
        raise Http404("the key is no figure's") from error
    found = find(key, audience_of(request.post), release)
    if found is None:
        raise Http404("there is no such figure, or it is not published yet")
    return found


def _placed(traced: SeenTrace) -> Iterator[tuple[Place, SeenRow]]:
    """Every row with its place: the number of the part that it belongs to, its form and its key."""
    parts = [number for number, part in enumerate(traced.parts) for _ in part.seen]
    for number, one in zip(parts, traced.rows, strict=True):
        yield (number, one.row.form, one.row.record), one


def _traced(one: SeenRow) -> dict[str, Any]:
    row = one.row
    said = {name: getattr(row, name) for name in ("form", "record", "organisation", "first", "last")}
    return {"role": one.role, "name": one.name, "value": format(row.value, "f"), **said}
