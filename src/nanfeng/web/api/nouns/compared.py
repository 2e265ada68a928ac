"""Two vintages or two releases side by side: what differs in records, and which figures moved and why."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Schema

from nanfeng.kinds.figure import Figure
from nanfeng.release.compare import Reason
from nanfeng.release.content import plain_figure
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.paging import Page, Paging, part_of
from nanfeng.web.api.problem import Words, words_of
from nanfeng.web.api.shapes import Short, plain
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.access import UNRELEASED, Audience, sees_single, visible
from nanfeng.web.closing.models import Release, Vintage
from nanfeng.web.closing.queries import comparison
from nanfeng.web.closing.queries.comparison import RowDifferences, RowLine
from nanfeng.web.doors import allow
from nanfeng.web.figures.queries.compared import compared as moved_between
from nanfeng.web.people.request import Request

vintages_compared, releases_compared = Noun("closing"), Noun("releases")
_MOST = 10_000
"""Differences of vintages that are listed; the others are counted."""


class Difference(Schema):
    """A record that only one of two vintages has, or a value that is another in the second."""

    what: Words
    form: Words
    key: str
    field: Words
    old: str | None
    new: str | None


class Differences(Schema):
    """How many records came, went and changed, the first of them, and the forms whose definition changed."""

    added: int
    removed: int
    changed: int
    lines: list[Difference]
    redefined: list[Words]


class MovedOut(Schema):
    """A figure that two vintages or releases show differently; `reasons` are codes of all that can have moved it."""

    key: str
    old: dict[str, Any]
    new: dict[str, Any]
    reasons: list[str]


class VintagesCompared(Schema):
    """The figures that the releases of two vintages show differently; `rows` null for who sees no single records."""

    first: str
    second: str
    rows: Differences | None
    figures: list[MovedOut]


class With(Schema):
    """The earlier one, by its id."""

    other: Short


class WithPaged(Paging, With):
    """The earlier one, and which part of the list."""


@vintages_compared.get("/vintages/{pk}/comparison", VintagesCompared)
@allow(*UNRELEASED)
def compare_vintages(request: Request, pk: str, wanted: Query[With]) -> dict[str, Any]:
    """与较早的版本比较 / What differs from another vintage: its records, and the figures made of it."""
    second, first = get_object_or_404(Vintage, pk=pk), get_object_or_404(Vintage, pk=wanted.other)
    rows = comparison.rows(first, second, _MOST) if sees_single(request.post) else None
    if rows:
        note(Note("look", "vintage", second.pk, changes={"compared_with": [None, first.pk]}))
    figures = [_moved(line.old, line.new) for line in comparison.figures(first, second, _MOST)]
    return {"first": first.pk, "second": second.pk, "rows": rows and _differences(rows), "figures": figures}


@releases_compared.get("/releases/{pk}/comparison", Page[MovedOut])
@allow(*UNRELEASED)
def compare_releases(request: Request, pk: str, wanted: Query[WithPaged]) -> dict[str, Any]:
    """与另一份发布比较 / The figures that are in both releases and moved, and what can have moved them."""
    there = visible(Audience.INSIDE).filter(withdrawn_at=None)
    second, first = get_object_or_404(there, pk=pk), get_object_or_404(there, pk=wanted.other)
    moved = [_moved(*one) for one in _both(first, second)]
    page = part_of(moved, f"moved {first.pk} {second.pk}", lambda one: (one["key"],), wanted)
    return {"items": page.rows, "next": page.next}


def _both(first: Release, second: Release) -> Iterator[tuple[Figure, Figure, Sequence[Reason]]]:
    """The figures that are in both and moved: before, after, and why."""
    try:
        moved = moved_between(first, second).moved
    except FileNotFoundError as error:
        raise Http404("the files of one of the two are not there") from error
    return ((one.old, one.new, one.reasons) for one in moved if one.old and one.new)


def _differences(found: RowDifferences) -> dict[str, Any]:
    counts = {name: getattr(found, name) for name in ("added", "removed", "changed")}
    redefined = [words_of(form) for form in found.redefined]
    return counts | {"lines": [_line(line) for line in found.lines], "redefined": redefined}


def _line(line: RowLine) -> dict[str, Any]:
    values = {name: _text(getattr(line, name)) for name in ("old", "new")}
    said = {name: words_of(getattr(line, name)) for name in ("what", "form", "field")}
    return {"key": line.key} | said | values


def _text(value: object) -> str | None:
    return None if value is None else str(plain(value))


def _moved(old: Figure, new: Figure, reasons: Sequence[Reason] = ()) -> dict[str, Any]:
    return {
        "key": str(new.key),
        "old": plain_figure(old),
        "new": plain_figure(new),
        "reasons": [reason.value for reason in reasons],
    }
