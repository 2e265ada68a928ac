"""Two targets of one indicator checked against each other: the pace that they imply, and where they contradict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Range, satisfies, wanted_range
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Quantity, Unit
from nanfeng.plans.path import Mark, growth_between, years_between
from nanfeng.plans.plan import Target, TargetKind
from nanfeng.plans.wording import amount, percent_a_year


class PairKind(StrEnum):
    """What was found of two targets."""

    IMPLIED_GROWTH = "implied_growth"  # the growth that leads from the earlier to the later
    IMPLIED_BASE = "implied_base"  # the level that a level and an average growth imply for the base
    CONTRADICTION = "contradiction"  # no number satisfies both
    FALLS_BACK = "falls_back"  # the later one asks for less than the earlier
    NOT_CHAINED = "not_chained"  # one is nominal and the other real: they are never put together


@dataclass(frozen=True)
class PairFinding:
    """What two targets say together. `growth` is percent a year, nominal for money; `base` is in the first target's
    unit.
    """

    kind: PairKind
    first: str
    second: str
    says: Text
    growth: float | None = None
    base: Decimal | None = None


def check_pairs(targets: Sequence[Target]) -> tuple[PairFinding, ...]:
    """Compare every two numeric targets of one indicator, place and scope; earlier ones come first in each pair."""
    numeric = [target for target in targets if _comparable(target)]
    numeric.sort(key=_due)
    findings = (_checked(one, other) for one, other in combinations(numeric, 2) if _subject(one) == _subject(other))
    return tuple(finding for finding in findings if finding is not None)


def _checked(one: Target, other: Target) -> PairFinding | None:
    if (one.growth is None) != (other.growth is None):
        level, rate = (one, other) if one.growth is None else (other, one)
        return _level_and_rate(level, rate)
    if one.growth is not other.growth:
        return _not_chained(one, other)
    if _due(one) == _due(other):
        return _at_one_date(one, other)
    return _one_after_another(one, other) if one.growth is None else None


def _at_one_date(one: Target, other: Target) -> PairFinding | None:
    if one.each_year != other.each_year or satisfies(_wanted(one), _wanted(other)) is not Verdict.NO:
        return None
    says = Text("同一期限的两个目标互相矛盾，没有数值能同时满足。", "No number satisfies both targets of one date.")
    return PairFinding(PairKind.CONTRADICTION, one.id, other.id, says)


def _one_after_another(one: Target, other: Target) -> PairFinding | None:
    earlier, later = (Mark(_due(target), _base_value(target)) for target in (one, other))
    growth = growth_between(earlier, later)
    if one.each_year or other.each_year or growth is None:
        return None
    rate = percent_a_year(growth)
    if growth < 0 and _wanted(one).low is not None and _wanted(other).low is not None:
        says = Text(
            f"后一目标低于前一目标（{rate.zh}）。", f"The later target asks for less than the earlier ({rate.en})."
        )
        return PairFinding(PairKind.FALLS_BACK, one.id, other.id, says, growth)
    nominal = _is_money(one)
    says = Text(
        f"由前一目标到后一目标须{rate.zh}{'（名义）' if nominal else ''}。",
        f"From the one to the other it takes {rate.en}{', nominal' if nominal else ''}.",
    )
    return PairFinding(PairKind.IMPLIED_GROWTH, one.id, other.id, says, growth)


def _level_and_rate(level: Target, rate: Target) -> PairFinding | None:
    if rate.growth is Basis.REAL and _is_money(level):
        return _not_chained(level, rate)
    if rate.period is None or rate.value is None or level.value is None or level.each_year or rate.value <= -100:
        return None
    if level.period is None or level.period.last != rate.period.last:
        return None
    start = rate.base or Period.of_months(rate.period.first.year - 1, 1, 12)
    years = Decimal(years_between(start.last, rate.period.last))
    base = level.value / (1 + rate.value / 100) ** years
    words = amount(round(base, 3), level.unit)
    says = Text(
        f"两个目标合起来意味着{start}的基数约为{words.zh}。",
        f"Together the two imply a base of about {words.en} for {start}.",
    )
    return PairFinding(PairKind.IMPLIED_BASE, level.id, rate.id, says, base=base)


def _not_chained(one: Target, other: Target) -> PairFinding:
    says = Text(
        "增长口径不同，名义水平与实际增速不能连乘。", "Their growth bases differ: nominal and real are never chained."
    )
    return PairFinding(PairKind.NOT_CHAINED, one.id, other.id, says)


def _comparable(target: Target) -> bool:
    stated = target.value is not None and target.comparator is not None and target.period is not None
    return target.kind is TargetKind.NUMBER and target.indicator is not None and stated


def _subject(target: Target) -> tuple[str | None, str | None, tuple[tuple[str, str], ...]]:
    return target.indicator, target.place, tuple(sorted(target.scope))


def _due(target: Target) -> date:
    return target.period.last if target.period else date.max


def _base_value(target: Target) -> Decimal:
    value = target.value if target.value is not None else Decimal(0)
    return Quantity(value, target.unit).in_base() if target.unit else value


def _wanted(target: Target) -> Range:
    if target.comparator is None:
        raise ValueError(f"target {target.id} has no comparator: give one")
    return wanted_range(target.comparator, _base_value(target))


def _is_money(target: Target) -> bool:
    return isinstance(target.unit, Unit) and target.unit.dimension.value in ("yuan", "usd", "hkd", "eur")
