"""Figures: numbers that know what they are.

A bare number is never published. A figure says what it measures (`FigureKey`), how it was come by, and what stands
behind it.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


class Basis(StrEnum):
    """What a growth compares with; part of the figure's identity, because all of them are right and differ."""

    NOMINAL = "nominal"  # what was filed for the year before, places and industries as they were then
    COMPARABLE = "comparable"  # this year's population, with its own year-ago values from this year's form
    MATCHED = "matched"  # organisations present in both years, mergers followed, places as they are now
    PREVIOUS = "previous"  # the preceding period of equal length
    REAL = "real"  # comparable, deflated by a price index
    UNSTATED = "unstated"  # published by others without naming the base


class Status(StrEnum):
    """How a figure was come by, or why there is none."""

    COMPUTED = "computed"
    PUBLISHED = "published"
    TARGET = "target"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    WITHHELD = "withheld"


@dataclass(frozen=True)
class FigureKey:
    """The identity of a figure. Canonical text:
    `industrial_output/2023-01..2023-04/zone/sector=robots/growth:comparable`.

    `scope` narrows the population by coded fields, sorted by field name; `growth` is None for a level.
    """

    indicator: str
    period: Period
    place: str
    scope: tuple[tuple[str, str], ...] = ()
    growth: Basis | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "scope", tuple(sorted(self.scope)))

    def __str__(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        """Written once: a release asks for the text of each of its thousands of keys thousands of times."""
        scope = [f"{field}={value}" for field, value in self.scope]
        growth = [f"growth:{self.growth}"] if self.growth else []
        return "/".join([self.indicator, str(self.period), self.place, *scope, *growth])

    @classmethod
    def parse(cls, text: str) -> "FigureKey":
        """Read canonical text; raise ValueError that says which part is wrong."""
        indicator, *rest = text.strip().split("/")
        if len(rest) < 2:
            raise ValueError(
                f"{text!r} is not a figure: write indicator/period/place, then field=value and growth:basis as needed"
            )
        growth = [part.removeprefix("growth:") for part in rest[2:] if part.startswith("growth:")]
        pairs = [part.split("=", 1) for part in rest[2:] if not part.startswith("growth:")]
        if wrong := [pair[0] for pair in pairs if len(pair) != 2]:
            raise ValueError(f"{wrong[0]!r} in {text!r} is neither field=value nor growth:basis")
        if growth and growth[0] not in set(Basis):
            raise ValueError(f"{growth[0]!r} in {text!r} is no growth basis; there are {', '.join(Basis)}")
        scope = tuple((field, value) for field, value in pairs)
        return cls(indicator, Period.parse(rest[0]), rest[1], scope, Basis(growth[0]) if growth else None)

    def level(self) -> "FigureKey":
        """The level that this growth is the growth of (itself for a level)."""
        return replace(self, growth=None)


@dataclass(frozen=True)
class Component:
    """A part that a figure was computed from: `role` is current, base, numerator, denominator, price_index or part.

    Role `unbalanced_filers` counts the returns that are missing, of organisations that filed another one of those that
    make up the period.
    """

    role: str
    key: str
    value: Decimal | None
    unit: Unit


@dataclass(frozen=True)
class Figure:
    """A number with everything needed to judge it.

    `value` is in `unit`, unrounded, None where `status` is missing, suppressed or withheld; then `reason` says why.
    `contributors` counts the distinct organisations behind it, `largest_share` is the share of the largest of them in
    absolute terms (0 to 1), both None where unknown. `vintage` and `definition` are digests, None for what others
    published. `source`, `wording` and `where` hold for published figures: the source's id, its words, and the claim's
    or row's id. `flags` are stable codes of what a reader must know, such as `negative_month`, `unequal_response`,
    `synthetic`.
    """

    key: FigureKey
    value: Decimal | None
    unit: Unit
    comparator: Comparator = Comparator.EXACTLY
    status: Status = Status.COMPUTED
    reason: Text | None = None
    components: tuple[Component, ...] = ()
    contributors: int | None = None
    largest_share: float | None = None
    vintage: str | None = None
    definition: str | None = None
    source: str | None = None
    wording: Text | None = None
    where: str | None = None
    flags: tuple[str, ...] = ()
