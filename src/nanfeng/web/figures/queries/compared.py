"""Two releases side by side: which figures moved, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from nanfeng.release.compare import Moved, compare
from nanfeng.web import city
from nanfeng.web.closing.access import Audience, visible
from nanfeng.web.closing.models import Release


@dataclass(frozen=True)
class Compared:
    """The figures that are in both and moved, and how many are in one alone; `reasons` counts what can have moved
    them.
    """

    first: Release
    second: Release
    moved: Sequence[Moved]
    only_first: int
    only_second: int
    reasons: Sequence[tuple[str, int]]


def comparable(audience: Audience) -> list[Release]:
    """The releases that can be compared, the last built first."""
    return list(visible(audience).filter(withdrawn_at=None)[:60])


def compared(first: Release, second: Release) -> Compared:
    """What moved from the first to the second; raise FileNotFoundError where a file of one of them is gone."""
    every = _moved(first.pk, second.pk)
    both = [one for one in every if one.old and one.new]
    reasons = Counter(reason.value for one in both for reason in one.reasons)
    gone = sum(1 for one in every if one.new is None)
    return Compared(first, second, both, gone, len(every) - len(both) - gone, reasons.most_common())


@lru_cache(maxsize=8)
def _moved(first: str, second: str) -> tuple[Moved, ...]:
    """Releases never change, so that what was found is kept; it takes some seconds."""
    return compare(city.home(), first, second)
