"""From a publication's windows to periods."""

from collections.abc import Mapping
from datetime import date

from nanfeng.kinds.period import Period
from nanfeng.pack.publication import Publication, PublicationWindow


def resolve(window: PublicationWindow, period: Period) -> Period:
    """The period that a window means in a publication made for `period`.

    Raise ValueError where the window leaves nothing, or where a month is asked for that no year has.
    """
    match window.kind:
        case "period":
            return period
        case "year_to_date":
            return _year_to_date(window, period)
        case "months":
            return _months(window, period)
        case "year":
            year = period.last.year - window.lag_years
            return Period.of_months(year, 1, 12)
        case "event_month":
            return _event_month(window, period)


def resolve_all(publication: Publication, period: Period) -> Mapping[str, Period]:
    """Every window of a publication by name; raise ValueError that names the window which cannot be."""
    return {name: _named(name, window, period) for name, window in publication.windows.items()}


def steps(period: Period, *, joint_january: bool) -> tuple[Period, ...]:
    """The months of a period of whole months, in order; a month of which only a part belongs to it counts whole.

    `joint_january`: January and February are one step, as cumulative returns have it; a period that begins with a
    February leaves it out, and one that ends with a January leaves that out, because neither is collected alone.
    """
    start, end = _index(period.first), _index(period.last)
    months = [Period.of_months(index // 12, index % 12 + 1, index % 12 + 1) for index in range(start, end + 1)]
    if not joint_january:
        return tuple(months)
    return tuple(step for month in months if (step := _joint(month, period)))


def _joint(month: Period, period: Period) -> Period | None:
    if month.first.month == 1:
        return None
    if month.first.month != 2:
        return month
    joint = Period.of_months(month.first.year, 1, 2)
    return joint if joint.first >= period.first else None


def _year_to_date(window: PublicationWindow, period: Period) -> Period:
    last = period.last.month - window.lag_months
    if last < 1:
        raise ValueError(f"a year to date {window.lag_months} months before the end of {period} has no month left")
    return Period.of_months(period.last.year - window.lag_years, 1, last)


def _months(window: PublicationWindow, period: Period) -> Period:
    if window.count < 1:
        raise ValueError("a window of months says how many: count = 12 for a rolling year")
    end = _index(period.last) - window.lag_months
    start = end - window.count + 1
    last = Period.of_months(end // 12, end % 12 + 1, end % 12 + 1).last
    return Period(date(start // 12, start % 12 + 1, 1), last)


def _event_month(window: PublicationWindow, period: Period) -> Period:
    if not 1 <= window.month <= 12:
        raise ValueError(f"an event month is 1 to 12, not {window.month}")
    return Period.of_months(period.last.year, window.month, window.month)


def _named(name: str, window: PublicationWindow, period: Period) -> Period:
    try:
        return resolve(window, period)
    except ValueError as error:
        raise ValueError(f"window {name}: {error}") from error


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1
