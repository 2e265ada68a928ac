"""Pages by cursor: each begins after the last row of the one before, by an order in which no two rows are equal."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from ninja import Field, Schema

from nanfeng.kinds.text import Text
from nanfeng.web.api.problem import ProblemError

Item = TypeVar("Item")
Row = TypeVar("Row")
Stored = TypeVar("Stored", bound=Model)
Place = tuple[str | int | float, ...]
"""Where a row stands in a list that is computed: no two stand at the same place."""

_BAD = Text("游标无效：它须来自同一列表的上一页", "the cursor is not one that this list has given out")


class Page(Schema, Generic[Item]):
    """A part of a list. `next` is the cursor of the part after it, null at the end."""

    items: list[Item]
    next: str | None


class Paging(Schema):
    """Which part of a list is wanted."""

    cursor: str = Field("", max_length=4000, description="上一页的 next / `next` of the part before; none: the first")
    limit: int = Field(50, ge=1, le=200, description="最多几项 / how many at most")


@dataclass(frozen=True)
class Order:
    """The columns by which a list goes, `-` before those that go down. Together they are unique and never null.

    `name` tells lists apart: a cursor serves only the list that gave it out.
    """

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Part(Generic[Row]):
    """Some rows of a list, and the cursor of what follows; None at the end."""

    rows: list[Row]
    next: str | None


def part(rows: QuerySet[Stored], order: Order, paging: Paging) -> Part[Stored]:
    """The rows after the cursor. Rows that come or go meanwhile neither shift nor repeat what is there: every row that
    was there all the time comes exactly once. Raise ProblemError (422) for a cursor that is none of this list.
    """
    wanted = rows.order_by(*order.columns)
    if paging.cursor:
        wanted = wanted.filter(_after(order, _read(paging.cursor, order.name)))
    found = list(wanted[: paging.limit + 1])
    more = len(found) > paging.limit
    found = found[: paging.limit]
    return Part(found, _cursor([str(_value(found[-1], one)) for one in order.columns], order.name) if more else None)


def part_of(rows: Iterable[Row], name: str, place: Callable[[Row], Place], paging: Paging) -> Part[Row]:
    """The same for a list that is computed anew for every call: `place` says where each row stands in it."""
    ordered = sorted(rows, key=place)
    if paging.cursor:
        after = tuple(_read(paging.cursor, name))
        ordered = [row for row in ordered if place(row) > after]
    found = ordered[: paging.limit]
    return Part(found, _cursor(list(place(found[-1])), name) if len(ordered) > paging.limit else None)


def _after(order: Order, values: list[Any]) -> Q:
    """What comes later: greater in one column (less, where it goes down), and equal in all before it.

    Raise ProblemError (422) where the cursor was given out when the list went by other columns.
    """
    if len(values) != len(order.columns):
        raise ProblemError(422, _BAD)
    later, same = Q(), Q()
    for column, value in zip(order.columns, values, strict=True):
        name = column.removeprefix("-")
        beyond = Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        later |= same & beyond
        same &= Q(**{name: value})
    return later


def _cursor(values: list[Any], name: str) -> str:
    return signing.dumps(values, salt=f"api {name}")


def _value(row: Any, column: str) -> object:
    for name in column.removeprefix("-").split("__"):
        row = getattr(row, name)
    return row


def _read(cursor: str, name: str) -> list[Any]:
    try:
        return signing.loads(cursor, salt=f"api {name}")
    except signing.BadSignature as error:
        raise ProblemError(422, _BAD) from error
