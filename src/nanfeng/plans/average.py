"""A target for the average growth a year over several years, judged by the levels at both ends."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator, satisfies, stated_range
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.plans.path import Mark, growth_between, years_between
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress, Situation, State
from nanfeng.plans.reasons import unobserved
from nanfeng.plans.series import Observation, comparable, observations_of, wanted_of
from nanfeng.plans.wording import percent_a_year


def track_average(target: Target, figures: Sequence[Figure], situation: Situation) -> Progress:
    """Judge the compound growth from the base level to the latest level of the target's period.

    The base is `target.base`, else the year before the period. Levels are nominal: a target of real growth cannot be
    judged by them.
    """
    if target.period is None:
        raise ValueError(f"target {target.id} is an average over years but has no period: give one")
    levels = observations_of(replace(target, growth=None, unit=None), figures, situation)
    series = comparable(target, levels, situation)
    base_period = target.base or _year_before(target.period)
    base = next((seen for seen in series if seen.period == base_period), None)
    later = [seen for seen in series if seen.period.last > base_period.last and seen.period.last <= target.period.last]
    if base is None or not later:
        return unobserved(target, levels)
    return _judged(target, base, later[-1], situation)


def _judged(target: Target, base: Observation, latest: Observation, situation: Situation) -> Progress:
    period = target.period
    growth = growth_between(_mark(base), _mark(latest))
    if period is None or growth is None or latest.is_bound or base.is_bound or target.value is None:
        reason = Text("首末水平不足以算出增速。", "The levels at both ends do not give a growth rate.")
        return Progress(target.id, State.CANNOT_BE_TOLD, reason, latest.figure)
    met = satisfies(stated_range(Comparator.EXACTLY, Decimal(growth)), wanted_of(target)) is Verdict.YES
    final = latest.period.last == period.last
    states = (State.MET, State.MISSED) if final else (State.ON_COURSE, State.BEHIND)
    if not final and situation.as_of >= period.last:
        states = (State.CANNOT_BE_TOLD, State.CANNOT_BE_TOLD)
    rate = percent_a_year(growth)
    reason = Text(
        f"{base.period}至{latest.period}{rate.zh}，目标为年均{target.value}%。",
        f"From {base.period} to {latest.period} it grew {rate.en}; the target is {target.value}% a year.",
    )
    needed = growth_between(_mark(latest), _end(target.value, base, period))
    return Progress(
        target.id,
        states[0] if met else states[1],
        reason,
        latest.figure,
        needed_growth=needed,
        observed_growth=growth,
    )


def _end(rate: Decimal, base: Observation, period: Period) -> Mark:
    years = Decimal(years_between(base.period.last, period.last))
    return Mark(period.last, base.value * (1 + rate / 100) ** years)


def _mark(seen: Observation) -> Mark:
    return Mark(seen.period.last, seen.value)


def _year_before(period: Period) -> Period:
    return Period.of_months(period.first.year - 1, 1, 12)
