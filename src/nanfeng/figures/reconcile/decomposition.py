"""What later releases imply of an earlier one: a year to date less one of its parts, each with its growth."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, clash, dimension, exact, subject_matter
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.growth import grown
from nanfeng.figures.reconcile.interval import Interval, base_of, meant
from nanfeng.figures.reconcile.words import base_amount, listed, when
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension

Grown = tuple[Published, Published]
"""A growth and the level that it is the growth of."""


def remainder_of_year_before(book: Book) -> Iterator[Finding]:
    """Level and growth of a period and of a part of it leave the rest of that period of the year before.

    January–July at g1 less July at g2 give January–June of the year before, to be held against what was published.
    """
    pairs = [pair for pair in grown(book) if book.is_flow(pair[1])]
    for whole in pairs:
        for part in pairs:
            rest = _rest(whole[1], part[1])
            if rest is not None and subject_matter(whole[1]) == subject_matter(part[1]):
                yield from _judge(book, whole, part, rest.year_ago())


def _rest(whole: Published, part: Published) -> Period | None:
    outer, inner = whole.period, part.period
    if outer is None or inner is None or outer == inner or not outer.contains(inner):
        return None
    if inner.last == outer.last:
        return Period(outer.first, inner.first - timedelta(days=1))
    return Period(inner.last + timedelta(days=1), outer.last) if inner.first == outer.first else None


def _judge(book: Book, whole: Grown, part: Grown, before: Period) -> Iterator[Finding]:
    implied = _implied(whole, part)
    if implied is None:
        return
    told_then = [row for row in book.levels if row.period == before and exact(row) and _same(row, whole[1])]
    fitting = [row for row in told_then if implied.meets(meant(row))]
    others = [row for row in told_then if row not in fitting]
    for rows in (fitting, others):
        if rows:
            yield _finding((whole, part), rows, implied, rows is fitting)


def _same(row: Published, level: Published) -> bool:
    return subject_matter(row) == subject_matter(level) and not clash(row, level)


def _implied(whole: Grown, part: Grown) -> Interval | None:
    bases = [base_of(meant(level), meant(growth)) for growth, level in (whole, part)]
    if dimension(whole[1]) is Dimension.COUNT:
        wholes = [base.whole_numbers() for base in bases]
        if not all(wholes):
            return None
        bases = [Interval(Decimal(found[0]), Decimal(found[-1])) for found in wholes]
    return bases[0].minus(bases[1])


def _finding(pairs: tuple[Grown, Grown], rows: list[Published], implied: Interval, fits: bool) -> Finding:
    later_rows = [row for growth, level in pairs for row in (level, growth)]
    later, said = listed(later_rows), listed(rows)
    rest = base_amount(implied.middle(), rows[0].unit)
    period = when(rows[0].period)
    start = Text(f"由{later.zh}推得{period.zh}为{rest.zh}", f"{later.en} leave {rest.en} for {period.en}")
    message = Text(f"{start.zh}，与当时公布的{said.zh}相符", f"{start.en}, as published then: {said.en}")
    if not fits:
        message = Text(
            f"{start.zh}，而当时公布{said.zh}：可能是事后修订，或口径不同",
            f"{start.en}, while {said.en} was published then: a later revision or another definition",
        )
    return Finding(
        "remainder_of_year_before",
        Outcome.CONSISTENT if fits else Outcome.INCONSISTENT,
        tuple(row.id for row in later_rows),
        message,
        tuple(row.id for row in rows),
        Likelihood.PROBABLE,
        None if fits else Cause.REVISION_OR_DEFINITION,
        (("implied", implied.middle()),),
    )
