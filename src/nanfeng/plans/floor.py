"""A floor: a number that must not fall below what it was ("not reduced")."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress, Situation, State
from nanfeng.plans.reasons import unobserved, verdict_words
from nanfeng.plans.series import Observation, is_stale, observations_of, since_when, stale_caution, wanted_of


def track_floor(target: Target, figures: Sequence[Figure], situation: Situation) -> Progress:
    """Judge by the value of the base period, itself an observation; a stated value needs no base.

    Cannot be told where the plan names no base, where the base or a later number was not observed, or where the base
    is known only as a bound.
    """
    if target.value is not None:
        return _against(target, figures, situation)
    if target.base is None:
        return _untold(target, "计划没有写明以何时为基数。", "The plan does not say what it is measured from.")
    seen = observations_of(target, figures, situation)
    base = next((each for each in seen if each.period.last == target.base.last), None)
    if base is None:
        return _untold(
            target, f"没有基期{target.base}的观测值。", f"There is no observation for the base {target.base}."
        )
    if base.figure.comparator is not Comparator.EXACTLY:
        return _untold(
            target,
            f"基期{target.base}只有界限而非确数。",
            f"For the base {target.base} there is only a bound, not the number.",
        )
    later = [each.figure for each in seen if each.period.last > target.base.last]
    return _against(replace(target, value=base.value), later, situation)


def _against(target: Target, figures: Sequence[Figure], situation: Situation) -> Progress:
    wanted = wanted_of(target)
    due = target.period.last if target.period else None
    series = [seen for seen in observations_of(target, figures, situation) if due is None or seen.period.last <= due]
    if not series:
        return unobserved(target, series)
    latest = series[-1]
    verdict = latest.meets(wanted)
    holds, broken = _states(due, latest, situation)
    state = {Verdict.YES: holds, Verdict.NO: broken, Verdict.UNKNOWN: State.CANNOT_BE_TOLD}[verdict]
    stale = is_stale(latest, situation)
    return Progress(
        target.id,
        state,
        verdict_words(target, latest, verdict),
        latest.figure,
        since_when(series, wanted),
        stale=stale,
        cautions=(stale_caution(latest),) if stale else (),
    )


def _states(due: date | None, latest: Observation, situation: Situation) -> tuple[State, State]:
    """The states of a floor that holds and of one that does not, by whether its date has come."""
    if due is None:
        return State.MET, State.BEHIND
    if situation.as_of < due:
        return State.ON_COURSE, State.BEHIND
    return (State.MET, State.MISSED) if latest.period.last == due else (State.CANNOT_BE_TOLD, State.CANNOT_BE_TOLD)


def _untold(target: Target, zh: str, en: str) -> Progress:
    return Progress(target.id, State.CANNOT_BE_TOLD, Text(zh, en))
