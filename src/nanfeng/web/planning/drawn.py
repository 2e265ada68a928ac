"""The path of a target: what every year has to show, and what was observed."""

from decimal import Decimal

from nanfeng.kinds.figure import Figure
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Progress
from nanfeng.report.numbers import print_value
from nanfeng.web.look.charts import Point, Spec, lines
from nanfeng.web.look.language import reading, words

_OBSERVED, _NEEDED = Text("已观测", "observed"), Text("达标所需", "needed to reach it")
_YEAR_MONTHS = 12
_FEWEST = 2
"""Years that make a line."""


def path_drawing(target: Target, progress: Progress, seen: list[Figure]) -> Spec | None:
    """Two lines over years; None where there is no number to be reached, or fewer than two years to draw it from."""
    unit = target.unit
    if unit is None or not progress.path:
        return None
    yearly = {one.key.period.last.year: one for one in seen if _compares(one, progress)}
    values = [(year, _OBSERVED, _in_unit(one, unit)) for year, one in yearly.items()]
    values += [(point.period.last.year, _NEEDED, point.value) for point in progress.path]
    if len({year for year, _, _ in values}) < _FEWEST:
        return None
    points = [
        Point(str(year), words(line), float(value), print_value(value, unit, reading()))
        for year, line, value in sorted(values, key=lambda each: each[0])
    ]
    return lines(points, words(unit.label))


def _compares(one: Figure, progress: Progress) -> bool:
    """Whether a figure is of a whole year, or of the kind of period that was looked at last."""
    period, latest = one.key.period, progress.latest
    return period.months == _YEAR_MONTHS or (latest is not None and period == latest.key.period)


def _in_unit(one: Figure, unit: Unit) -> Decimal:
    return (one.value or Decimal(0)) * one.unit.factor / unit.factor
