"""What a progress method is given and what it answers."""

from collections.abc import Callable
from dataclasses import dataclass

from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Point:
    """An observed number at a moment (years of our era, see `path.moment`; or plain calendar years)."""

    at: float
    value: float


@dataclass(frozen=True)
class Aim:
    """Where a series should go.

    `direction` is 1 where more is better and −1 where less is. `value` is None where no number was set: then only the
    direction counts. `base` is the moment from which progress is measured, None for the first observation. `limit`
    is a value that the series cannot naturally pass, such as 100 for a share in percent.
    """

    at: float
    value: float | None = None
    direction: int = 1
    base: float | None = None
    limit: float | None = None


@dataclass(frozen=True)
class Judgement:
    """What a method says: its own label, its score (both None-safe), and the growth that it saw.

    `on_course` is None where it cannot tell. `growth` is a fraction a year, in the series' own direction (negative
    where it falls). `cautions` are what a reader must know before relying on it.
    """

    label: str
    score: float | None = None
    on_course: bool | None = None
    growth: float | None = None
    cautions: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Method:
    """A named and versioned way to judge progress (`id` is `name@version`); a new meaning gets a new version.

    `weakness` says where not to rely on it.
    """

    id: str
    name: Text
    weakness: Text
    judge: Callable[[tuple[Point, ...], Aim], Judgement]
