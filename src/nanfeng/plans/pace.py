"""A count for one period that is still running: what came so far against the part of the period that has passed."""

from collections.abc import Sequence
from decimal import Decimal

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress, Situation, State
from nanfeng.plans.series import YEAR_MONTHS, Observation, wanted_of
from nanfeng.plans.wording import amount, compared

_LOWER_BOUNDS = (Comparator.EXCEED, Comparator.AT_LEAST, Comparator.REACH, Comparator.ABOUT, Comparator.NEARLY)

_EVENLY = Text(
    "按全年均匀分布推算；若集中在年末完成，则会低估。",
    "This assumes an even spread over the period; it understates what comes mostly at the end.",
)


def track_pace(target: Target, seen: Sequence[Observation], situation: Situation) -> Progress | None:
    """Judge a count that only grows by its part to date; None where this is no such case.

    It is one where the target is a count of what happens within a period of a year at most, and the latest
    observation inside that period begins with it and covers a part only.
    """
    part = _part_to_date(target, seen, situation)
    if part is None or target.period is None or target.value is None:
        return None
    if part.meets(wanted_of(target)) is Verdict.YES:
        return _reached(target, part)
    if situation.as_of >= target.period.last:
        return None
    passed = Decimal(part.period.days) / Decimal(target.period.days)
    score = float(part.value / (target.value * passed))
    state = State.ON_COURSE if score >= 1 else State.BEHIND
    due = amount(target.value * passed, target.unit)
    came = compared(part.figure.comparator, part.value, target.unit)
    reason = Text(
        f"{part.period}：{came.zh}；按时间进度应为{due.zh}。{_EVENLY.zh}",
        f"{part.period}: {came.en}; by the share of the period passed it would be {due.en}. {_EVENLY.en}",
    )
    return Progress(
        target.id, state, reason, part.figure, method="even_pace@1", label=str(state), score=score, cautions=(_EVENLY,)
    )


def _part_to_date(target: Target, seen: Sequence[Observation], situation: Situation) -> Observation | None:
    period, unit = target.period, target.unit
    if situation.point_in_time or period is None or unit is None or unit.dimension is not Dimension.COUNT:
        return None
    if target.comparator not in _LOWER_BOUNDS or period.months > YEAR_MONTHS or target.growth is not None:
        return None
    inside = [each for each in seen if period.contains(each.period) and each.period.first == period.first]
    if not inside or inside[-1].period == period:
        return None
    return inside[-1]


def _reached(target: Target, part: Observation) -> Progress:
    came = compared(part.figure.comparator, part.value, target.unit)
    reason = Text(f"{part.period}：已有{came.zh}，提前达到。", f"{part.period}: {came.en} already; reached early.")
    return Progress(target.id, State.REACHED_EARLY, reason, part.figure, since=part.period)
