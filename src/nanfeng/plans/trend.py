"""Our own progress method: where the trend of all observations leads by the target date, and how sure that is."""

from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import fmean

from scipy.special import stdtrit

from nanfeng.kinds.text import Text
from nanfeng.plans.course import Aim, Judgement, Method, Point

CONFIDENCE = 0.8
"""How often the prediction interval should hold the number that comes."""

ON_COURSE, BEHIND, NOT_AVAILABLE = "on_course", "behind", "not_available"


@dataclass(frozen=True)
class Line:
    """A least-squares line through the logarithms of the observations.

    `spread` is the standard error of one new observation at the target date, None with fewer than three points.
    """

    at_due: float
    slope: float
    spread: float | None
    freedom: int


def judge(points: tuple[Point, ...], aim: Aim) -> Judgement:
    """Whether the log-linear trend of all points reaches the aim in time.

    The score is the number expected over the number wanted (the other way round where less is better); the label is
    read off that same score: on course from 1 upwards. Not available: no target, fewer than two moments, or a number
    that is not positive.
    """
    since = tuple(p for p in points if aim.base is None or p.at >= aim.base)
    if aim.value is None or aim.value <= 0 or len({p.at for p in since}) < 2 or min(p.value for p in since) <= 0:
        return Judgement(NOT_AVAILABLE)
    line = fit(since, aim.at)
    score = exp(_tame(aim.direction * (line.at_due - log(aim.value))))
    on_course = score >= 1
    label = ON_COURSE if on_course else BEHIND
    return Judgement(label, score, on_course, exp(_tame(line.slope)) - 1, _cautions(line, log(aim.value)))


def fit(points: tuple[Point, ...], due: float) -> Line:
    """Fit the line; the points lie at two different moments at least and are positive."""
    count, centre = len(points), fmean(p.at for p in points)
    logs = [log(p.value) for p in points]
    width = sum((p.at - centre) ** 2 for p in points)
    slope = sum((p.at - centre) * value for p, value in zip(points, logs, strict=True)) / width
    level = fmean(logs)
    if count < 3:
        return Line(level + slope * (due - centre), slope, None, 0)
    misses = [value - level - slope * (p.at - centre) for p, value in zip(points, logs, strict=True)]
    variance = sum(miss * miss for miss in misses) / (count - 2)
    spread = sqrt(variance * (1 + 1 / count + (due - centre) ** 2 / width))
    return Line(level + slope * (due - centre), slope, spread, count - 2)


def _tame(exponent: float) -> float:
    """An exponent that `exp` can still answer; beyond it the trend of two near moments says nothing anyway."""
    return max(-500.0, min(500.0, exponent))


def _cautions(line: Line, wanted: float) -> tuple[Text, ...]:
    if line.spread is None:
        return (
            Text(
                "只有两个观测值，趋势的不确定程度无法估计。",
                "There are two observations only: how uncertain the trend is cannot be estimated.",
            ),
        )
    reach = float(stdtrit(line.freedom, (1 + CONFIDENCE) / 2)) * line.spread
    if abs(line.at_due - wanted) > reach:
        return ()
    return (
        Text(
            f"不确定：目标值落在趋势的{CONFIDENCE:.0%}预测区间之内，两种结果都有可能。",
            f"Uncertain: the target lies within the trend's {CONFIDENCE:.0%} prediction interval: either may happen.",
        ),
    )


LOG_LINEAR_TREND = Method(
    id="log_linear_trend@1",
    name=Text("对数线性趋势", "Log-linear trend"),
    weakness=Text(
        "假定增长率不变；观测值不足三个时无法给出不确定程度；不适用于零或负值。",
        "It assumes constant growth, cannot say how uncertain it is with fewer than three observations, and does not "
        "work for zero or negative numbers.",
    ),
    judge=judge,
)
