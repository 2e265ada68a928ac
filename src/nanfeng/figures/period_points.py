"""Any period as a linear combination of the periods for which returns are filed.

A cumulative return covers January to some month of one year (a point). June is the first half less January–May; the
twelve months to June 2023 are 2022 plus January–June 2023 less January–June 2022. January alone is never filed.
"""

from collections.abc import Collection
from datetime import timedelta

from nanfeng.kinds.period import Period

Points = tuple[tuple[Period, int], ...]
"""Year-to-date periods with their coefficients, 1 or -1, in order of time."""


def year_to_date_points(period: Period) -> Points:
    """Compose whole months of any years from year-to-date points; raise ValueError for a period of days."""
    if not period.whole_months:
        raise ValueError(f"{period} is not made of whole months, and cumulative returns are filed by month")
    first, last = period.first, period.last
    added = [(Period.of_months(year, 1, 12), 1) for year in range(first.year, last.year)]
    added.append((Period.of_months(last.year, 1, last.month), 1))
    if first.month == 1:
        return tuple(added)
    return ((Period.of_months(first.year, 1, first.month - 1), -1), *added)


def year_to_date(period: Period) -> Period:
    """January of the period's last year to its last month: the return that tells who was there at its end."""
    return Period.of_months(period.last.year, 1, period.last.month)


def tiles(period: Period, collected: Collection[Period]) -> tuple[Period, ...]:
    """Collected periods that together make up `period`, without gap or overlap; empty where there are none.

    The period itself is preferred, then always the longest one that begins where the last one ended.
    """
    found: list[Period] = []
    start = period.first
    while start <= period.last:
        fitting = [one for one in collected if one.first == start and one.last <= period.last]
        if not fitting:
            return ()
        found.append(max(fitting))
        start = found[-1].last + timedelta(days=1)
    return tuple(found)
