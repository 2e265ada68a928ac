"""How a number is meant: exactly, more than, about, at most."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nanfeng.kinds.answer import Verdict

ABOUT_TOLERANCE = Decimal("0.05")
"""`about` and `nearly` mean within five per cent: about on either side, nearly from below."""


class Comparator(StrEnum):
    """How a stated number bounds the true one; for a target, what the observed number has to do."""

    EXACTLY = "exactly"
    EXCEED = "exceed"
    AT_LEAST = "at_least"
    REACH = "reach"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_MOST = "at_most"
    BELOW = "below"
    NOT_REDUCED = "not_reduced"


@dataclass(frozen=True)
class Range:
    """The numbers that a comparator and a value allow; None is unbounded."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False


def stated_range(comparator: Comparator, value: Decimal) -> Range:
    """What the true number may be when somebody states `value` with this comparator."""
    slack = abs(value) * ABOUT_TOLERANCE
    match comparator:
        case Comparator.EXCEED:
            return Range(value, None, low_open=True)
        case Comparator.AT_LEAST | Comparator.REACH | Comparator.NOT_REDUCED:
            return Range(value, None)
        case Comparator.ABOUT:
            return Range(value - slack, value + slack)
        case Comparator.NEARLY:
            return Range(value - slack, value, high_open=True)
        case Comparator.AT_MOST:
            return Range(None, value)
        case Comparator.BELOW:
            return Range(None, value, high_open=True)
        case Comparator.EXACTLY:
            return Range(value, value)


def wanted_range(comparator: Comparator, target: Decimal) -> Range:
    """The numbers that satisfy a target. `about` and `nearly` are satisfied from their lower bound upwards."""
    stated = stated_range(comparator, target)
    if comparator in (Comparator.ABOUT, Comparator.NEARLY):
        return Range(stated.low, None)
    return stated


def satisfies(observed: Range, wanted: Range) -> Verdict:
    """Whether a number known only to lie in `observed` lies in `wanted`: unknown where it may or may not."""
    if _inside(observed, wanted):
        return Verdict.YES
    return Verdict.NO if _apart(observed, wanted) else Verdict.UNKNOWN


def _inside(inner: Range, outer: Range) -> bool:
    low_fits = outer.low is None or (
        inner.low is not None
        and (inner.low > outer.low or (inner.low == outer.low and (inner.low_open or not outer.low_open)))
    )
    high_fits = outer.high is None or (
        inner.high is not None
        and (inner.high < outer.high or (inner.high == outer.high and (inner.high_open or not outer.high_open)))
    )
    return low_fits and high_fits


def _apart(one: Range, other: Range) -> bool:
    return _below(one, other) or _below(other, one)


def _below(lower: Range, upper: Range) -> bool:
    if lower.high is None or upper.low is None:
        return False
    return lower.high < upper.low or (lower.high == upper.low and (lower.high_open or upper.low_open))
