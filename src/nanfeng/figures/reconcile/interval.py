"""The numbers that a printed number may stand for: value ± half a unit of its last printed digit."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from nanfeng.figures.published import Published
from nanfeng.kinds.comparator import Comparator, stated_range
from nanfeng.kinds.unit import Dimension

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both included; None is unbounded."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies in it."""
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def meets(self, other: "Interval") -> bool:
        """Whether the two have a number in common."""
        return not (_above(self.low, other.high) or _above(other.low, self.high))

    def whole_numbers(self) -> range:
        """The whole numbers in it; raise ValueError for an unbounded one."""
        low, high = self.bounds()
        return range(int(low.to_integral_value(ROUND_CEILING)), int(high.to_integral_value(ROUND_FLOOR)) + 1)

    def bounds(self) -> tuple[Decimal, Decimal]:
        """Both ends; raise ValueError for an unbounded interval."""
        if self.low is None or self.high is None:
            raise ValueError("an interval without both ends has no bounds")
        return self.low, self.high

    def plus(self, other: "Interval") -> "Interval":
        """All sums of a number of each."""
        return Interval(_add(self.low, other.low), _add(self.high, other.high))

    def minus(self, other: "Interval") -> "Interval":
        """All differences of a number of this one and one of the other."""
        low, high = other.bounds()
        return self.plus(Interval(-high, -low))

    def over(self, divisor: "Interval") -> "Interval":
        """All quotients; both are bounded, and the divisor holds positive numbers only, else ValueError is raised."""
        low, high = divisor.bounds()
        if low <= 0:
            raise ValueError(f"cannot divide by numbers from {low} to {high}")
        mine = self.bounds()
        quotients = [end / part for end in mine for part in (low, high)]
        return Interval(min(quotients), max(quotients))

    def times(self, factor: Decimal) -> "Interval":
        """All products with a positive factor."""
        return Interval(
            None if self.low is None else self.low * factor, None if self.high is None else self.high * factor
        )

    def middle(self) -> Decimal:
        """Half way between its ends; raise ValueError for an unbounded one."""
        low, high = self.bounds()
        return (low + high) / 2


def printed(value: Decimal, whole: bool = False) -> Interval:
    """What an exact statement of `value` may stand for; a count (`whole`) stands for itself alone."""
    exponent = value.as_tuple().exponent
    if whole or not isinstance(exponent, int):
        return Interval(value, value)
    half = Decimal(5).scaleb(min(exponent, 0) - 1)
    return Interval(value - half, value + half)


def meant(row: Published) -> Interval:
    """What a published number may stand for, in the base unit; raise ValueError for a row without a number."""
    if row.value is None or row.unit is None:
        raise ValueError(f"{row.id} has no number")
    if row.comparator is Comparator.EXACTLY:
        return printed(row.value, row.unit.dimension is Dimension.COUNT).times(row.unit.factor)
    stated = stated_range(row.comparator, row.value * row.unit.factor)
    return Interval(stated.low, stated.high)


def base_of(level: Interval, growth: Interval) -> Interval:
    """The level before a growth in percent: level / (1 + growth / 100)."""
    low, high = growth.bounds()
    return level.over(Interval(1 + low / HUNDRED, 1 + high / HUNDRED))


def _above(low: Decimal | None, high: Decimal | None) -> bool:
    return low is not None and high is not None and low > high


def _add(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
