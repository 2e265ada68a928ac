"""A target for every year: each year is judged by itself."""

from collections.abc import Sequence
from dataclasses import replace

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.plans.pace import track_pace
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress, Situation, State, YearJudged
from nanfeng.plans.reasons import unobserved
from nanfeng.plans.series import Observation, comparable, is_stale, observations_of, stale_caution, wanted_of


def track_yearly(target: Target, figures: Sequence[Figure], situation: Situation) -> Progress:
    """Judge every year that is over by its own observation, and the running year by its part to date.

    Met: all years of the target's period are over and satisfied. Missed: that period is over and a year was not.
    Before, the latest year that could be judged decides between on course and behind. Without a period every
    observed year is judged.
    """
    seen = observations_of(target, figures, situation)
    observed = {each.period: each for each in comparable(target, seen, situation)}
    years = tuple(_judged(target, year, observed.get(year)) for year in _years(target, tuple(observed), situation))
    last = max(observed.values(), key=lambda each: each.period.last, default=None)
    progress = _concluded(target, years, situation)
    if progress.state is State.CANNOT_BE_TOLD and (running := _running_year(target, seen, situation)):
        return replace(running, target=target.id, years=years, since=None)
    if last is None or not is_stale(last, situation):
        return replace(progress, latest=last.figure if last else None)
    return replace(progress, latest=last.figure, stale=True, cautions=(stale_caution(last),))


def _running_year(target: Target, seen: Sequence[Observation], situation: Situation) -> Progress | None:
    year = Period.of_months(situation.as_of.year, 1, 12)
    running = track_pace(replace(target, period=year, each_year=False), seen, situation)
    if running is not None and running.state is State.REACHED_EARLY:
        return replace(running, state=State.ON_COURSE)
    return running


def _years(target: Target, observed: tuple[Period, ...], situation: Situation) -> tuple[Period, ...]:
    span = target.period
    if span is None:
        return observed
    years = (Period.of_months(year, 1, 12) for year in range(span.first.year, span.last.year + 1))
    return tuple(year for year in years if year.last <= situation.as_of)


def _judged(target: Target, year: Period, seen: Observation | None) -> YearJudged:
    if seen is None:
        return YearJudged(year, Verdict.UNKNOWN, None)
    return YearJudged(year, seen.meets(wanted_of(target)), seen.figure)


def _concluded(target: Target, years: tuple[YearJudged, ...], situation: Situation) -> Progress:
    over = target.period is not None and situation.as_of >= target.period.last
    if not years:
        return unobserved(target, ())
    known = [year for year in years if year.verdict is not Verdict.UNKNOWN]
    failed = [year for year in years if year.verdict is Verdict.NO]
    state = _state(over, known, failed, len(known) == len(years))
    return Progress(target.id, state, _reason(years, failed, known), years=years)


def _state(over: bool, known: list[YearJudged], failed: list[YearJudged], complete: bool) -> State:
    if not known:
        return State.CANNOT_BE_TOLD
    if over and failed:
        return State.MISSED
    if over:
        return State.MET if complete else State.CANNOT_BE_TOLD
    return State.BEHIND if known[-1].verdict is Verdict.NO else State.ON_COURSE


def _reason(years: tuple[YearJudged, ...], failed: list[YearJudged], known: list[YearJudged]) -> Text:
    met = len(known) - len(failed)
    unknown = len(years) - len(known)
    which = "、".join(str(year.period) for year in failed)
    zh = f"已结束的{len(years)}年中，{met}年达到，{len(failed)}年未达到，{unknown}年无法判断。"
    en = f"Of {len(years)} finished years {met} satisfied the target, {len(failed)} did not, {unknown} cannot be told."
    if not failed:
        return Text(zh, en)
    return Text(f"{zh}未达到：{which}。", f"{en} Not satisfied: {which.replace('、', ', ')}.")
