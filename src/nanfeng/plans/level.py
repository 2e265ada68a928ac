"""A target that is one number by one date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.text import Text
from nanfeng.plans.course import Aim, Judgement, Point
from nanfeng.plans.methods import method_of
from nanfeng.plans.pace import track_pace
from nanfeng.plans.path import Mark, growth_between, moment, path_between
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress, Situation, State
from nanfeng.plans.reasons import course_words, unobserved, verdict_words
from nanfeng.plans.series import (
    BOUND_CAUTION,
    Observation,
    comparable,
    is_stale,
    observations_of,
    since_when,
    stale_caution,
    wanted_of,
)
from nanfeng.plans.wording import joined

_LESS_IS_BETTER = (Comparator.AT_MOST, Comparator.BELOW)


def track_level(target: Target, figures: Sequence[Figure], situation: Situation) -> Progress:
    """Where a number stands: by its own observation once the date has come, before that by where it is heading."""
    seen = observations_of(target, figures, situation)
    series = comparable(target, seen, situation)
    running = track_pace(target, seen, situation)
    if running is not None:
        return running
    if not series:
        return unobserved(target, seen)
    if target.period is None:
        return _without_date(target, series)
    if situation.as_of >= target.period.last:
        return _when_due(target, series, target.period.last)
    early = _reached_before(target, series, situation)
    return early or _on_the_way(target, series, situation)


def _without_date(target: Target, series: Sequence[Observation]) -> Progress:
    latest, wanted = series[-1], wanted_of(target)
    verdict = latest.meets(wanted)
    state = {Verdict.YES: State.MET, Verdict.NO: State.BEHIND, Verdict.UNKNOWN: State.CANNOT_BE_TOLD}[verdict]
    reason = joined(
        verdict_words(target, latest, verdict),
        Text("计划没有写明期限。", "The plan states no date."),
    )
    return Progress(target.id, state, reason, latest=latest.figure, since=since_when(series, wanted))


def _when_due(target: Target, series: Sequence[Observation], due: date) -> Progress:
    wanted = wanted_of(target)
    until_due = [seen for seen in series if seen.period.last <= due]
    if not until_due:
        later = Text("只有期限之后的观测值。", "There are observations from after the date only.")
        return Progress(target.id, State.CANNOT_BE_TOLD, later, latest=series[-1].figure)
    decisive = until_due[-1]
    verdict, since = decisive.meets(wanted), since_when(until_due, wanted)
    progress = Progress(
        target.id, State.CANNOT_BE_TOLD, verdict_words(target, decisive, verdict), series[-1].figure, since
    )
    if since is not None and since.last < due:
        return _and_no_figure_for(due, decisive, replace(progress, state=State.REACHED_EARLY))
    if verdict is Verdict.YES:
        return replace(progress, state=State.MET)
    if decisive.period.last < due:
        return _and_no_figure_for(due, decisive, replace(progress, stale=True))
    return replace(progress, state=State.MISSED) if verdict is Verdict.NO else progress


def _and_no_figure_for(due: date, decisive: Observation, progress: Progress) -> Progress:
    if decisive.period.last == due:
        return progress
    missing = Text(f"期限{due}当期没有观测值。", f"There is no observation for the due date {due} itself.")
    return replace(progress, reason=joined(progress.reason, missing), cautions=(missing,))


def _reached_before(target: Target, series: Sequence[Observation], situation: Situation) -> Progress | None:
    since = since_when(series, wanted_of(target))
    if since is None:
        return None
    reason = joined(
        verdict_words(target, series[-1], Verdict.YES),
        Text(f"自{since}起已提前达到。", f"It was reached early, in {since}."),
    )
    stale = is_stale(series[-1], situation)
    cautions = (stale_caution(series[-1]),) if stale else ()
    return Progress(target.id, State.REACHED_EARLY, reason, series[-1].figure, since, stale=stale, cautions=cautions)


def _on_the_way(target: Target, series: Sequence[Observation], situation: Situation) -> Progress:
    latest = series[-1]
    start, end = Mark(latest.period.last, latest.value), _end_of(target)
    judgement = _judged(target, series, situation)
    cautions = (*_cautions(latest, situation), *judgement.cautions)
    states = {True: State.ON_COURSE, False: State.BEHIND, None: State.CANNOT_BE_TOLD}
    needed = None if target.growth else growth_between(start, end)
    observed = None if judgement.growth is None else 100 * judgement.growth
    return Progress(
        target.id,
        states[judgement.on_course],
        joined(course_words(target, latest, needed, observed), *cautions),
        latest.figure,
        needed_growth=needed,
        observed_growth=observed,
        path=() if target.growth else path_between(start, end),
        method=situation.method,
        label=str(judgement.label),
        score=judgement.score,
        stale=is_stale(latest, situation),
        cautions=cautions,
    )


def _cautions(latest: Observation, situation: Situation) -> tuple[Text, ...]:
    stale = (stale_caution(latest),) if is_stale(latest, situation) else ()
    return (*stale, BOUND_CAUTION) if latest.is_bound else stale


def _judged(target: Target, series: Sequence[Observation], situation: Situation) -> Judgement:
    if target.growth is not None:
        return Judgement("not_available")  # the growth of a year is known only once the year is over
    wanted = wanted_of(target)
    down = target.comparator in _LESS_IS_BETTER
    bound = wanted.high if down else wanted.low
    aim = Aim(
        at=moment(_end_of(target).on),
        value=None if bound is None else float(bound),
        direction=-1 if down else 1,
        base=None if target.base is None else moment(target.base.last),
    )
    points = tuple(Point(moment(seen.period.last), float(seen.value)) for seen in series)
    return method_of(situation.method).judge(points, aim)


def _end_of(target: Target) -> Mark:
    if target.period is None or target.value is None:
        raise ValueError(f"target {target.id} has no period and value to lead a path to: give both")
    return Mark(target.period.last, target.value)
