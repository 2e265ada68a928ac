"""Where a target stands on a day, with the reason."""

from collections.abc import Sequence

from nanfeng.figures.indicator import GroupsAbove, Indicator, Stock
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Figure
from nanfeng.plans.average import track_average
from nanfeng.plans.floor import track_floor
from nanfeng.plans.level import track_level
from nanfeng.plans.plan import Target, TargetKind
from nanfeng.plans.progress import Progress, Situation
from nanfeng.plans.promise import track_promise
from nanfeng.plans.series import YEAR_MONTHS
from nanfeng.plans.yearly import track_yearly


def track(target: Target, observations: Sequence[Figure], situation: Situation) -> Progress:
    """Judge a target by the figures that bear on it (others are passed over) as of the situation's day.

    Figures may be computed or published and keep their comparators; those without a value, and targets, count for
    nothing. Raise ValueError for a numeric target that says neither comparator nor value, KeyError for an unknown
    progress method.
    """
    if target.kind is not TargetKind.NUMBER:
        return track_promise(target, situation)
    if target.comparator is Comparator.NOT_REDUCED:
        return track_floor(target, observations, situation)
    if target.each_year:
        return track_yearly(target, observations, situation)
    if target.growth is not None and target.period is not None and target.period.months > YEAR_MONTHS:
        return track_average(target, observations, situation)
    return track_level(target, observations, situation)


def is_point_in_time(indicator: Indicator) -> bool:
    """Whether a value of the indicator holds for the last day of its period: a stock, or groups judged on months of
    their own (clusters over a threshold are judged on twelve, whatever period is asked for).
    """
    return isinstance(indicator.formula, Stock | GroupsAbove)
