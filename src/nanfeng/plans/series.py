"""The observations that bear on a target, in its own unit and in order of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator, Range, satisfies, stated_range, wanted_range
from nanfeng.kinds.figure import Figure, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Quantity, Unit
from nanfeng.plans.plan import Target
from nanfeng.plans.progress import Situation

YEAR_MONTHS = 12


@dataclass(frozen=True)
class Observation:
    """A figure as a target sees it: `value` is unrounded and in the target's unit."""

    figure: Figure
    value: Decimal

    @property
    def period(self) -> Period:
        """What it was observed for."""
        return self.figure.key.period

    @property
    def is_bound(self) -> bool:
        """Whether the figure only bounds the true number ("first above 3 trillion")."""
        return self.figure.comparator is not Comparator.EXACTLY

    def meets(self, wanted: Range) -> Verdict:
        """Whether the true number, as far as the figure tells, is a wanted one."""
        return satisfies(stated_range(self.figure.comparator, self.value), wanted)


def wanted_of(target: Target) -> Range:
    """The numbers that satisfy a target with a comparator and a value; raise ValueError where it has none."""
    if target.comparator is None or target.value is None:
        raise ValueError(f"target {target.id} has no comparator and value to be judged by: give both")
    return wanted_range(target.comparator, target.value)


def observations_of(target: Target, figures: Sequence[Figure], situation: Situation) -> tuple[Observation, ...]:
    """The figures with the target's indicator, place, scope and growth basis that were over by `as_of`, by last day.

    Of several for one period a computed one is taken before a published one. Targets are no observations.
    """
    ours = [figure for figure in figures if _bears_on(target, figure) and figure.key.period.last <= situation.as_of]
    ours.sort(key=lambda figure: figure.status is Status.COMPUTED)
    by_period = {figure.key.period: figure for figure in ours}
    ordered = sorted(by_period.values(), key=lambda figure: (figure.key.period.last, figure.key.period.first))
    return tuple(Observation(figure, _in_unit(figure, target.unit)) for figure in ordered)


def comparable(target: Target, observations: Sequence[Observation], situation: Situation) -> tuple[Observation, ...]:
    """Those that cover as much time as the target asks: a half-year says nothing of a year. A stock compares always."""
    if situation.point_in_time or (target.period is None and not target.each_year):
        return tuple(observations)
    months = YEAR_MONTHS if target.each_year or target.period is None else min(target.period.months, YEAR_MONTHS)
    return tuple(seen for seen in observations if seen.period.whole_months and seen.period.months == months)


def since_when(observations: Sequence[Observation], wanted: Range) -> Period | None:
    """The first period from which on every observation surely satisfies the target; None where the last does not."""
    since = None
    for seen in reversed(observations):
        if seen.meets(wanted) is not Verdict.YES:
            break
        since = seen.period
    return since


def is_stale(latest: Observation, situation: Situation) -> bool:
    """Whether the observation ended longer ago than is useful."""
    return (situation.as_of - latest.period.last).days > situation.stale_after_days


def stale_caution(latest: Observation) -> Text:
    """The words that say so."""
    return Text(
        f"最近一次观测为{latest.period}，数据已陈旧。", f"The latest observation is for {latest.period}: it is stale."
    )


BOUND_CAUTION = Text(
    "最近一次观测只给出界限而非确数，所需增速据此界限计算。",
    "The latest observation gives a bound, not the number itself; the growth needed is counted from that bound.",
)
"""For a latest observation that is only a bound."""


def _bears_on(target: Target, figure: Figure) -> bool:
    key = figure.key
    same = (key.indicator, key.place, key.scope) == (target.indicator, target.place, tuple(sorted(target.scope)))
    usable = figure.value is not None and figure.status in (Status.COMPUTED, Status.PUBLISHED)
    return same and usable and key.growth == target.growth and _convertible(figure.unit, target.unit)


def _convertible(unit: Unit, wanted: Unit | None) -> bool:
    return wanted is None or unit.dimension is wanted.dimension


def _in_unit(figure: Figure, unit: Unit | None) -> Decimal:
    value = figure.value if figure.value is not None else Decimal(0)
    if unit is None or unit is figure.unit:
        return value
    return Quantity(value, figure.unit).to(unit).value
