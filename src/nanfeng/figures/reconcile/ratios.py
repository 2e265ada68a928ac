"""A stated rate must be its numerator over its denominator."""

from collections.abc import Iterator
from decimal import Decimal

from nanfeng.figures.indicator import Ratio
from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, clash, exact
from nanfeng.figures.reconcile.finding import Finding, Outcome
from nanfeng.figures.reconcile.interval import Interval, meant
from nanfeng.figures.reconcile.slips import Slip, explained, likely
from nanfeng.figures.reconcile.words import amount, significant, told
from nanfeng.kinds.text import Text


def rate_of_parts(book: Book) -> Iterator[Finding]:
    """A published value of an indicator that is defined as a ratio, against its published terms."""
    for rate in book.levels:
        indicator = book.context.indicators.get(rate.indicator or "")
        if indicator and isinstance(indicator.formula, Ratio):
            yield from _judge_all(book, rate, indicator.formula)


def _judge_all(book: Book, rate: Published, formula: Ratio) -> Iterator[Finding]:
    for part in _terms(book, rate, formula.numerator):
        for whole in _terms(book, rate, formula.denominator):
            if part.source == whole.source and (meant(whole).low or 0) > 0:
                yield _judge(rate, part, whole, formula.scale)


def _terms(book: Book, rate: Published, indicator: str) -> list[Published]:
    wanted = (indicator, rate.period, rate.place, rate.scope)
    return [
        row
        for row in book.levels
        if (row.indicator, row.period, row.place, row.scope) == wanted and exact(row) and not clash(row, rate)
    ]


def _judge(rate: Published, part: Published, whole: Published, scale: Decimal) -> Finding:
    quotient = meant(part).over(meant(whole)).times(scale)
    ids = (rate.id, part.id, whole.id)
    says = Text(f"{told(part).zh}比{told(whole).zh}", f"{told(part).en} over {told(whole).en}")
    if quotient.meets(meant(rate)):
        message = Text(f"{says.zh}等于{told(rate).zh}", f"{says.en} is {told(rate).en}")
        return Finding("rate_of_parts", Outcome.CONSISTENT, ids, message, numbers=(("rate", quotient.middle()),))
    slip = _slip(rate, part, whole, scale)
    is_rate = amount(significant(quotient.middle()), rate.unit)
    message = Text(
        f"{says.zh}为{is_rate.zh}，而所述为{told(rate).zh}", f"{says.en} is {is_rate.en}, not {told(rate).en}"
    )
    return Finding(
        "rate_of_parts",
        Outcome.INCONSISTENT,
        ids,
        explained(message, slip),
        cause=slip.cause if slip else None,
        numbers=(("rate", quotient.middle()),),
    )


def _slip(rate: Published, part: Published, whole: Published, scale: Decimal) -> Slip | None:
    def part_fits(value: Decimal) -> bool:
        return meant(rate).meets(Interval(value, value).over(meant(whole)).times(scale))

    def whole_fits(value: Decimal) -> bool:
        return value > 0 and meant(rate).meets(meant(part).over(Interval(value, value)).times(scale))

    wanted = meant(part).over(meant(whole)).times(scale)
    return likely(part, part_fits) or likely(whole, whole_fits) or likely(rate, wanted.holds)
