"""The progress method of a national statistics office: the Canadian Indicator Framework, as published in 2024.

Reproduced as it is, with its weaknesses, so that results can be compared with the office's own.
"""

from enum import StrEnum
from statistics import fmean

from nanfeng.kinds.text import Text
from nanfeng.plans.course import Aim, Judgement, Method, Point

ZERO_COUNTS_AS = 0.001
"""A zero base or target stands for this, because a growth from zero has no value."""

SUBSTANTIAL, MODERATE = 0.95, 0.60
"""Shares of the growth needed, above which progress towards a target is substantial or moderate."""

FAST, SLOW = 0.015, 0.005
"""Growth a year above which progress without a target is substantial or moderate."""

LIMIT_EXPONENT = 4.44
"""How quickly less growth is asked for as a series nears its natural limit."""


class Label(StrEnum):
    """The office's words for progress."""

    ACHIEVED = "target_achieved"
    SUBSTANTIAL = "substantial_progress"
    MODERATE = "moderate_progress"
    LIMITED = "limited_progress"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not_available"
    NOT_ASSESSABLE = "not_assessable"


def judge(points: tuple[Point, ...], aim: Aim) -> Judgement:
    """Progress from the base year (or the first later one) to the latest.

    Fewer than two points: not available. A change of sign, or a target of the other sign: not assessable. A base that
    stood at the target already and was left again is a deterioration.
    """
    since = sorted((p for p in points if aim.base is None or p.at >= aim.base), key=lambda point: point.at)
    if len(since) < 2:
        return Judgement(Label.NOT_AVAILABLE)
    base, current = Point(since[0].at, since[0].value or ZERO_COUNTS_AS), since[-1]
    if base.value * current.value < 0 or (aim.value is not None and base.value * aim.value < 0):
        return Judgement(Label.NOT_ASSESSABLE)
    growth = _growth(base.value, current.value, current.at - base.at)
    forward = growth * aim.direction * (-1 if base.value < 0 else 1)
    if aim.value is None:
        label, score = _without_target(forward, _closeness(base.value, aim.limit))
    else:
        label, score = _with_target(forward, base, current, aim)
    return Judgement(label, score, label in (Label.ACHIEVED, Label.SUBSTANTIAL), growth)


def indicator_label(series: tuple[Judgement, ...]) -> tuple[Label, float | None]:
    """The label and mean score of an indicator from its series; achieved only where every series is."""
    scores = [judgement.score for judgement in series if judgement.score is not None]
    if not scores:
        return Label.NOT_AVAILABLE, None
    mean = fmean(scores)
    if all(judgement.label == Label.ACHIEVED for judgement in series):
        return Label.ACHIEVED, mean
    return _band(mean, (2.5, 0.0, -2.5)), mean


def _with_target(forward: float, base: Point, current: Point, aim: Aim) -> tuple[Label, float]:
    if aim.value is not None and aim.direction * (current.value - aim.value) >= 0:
        return Label.ACHIEVED, 5.0
    needed = _growth(base.value, aim.value or ZERO_COUNTS_AS, aim.at - base.at)
    if needed == 0:
        return Label.DETERIORATION, -5.0
    ratio = forward / abs(needed)
    score = 7.1429 * ratio - 4.2857 if ratio >= MODERATE else 4.1667 * ratio - 2.5
    return _band(ratio, (SUBSTANTIAL, MODERATE, 0.0)), _kept_within(score)


def _without_target(forward: float, closeness: float) -> tuple[Label, float]:
    if closeness == 0:
        return (Label.SUBSTANTIAL, 5.0) if forward >= 0 else (Label.DETERIORATION, _kept_within(125 * forward - 2.5))
    label = _band(forward, (FAST * closeness, SLOW * closeness, 0.0))
    score = {
        Label.SUBSTANTIAL: 500 * forward / closeness - 5,
        Label.MODERATE: 250 * forward / closeness - 1.25,
        Label.LIMITED: 500 * forward / closeness - 2.5,
        Label.DETERIORATION: 125 * forward - 2.5,
    }[label]
    return label, _kept_within(score)


def _band(value: float, bounds: tuple[float, float, float]) -> Label:
    labels = (Label.SUBSTANTIAL, Label.MODERATE, Label.LIMITED)
    return next((label for label, bound in zip(labels, bounds, strict=True) if value >= bound), Label.DETERIORATION)


def _closeness(base: float, limit: float | None) -> float:
    if limit is None or base >= 2 * limit:
        return 1.0
    distance = base if base <= limit else 2 * limit - base
    return 1 - (distance / limit) ** LIMIT_EXPONENT


def _growth(start: float, end: float, years: float) -> float:
    return (end / start) ** (1 / years) - 1


def _kept_within(score: float) -> float:
    return max(-5.0, min(5.0, score))


STATCAN_CIF = Method(
    id="statcan_cif@2024",
    name=Text("加拿大指标框架进度法", "Progress method of the Canadian Indicator Framework"),
    weakness=Text(
        "只用首末两点，不说明不确定性和数据陈旧；系数经过四舍五入，进度比略低于0.95时，等级与得分可能不一致。",
        "It uses the two end points only and says nothing of uncertainty or stale data; its coefficients are rounded, "
        "so that label and score can disagree just below a ratio of 0.95.",
    ),
    judge=judge,
)
