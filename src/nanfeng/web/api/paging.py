"""Pages by cursor: each begins after the last row of the one before, by an order in which no two rows are equal."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing
from django.db.models import Model, Q, QuerySet
from ninja import Field, Schema

from nanfeng.kinds.text import Text
from nanfeng.web.api.problem import ProblemError

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)
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


def part(rows: QuerySet[Row], order: Order, paging: Paging) -> Part[Row]:
    """The rows after the cursor. Rows that are added meanwhile neither shift nor repeat what is there: every row that
    was there all the time comes exactly once. Raise ProblemError (422) for a cursor that is none of this list.
    """
    wanted = rows.order_by(*order.columns)
    if paging.cursor:
        wanted = wanted.filter(_after(order, _read(paging.cursor, order)))
    found = list(wanted[: paging.limit + 1])
    more = len(found) > paging.limit
    found = found[: paging.limit]
    return Part(found, _cursor(found[-1], order) if more else None)


def _after(order: Order, values: list[Any]) -> Q:
    """What comes later: greater in one column (less, where it goes down), and equal in all before it."""
    later, same = Q(), Q()
    for column, value in zip(order.columns, values, strict=True):
        name = column.removeprefix("-")
        beyond = Q(**{f"{name}__{'lt' if column.startswith('-') else 'gt'}": value})
        later |= same & beyond
        same &= Q(**{name: value})
    return later


def _cursor(row: Model, order: Order) -> str:
    return signing.dumps([str(_value(row, column)) for column in order.columns], salt=f"api {order.name}")


def _value(row: Any, column: str) -> object:
    for name in column.removeprefix("-").split("__"):
        row = getattr(row, name)
    return row


def _read(cursor: str, order: Order) -> list[Any]:
    try:
        values = signing.loads(cursor, salt=f"api {order.name}")
    except signing.BadSignature as error:
        raise ProblemError(422, _BAD) from error
    if len(values) != len(order.columns):
        raise ProblemError(422, _BAD)
    return values
