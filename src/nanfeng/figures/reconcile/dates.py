"""Dates: the day of an event against the period it is named after, and against the day it was told."""

from collections.abc import Iterator
from datetime import date

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, number
from nanfeng.figures.reconcile.finding import Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.words import plain, when
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


def day_in_period(book: Book) -> Iterator[Finding]:
    """An event whose day lies outside the period that its source names it after."""
    for row in book.rows:
        if row.day and row.period and not row.period.contains(Period.parse(row.day)):
            message = Text(
                f"{row.id}被称为{when(row.period).zh}的活动，日期却是{row.day}",
                f"{row.id} is named after {when(row.period).en}, but its day is {row.day}",
            )
            yield Finding("day_in_period", Outcome.INCONSISTENT, (row.id,), message, likelihood=Likelihood.PROBABLE)


def told_after_it_happened(book: Book) -> Iterator[Finding]:
    """An event may not lie after the day on which its source appeared."""
    for row in book.rows:
        source = book.context.sources.get(row.source)
        if source and source.published and row.day and row.kind == "observation":
            yield _judge(row, Period.parse(row.day).first, source.published)


def length_of_period(book: Book) -> Iterator[Finding]:
    """A stated number of years against the period that it is of."""
    for row in book.rows:
        if row.unit is Unit.YEARS and row.value is not None and row.period and row.period.whole_months:
            yield _judge_length(row, row.period)


def _judge(row: Published, happened: date, published: date) -> Finding:
    if happened <= published:
        message = Text(
            f"{row.id}所述不晚于来源发布日{published}",
            f"what {row.id} tells is not after its source appeared, {published}",
        )
        return Finding("told_after_it_happened", Outcome.CONSISTENT, (row.id,), message)
    message = Text(
        f"{row.id}所述的{happened}晚于来源发布日{published}",
        f"{row.id} tells of {happened}, after its source appeared on {published}",
    )
    return Finding("told_after_it_happened", Outcome.INCONSISTENT, (row.id,), message)


def _judge_length(row: Published, period: Period) -> Finding:
    fits = number(row) * 12 == period.months
    years = plain(number(row))
    verb = Text("相符", "fits") if fits else Text("不符", "does not fit")
    message = Text(
        f"{row.id}：{years}年与{when(period).zh}{verb.zh}", f"{row.id}: {years} years {verb.en} {when(period).en}"
    )
    outcome = Outcome.CONSISTENT if fits else Outcome.INCONSISTENT
    return Finding("length_of_period", outcome, (row.id,), message)
