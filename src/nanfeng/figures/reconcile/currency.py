"""Amounts given in two currencies: the rate that they imply, against dated rates and against one another."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, clash, dimension, exact, identity, number
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.interval import Interval, meant
from nanfeng.figures.reconcile.parts import breakdowns, total
from nanfeng.figures.reconcile.words import plain, significant
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Rate

ALIKE = Decimal("1.25")
"""Rates of one currency within a few years of one another differ by less than this factor."""
FOREIGN = (Dimension.USD, Dimension.HKD, Dimension.EUR)


@dataclass(frozen=True)
class Implied:
    """A rate in yuan a unit of `currency` that published rows imply, stated nowhere."""

    currency: Dimension
    yuan: Interval
    rows: tuple[Published, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rows that imply it."""
        return tuple(row.id for row in self.rows)


def rates_alike(book: Book) -> Iterator[Finding]:
    """Two implied rates of one currency, and an implied rate and a dated one of another source, must be near."""
    found = list(implied_rates(book))
    for one, other in combinations(found, 2):
        if one.currency is other.currency:
            yield _judge_pair(one, other)
    for implied in found:
        sources = {row.source for row in implied.rows}
        for rate in book.context.rates:
            if rate.currency is implied.currency and rate.source not in sources:
                yield _judge_rate(implied, rate)


def rate_of_period(book: Book) -> Iterator[Finding]:
    """An amount of a period that was converted at the rate of a day outside it, though rates inside it are known."""
    for implied in implied_rates(book):
        period = implied.rows[0].period
        dated = [rate for rate in book.context.rates if rate.currency is implied.currency and not rate.implied]
        inside = [rate for rate in dated if period and period.first <= rate.on <= period.last]
        outside = [rate for rate in dated if rate not in inside]
        if inside and outside:
            yield from _judge_day(implied, inside, outside)


def implied_rates(book: Book) -> Iterator[Implied]:
    """Rates from one figure told in two currencies, and from a partition with one part in another currency."""
    levels = [row for row in book.levels if exact(row) and (meant(row).low or 0) > 0]
    for yuan in levels:
        for foreign in levels:
            pair = dimension(yuan) is Dimension.YUAN and dimension(foreign) in FOREIGN
            if (
                pair
                and yuan.source == foreign.source
                and identity(yuan) == identity(foreign)
                and not clash(yuan, foreign)
            ):
                yield _implied(meant(yuan), foreign, (yuan, foreign))
    for whole, parts in breakdowns(book):
        foreign = [part for part in parts if dimension(part) in FOREIGN and (meant(part).low or 0) > 0]
        if dimension(whole) is Dimension.YUAN and len(foreign) == 1:
            rest = [part for part in parts if part is not foreign[0]]
            yield _implied(meant(whole).minus(total(rest)), foreign[0], (whole, *parts))


def _implied(yuan: Interval, foreign: Published, rows: tuple[Published, ...]) -> Implied:
    currency = dimension(foreign) or Dimension.USD
    return Implied(currency, yuan.over(meant(foreign)), rows)


def _judge_pair(one: Implied, other: Implied) -> Finding:
    first, second = one.yuan.middle(), other.yuan.middle()
    shown = plain(significant(first)), plain(significant(second))
    said = Text(
        f"{'、'.join(one.ids)}隐含汇率{shown[0]}，{'、'.join(other.ids)}隐含汇率{shown[1]}",
        f"{', '.join(one.ids)} imply a rate of {shown[0]} yuan, {', '.join(other.ids)} one of {shown[1]}",
    )
    return _alike(one.ids + other.ids, said, first, second)


def _judge_rate(implied: Implied, rate: Rate) -> Finding:
    first = implied.yuan.middle()
    shown = plain(significant(first))
    said = Text(
        f"{'、'.join(implied.ids)}隐含汇率{shown}，{rate.on}的汇率为{plain(rate.yuan)}（{rate.source}）",
        f"{', '.join(implied.ids)} imply a rate of {shown} yuan, that of {rate.on} is {plain(rate.yuan)} "
        f"({rate.source})",
    )
    return _alike(implied.ids, said, first, rate.yuan)


def _alike(ids: tuple[str, ...], said: Text, first: Decimal, second: Decimal) -> Finding:
    numbers = (("rate", first), ("other_rate", second))
    if first > 0 and second > 0 and max(first, second) / min(first, second) <= ALIKE:
        message = Text(f"{said.zh}，彼此相近", f"{said.en}: near one another")
        return Finding("rates_alike", Outcome.CONSISTENT, ids, message, numbers=numbers)
    times = first / second if second else Decimal(0)
    ten = abs(times) > 0 and any(abs(times.scaleb(-power) - 1) < ALIKE - 1 for power in (1, -1, 3, -3, 4, -4))
    cause = Cause.POWER_OF_TEN if ten else None
    why = Text("：其中一个金额可能差了10的倍数", ": one of the amounts is probably off by a power of ten")
    tail = why if ten else Text("：不可能是同一货币的汇率", ": no two rates of one currency")
    message = Text(said.zh + tail.zh, said.en + tail.en)
    return Finding("rates_alike", Outcome.INCONSISTENT, ids, message, (), Likelihood.PROBABLE, cause, numbers)


def _judge_day(implied: Implied, inside: list[Rate], outside: list[Rate]) -> Iterator[Finding]:
    middle = implied.yuan.middle()
    best_in = min(inside, key=lambda rate: abs(rate.yuan - middle))
    best_out = min(outside, key=lambda rate: abs(rate.yuan - middle))
    if abs(best_out.yuan - middle) >= abs(best_in.yuan - middle) / 3:
        return
    shown = plain(significant(middle))
    message = Text(
        f"隐含汇率{shown}接近{best_out.on}的{plain(best_out.yuan)}，而不是数据所属时期的{plain(best_in.yuan)}",
        f"the implied rate of {shown} is that of {best_out.on} ({plain(best_out.yuan)}), not of the period that the "
        f"amount is of ({plain(best_in.yuan)})",
    )
    cause = Cause.RATE_OF_ANOTHER_DAY
    numbers = (("rate", middle), ("rate_of_period", best_in.yuan))
    ids = tuple(row.id for row in implied.rows if number(row))
    yield Finding("rate_of_period", Outcome.INCONSISTENT, ids, message, (), Likelihood.POSSIBLE, cause, numbers)
