"""Periods that do not go together: a part of a year against the year, and several windows in one report."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, clash, number, subject_matter
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.interval import HUNDRED, meant
from nanfeng.figures.reconcile.words import amount, joined, told, when
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

UNEVEN = Decimal("0.2")
"""A part of a year may be this much more or less of the year's value than of its days, relatively."""
YEARS_BACK = 3
"""How far back another year's level is shown beside the year in question."""


def part_of_year(book: Book) -> Iterator[Finding]:
    """A part of a year whose share of the same year's value is far from its share of the year's days."""
    flows = [row for row in book.levels if row.period and book.is_flow(row)]
    for part in flows:
        for year in flows:
            same = subject_matter(part) == subject_matter(year)
            if same and _is_year_of(year.period, part.period) and number(year) > 0:
                yield _judge_share(part, year, _years_before(year, flows))


def longer_is_more(book: Book) -> Iterator[Finding]:
    """A year to date cannot be more than a longer one of the same year."""
    flows = [row for row in book.levels if row.period and row.period.year_to_date and book.is_flow(row)]
    for short in flows:
        for long in flows:
            same = subject_matter(short) == subject_matter(long) and not clash(short, long)
            if same and _grows_into(short.period, long.period):
                yield _judge_longer(short, long)


def windows_of_source(book: Book) -> Iterator[Finding]:
    """A source that gives several years to date of one year, side by side."""
    stated = [row for row in book.rows if row.period and row.period_stated and row.kind == "observation"]
    to_date = [row for row in stated if row.period and row.period.year_to_date and row.period.months < 12]
    by_source = sorted(to_date, key=lambda row: (row.source, row.period.first.year if row.period else 0))
    for (source, _), rows in groupby(
        by_source, key=lambda row: (row.source, row.period.first.year if row.period else 0)
    ):
        found = list(rows)
        if len({row.period for row in found}) > 1:
            yield _windows(book, source, found)


def _is_year_of(year: Period | None, part: Period | None) -> bool:
    if year is None or part is None or part == year:
        return False
    return year.year_to_date and year.months == 12 and year.contains(part) and part.first == year.first


def _years_before(year: Published, flows: list[Published]) -> list[Published]:
    return [
        row
        for row in flows
        if subject_matter(row) == subject_matter(year)
        and any(_same_period(row, year, back) for back in range(1, YEARS_BACK + 1))
    ]


def _same_period(row: Published, year: Published, back: int) -> bool:
    return year.period is not None and row.period == year.period.shifted(-back)


def _judge_share(part: Published, year: Published, before: list[Published]) -> Finding:
    of_days = _days(part) / _days(year)
    of_value = number(part) / number(year)
    share = amount(round(of_value * HUNDRED, 1), Unit.PERCENT)
    days = amount(round(of_days * HUNDRED, 1), Unit.PERCENT)
    numbers = (("share_of_value", of_value * HUNDRED), ("share_of_days", of_days * HUNDRED))
    said = Text(
        f"{when(part.period).zh}的{told(part).zh}是全年{told(year).zh}的{share.zh}，而时间占{days.zh}",
        f"{told(part).en} for {when(part.period).en} is {share.en} of the whole year's {told(year).en}, in {days.en} "
        "of its days",
    )
    if abs(of_value / of_days - 1) <= UNEVEN:
        return Finding("part_of_year", Outcome.CONSISTENT, (part.id, year.id), said, numbers=numbers)
    worded = joined([Text(f"“{row.population}”", f"'{row.population}'") for row in (part, year) if row.population])
    earlier = Text("", "")
    if before:
        shown = joined([told(row) for row in before])
        earlier = Text(f"；此前年度：{shown.zh}", f"; years before: {shown.en}")
    naming = Text(f"（来源写作：{worded.zh}）", f" (worded {worded.en})") if worded.zh else Text("", "")
    message = Text(
        f"{said.zh}：同一名称下很可能是不同的统计范围{naming.zh}{earlier.zh}",
        f"{said.en}: most probably different populations under one name{naming.en}{earlier.en}",
    )
    against = tuple(row.id for row in before)
    cause = Cause.DIFFERENT_POPULATIONS
    about = (part.id, year.id)
    return Finding("part_of_year", Outcome.INCONSISTENT, about, message, against, Likelihood.PROBABLE, cause, numbers)


def _days(row: Published) -> Decimal:
    return Decimal(row.period.days) if row.period else Decimal(1)


def _grows_into(short: Period | None, long: Period | None) -> bool:
    return (
        short is not None and long is not None and short != long and short.first == long.first and long.contains(short)
    )


def _judge_longer(short: Published, long: Published) -> Finding:
    low, high = meant(short).low, meant(long).high
    fits = low is None or high is None or low <= high
    said = Text(
        f"{when(short.period).zh}的{told(short).zh}与{when(long.period).zh}的{told(long).zh}",
        f"{told(short).en} for {when(short.period).en} and {told(long).en} for {when(long.period).en}",
    )
    verb = Text("：累计数只增不减，相符", ": a running total only grows, as it does here")
    if not fits:
        verb = Text("：累计数不应减少", ": a running total cannot fall")
    outcome = Outcome.CONSISTENT if fits else Outcome.INCONSISTENT
    return Finding("longer_is_more", outcome, (short.id, long.id), Text(said.zh + verb.zh, said.en + verb.en))


def _windows(book: Book, source: str, rows: list[Published]) -> Finding:
    names = sorted({row.period for row in rows if row.period})
    shown = joined([when(name) for name in names])
    known = book.context.sources.get(source)
    covers = (
        Text(f"（报告期{when(known.covers).zh}）", f" (a report on {when(known.covers).en})")
        if known and known.covers
        else Text("", "")
    )
    message = Text(
        f"来源{source}{covers.zh}混用了{len(names)}个累计期：{shown.zh}，其数字不能直接对比",
        f"source {source}{covers.en} mixes {len(names)} windows: {shown.en}; their numbers cannot be set side by side",
    )
    ids = tuple(row.id for row in rows)
    cause = Cause.DIFFERENT_WINDOWS
    return Finding("windows_of_source", Outcome.INCONSISTENT, ids, message, (), Likelihood.CERTAIN, cause)
