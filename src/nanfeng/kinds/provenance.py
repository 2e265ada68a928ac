"""Where a number or a record came from."""

from dataclasses import dataclass
from datetime import date

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Source(Definition):
    """A document from which figures or definitions were taken.

    `covers` is the period that the document says it reports on, where it says so; `address` is None for what has none.
    """

    id: str
    title: Text
    publisher: Text
    published: date | None = None
    address: str | None = None
    covers: Period | None = None
    note: Text | None = None


@dataclass(frozen=True)
class Origin:
    """The line of a file that a record came from: file name, sheet ("" where there is none), and line counted from
    1.
    """

    file: str
    sheet: str
    line: int
