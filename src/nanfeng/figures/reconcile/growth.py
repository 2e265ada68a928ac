"""Growth and its base: what a growth and a level say of the year before."""

from collections.abc import Iterator
from decimal import Decimal

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, clash, dimension, exact, number, subject_matter
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.interval import HUNDRED, Interval, base_of, meant
from nanfeng.figures.reconcile.slips import Slip, explained, likely_swap
from nanfeng.figures.reconcile.words import base_amount, told, when
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit


def whole_base(book: Book) -> Iterator[Finding]:
    """The growth of a count must leave a whole number for the year before."""
    for growth, level in grown(book):
        if dimension(level) is Dimension.COUNT:
            yield _judge_whole_base(growth, level)


def base_against_published(book: Book) -> Iterator[Finding]:
    """The base that a growth implies against what was published of the year before: the same period, a longer one
    (which cannot be less), a shorter one (which cannot be more).
    """
    for growth, level in grown(book):
        base = base_of(meant(level), meant(growth))
        for other in book.levels:
            if other.source != level.source or other.period != level.period:
                yield from _judge_base(growth, level, base, other)


def growth_without_base(book: Book) -> Iterator[Finding]:
    """A growth that nobody can check: no period, no level, a level vaguer than the growth itself, or no base."""
    for growth in book.growths:
        levels = book.levels_of(growth)
        if growth.period is None:
            yield _unusable(growth, Text("没有写明期间，也没有基数", "neither a period nor a base is stated"))
        elif not levels:
            yield _unusable(growth, Text("没有公布水平值，无从得知基数", "no level is given, so that no base is known"))
        elif not any(exact(level) for level in levels):
            yield _unusable(growth, _vague(levels[0], growth))
        elif not _verified(book, growth, levels[0]):
            yield _implied(growth, levels[0])


def _verified(book: Book, growth: Published, level: Published) -> bool:
    base = base_of(meant(level), meant(growth))
    return dimension(level) is Dimension.COUNT or any(
        finding for other in book.levels for finding in _judge_base(growth, level, base, other)
    )


def grown(book: Book) -> Iterator[tuple[Published, Published]]:
    """Every exact growth with the exact levels that it is the growth of."""
    for growth in book.growths:
        if exact(growth) and growth.period and (meant(growth).low or 0) > -HUNDRED:
            yield from ((growth, level) for level in book.levels_of(growth) if exact(level))


def _judge_whole_base(growth: Published, level: Published) -> Finding:
    base = base_of(meant(level), meant(growth))
    wholes = base.whole_numbers()
    level_said, growth_said = told(level), told(growth)
    ids = (level.id, growth.id)
    if wholes:
        count = str(wholes[0]) if len(wholes) == 1 else f"{wholes[0]}–{wholes[-1]}"
        message = Text(
            f"{level_said.zh}、增长{growth_said.zh}，即上年为{count}，是整数",
            f"{level_said.en} at a growth of {growth_said.en} means {count} the year before, a whole number",
        )
        return Finding("whole_base", Outcome.CONSISTENT, ids, message, numbers=(("base", Decimal(wholes[0])),))
    slip = _slip_of(growth, level)
    between = base_amount(base.middle(), level.unit)
    message = Text(
        f"{level_said.zh}、增长{growth_said.zh}，上年应为{between.zh}，不是整数",
        f"{level_said.en} at a growth of {growth_said.en} would mean {between.en} the year before: no whole number",
    )
    return Finding(
        "whole_base",
        Outcome.INCONSISTENT,
        ids,
        explained(message, slip),
        cause=slip.cause if slip else None,
        numbers=(("base", base.middle()),),
    )


def _slip_of(growth: Published, level: Published) -> Slip | None:
    def whole_with_growth(value: Decimal) -> bool:
        half = number(growth) - (meant(growth).low or Decimal(0))
        if value - half <= -HUNDRED:
            return False
        return len(base_of(meant(level), Interval(value - half, value + half)).whole_numbers()) > 0

    def whole_with_level(value: Decimal) -> bool:
        if value != value.to_integral_value():
            return False
        return len(base_of(Interval(value, value), meant(growth)).whole_numbers()) > 0

    return likely_swap(growth, whole_with_growth) or likely_swap(level, whole_with_level)


def _judge_base(growth: Published, level: Published, base: Interval, other: Published) -> Iterator[Finding]:
    if subject_matter(other) != subject_matter(level) or clash(level, other) or level.period is None:
        return
    before = level.period.year_ago()
    if other.period is None or not (other.period.contains(before) or before.contains(other.period)):
        return
    low, high = base.bounds()
    published = meant(other)
    too_low = published.high is not None and low > published.high and other.period.contains(before)
    too_high = published.low is not None and high < published.low and before.contains(other.period)
    yield _base_finding((growth, level, other), base, too_low or too_high)


def _base_finding(rows: tuple[Published, Published, Published], base: Interval, wrong: bool) -> Finding:
    growth, level, other = rows
    implied, said = base_amount(base.middle(), level.unit), told(other)
    period, then = when(level.period.year_ago() if level.period else None), when(other.period)
    verb = Text("不符", "does not fit") if wrong else Text("相符", "fits")
    message = Text(
        f"{told(level).zh}、增长{told(growth).zh}，即{period.zh}为{implied.zh}，与{then.zh}公布的{said.zh}{verb.zh}",
        f"{told(level).en} at a growth of {told(growth).en} means {implied.en} in {period.en}, which {verb.en} "
        f"{said.en} published for {then.en}",
    )
    return Finding(
        "base_against_published",
        Outcome.INCONSISTENT if wrong else Outcome.CONSISTENT,
        (level.id, growth.id),
        message,
        (other.id,),
        Likelihood.PROBABLE,
        Cause.REVISION_OR_DEFINITION if wrong else None,
        (("base", base.middle()),),
    )


def _unusable(growth: Published, why: Text) -> Finding:
    said = told(growth)
    message = Text(f"增长{said.zh}无法核对：{why.zh}", f"the growth of {said.en} cannot be checked: {why.en}")
    return Finding("growth_without_base", Outcome.NOT_CHECKABLE, (growth.id,), message)


def _vague(level: Published, growth: Published) -> Text:
    said = told(level)
    return Text(
        f"水平值只说{said.zh}，相对于{told(growth).zh}的增长过于含糊，基数也未公布",
        f"the level is only said to be {said.en}, too vague for a growth of {told(growth).en}, and no base is given",
    )


def _implied(growth: Published, level: Published) -> Finding:
    base = base_of(meant(level), meant(growth)).middle()
    implied, said = base_amount(base, level.unit or Unit.COUNT), told(level)
    message = Text(
        f"{said.zh}、增长{told(growth).zh}，即上年同期{implied.zh}；该基数未见公布，比较口径未写明",
        f"{said.en} at a growth of {told(growth).en} means {implied.en} a year before; that base is not stated, nor is "
        "the population that it is of",
    )
    return Finding(
        "growth_without_base", Outcome.NOT_CHECKABLE, (growth.id,), message, (level.id,), numbers=(("base", base),)
    )
