"""What is counted: new or net, one target or two, approved or paid out."""

import re
from collections.abc import Iterator

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, dimension, has_number, number
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.magnitude import MONEY, per_head
from nanfeng.figures.reconcile.words import base_amount, told
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit

_INCREASE = re.compile(r"\bincreas|\bmore new\b|增加|新增|净增", re.IGNORECASE)
_APPROVED = re.compile(r"\bapprov|\bgrant(?:ed|ing)? credit|\bcredit (?:amount|granted)|批准|获批|授信", re.IGNORECASE)


def new_or_net(book: Book) -> Iterator[Finding]:
    """A count that is called an increase, of an indicator that does not say whether what expired is taken off."""
    for row in book.rows:
        indicator = book.context.indicators.get(row.indicator or "")
        counted = dimension(row) is Dimension.COUNT and has_number(row) and row.growth is None
        if indicator and indicator.counts is None and counted and _INCREASE.search(row.quote):
            yield _undefined(row)


def same_number_for_part(book: Book) -> Iterator[Finding]:
    """One number of one indicator for a place and for a part of it, in periods that are not known to differ."""
    rows = [row for row in book.rows if has_number(row) and row.indicator and dimension(row) is not Dimension.SHARE]
    for part in rows:
        containing = set(book.within(part.place))
        for whole in rows:
            if whole.place in containing and _same_number(part, whole):
                yield _doubled(part, whole)


def approved_is_not_paid(book: Book) -> Iterator[Finding]:
    """An amount that is only said to be approved or granted, with what it comes to per head where that is known."""
    heads = {amount.id: count for amount, count, _ in per_head(book)}
    for row in book.levels:
        if dimension(row) in MONEY and _APPROVED.search(row.quote):
            yield _approved(row, heads.get(row.id))


def _undefined(row: Published) -> Finding:
    said = told(row)
    message = Text(
        f"{said.zh}说的是增加数，但未说明是新增数还是扣除到期后的净增数",
        f"{said.en} is called an increase, but whether new or net of what expired is not defined",
    )
    cause = Cause.UNDEFINED_COUNTING
    return Finding("new_or_net", Outcome.NOT_CHECKABLE, (row.id,), message, (), Likelihood.CERTAIN, cause)


def _same_number(part: Published, whole: Published) -> bool:
    periods = part.period is None or whole.period is None or part.period == whole.period
    alike = (part.indicator, part.scope, part.growth, part.comparator) == (
        whole.indicator,
        whole.scope,
        whole.growth,
        whole.comparator,
    )
    return periods and alike and dimension(part) is dimension(whole) and number(part) == number(whole)


def _doubled(part: Published, whole: Published) -> Finding:
    message = Text(
        f"上级区域{told(whole).zh}与其一部分{told(part).zh}是同一个数：两者不可能都是各自的数",
        f"{told(whole).en} for a place and {told(part).en} for a part of it are one number: both can hardly be meant",
    )
    cause = Cause.UNDEFINED_COUNTING
    ids = (part.id, whole.id)
    return Finding("same_number_for_part", Outcome.INCONSISTENT, ids, message, (), Likelihood.PROBABLE, cause)


def _approved(row: Published, count: Published | None) -> Finding:
    said = told(row)
    message = Text(
        f"{said.zh}是批准（授信）额，不是实际发放额，发放额未公布",
        f"{said.en} is approved, not paid out; what was paid out is not stated here",
    )
    if count is None:
        return Finding("approved_is_not_paid", Outcome.NOT_CHECKABLE, (row.id,), message)
    each = base_amount(number(row) / number(count), Unit.MILLION_YUAN)
    message = Text(
        f"{message.zh}；{told(count).zh}，平均{each.zh}", f"{message.en}; with {told(count).en} that is {each.en} each"
    )
    return Finding("approved_is_not_paid", Outcome.NOT_CHECKABLE, (row.id,), message, (count.id,))
