"""Parts and wholes: a partition adds up to its whole, and no part is larger than its whole."""

from collections.abc import Iterator
from decimal import Decimal

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, dimension, exact, has_number, identity, number
from nanfeng.figures.reconcile.finding import Cause, Finding, Outcome
from nanfeng.figures.reconcile.interval import Interval, meant
from nanfeng.figures.reconcile.slips import POWERS, Slip, explained, likely, scaled
from nanfeng.figures.reconcile.words import base_amount, listed, told
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension


def partition_adds_up(book: Book) -> Iterator[Finding]:
    """The parts of a named breakdown against their whole: counts exactly, amounts within rounding.

    A breakdown with a part in another currency is left to the rule on conversion.
    """
    for whole, parts in breakdowns(book):
        if all(dimension(part) is dimension(whole) for part in parts):
            yield _judge_sum(whole, parts)


def part_within_whole(book: Book) -> Iterator[Finding]:
    """A number that its source gives as a part of another may not exceed it."""
    for part in book.rows:
        whole = book.row(part.part_of)
        if whole and has_number(part) and exact(whole) and dimension(part) is dimension(whole):
            yield _judge_part("part_within_whole", part, whole)


def place_within_place(book: Book) -> Iterator[Finding]:
    """An amount or count of a place may not exceed that of a place that contains it."""
    levels = [row for row in book.levels if book.is_flow(row) and row.period]
    for part in levels:
        containing = set(book.within(part.place))
        for whole in levels:
            if whole.place in containing and exact(whole) and _elsewhere(part) == _elsewhere(whole):
                yield _judge_part("place_within_place", part, whole)


def breakdowns(book: Book) -> Iterator[tuple[Published, list[Published]]]:
    """Every whole with the exact parts of one of its breakdowns, where there are at least two."""
    named = {(row.part_of, row.partition): None for row in book.rows if row.part_of and row.partition}
    for whole_id, partition in named:
        whole = book.row(whole_id)
        parts = [row for row in book.rows if (row.part_of, row.partition) == (whole_id, partition) and exact(row)]
        if whole and exact(whole) and len(parts) > 1:
            yield whole, parts


def total(rows: list[Published]) -> Interval:
    """What the sum of the rows may be, in the base unit."""
    summed = Interval(Decimal(0), Decimal(0))
    for row in rows:
        summed = summed.plus(meant(row))
    return summed


def _elsewhere(row: Published) -> tuple[object, ...]:
    indicator, period, _, scope, growth = identity(row)
    return indicator, period, scope, growth, dimension(row)


def _judge_sum(whole: Published, parts: list[Published]) -> Finding:
    summed, said, whole_said = total(parts), listed(parts), told(whole)
    ids = (whole.id, *(part.id for part in parts))
    if summed.meets(meant(whole)):
        message = Text(f"{whole_said.zh}等于各部分之和：{said.zh}", f"{whole_said.en} is the sum of {said.en}")
        return Finding("partition_adds_up", Outcome.CONSISTENT, ids, message)
    gap = summed.middle() - meant(whole).middle()
    by = base_amount(gap, whole.unit)
    slip = _slip_in_sum(whole, parts)
    message = Text(
        f"各部分（{said.zh}）之和与整体{whole_said.zh}相差{by.zh}",
        f"the parts ({said.en}) do not add up to {whole_said.en}: they differ by {by.en}",
    )
    return Finding(
        "partition_adds_up",
        Outcome.INCONSISTENT,
        ids,
        explained(message, slip),
        cause=slip.cause if slip else None,
        numbers=(("difference", gap),),
    )


def _slip_in_sum(whole: Published, parts: list[Published]) -> Slip | None:
    wanted = {part: meant(whole).minus(total([other for other in parts if other is not part])) for part in parts}
    for row, interval in {whole: total(parts), **wanted}.items():
        factor = row.unit.factor if row.unit else Decimal(1)
        slip = likely(row, lambda value, held=interval, unit=factor: held.holds(value * unit))
        if slip:
            return slip
    return None


def _judge_part(rule: str, part: Published, whole: Published) -> Finding:
    low, (_, high) = meant(part).low, meant(whole).bounds()
    part_said, whole_said = told(part), told(whole)
    ids = (part.id, whole.id)
    if low is None or low <= high:
        message = Text(
            f"部分{part_said.zh}不大于整体{whole_said.zh}", f"{part_said.en} is within its whole {whole_said.en}"
        )
        return Finding(rule, Outcome.CONSISTENT, ids, message)
    slip = _too_large(part, high)
    message = Text(
        f"部分{part_said.zh}大于整体{whole_said.zh}",
        f"the part {part_said.en} is larger than its whole {whole_said.en}",
    )
    return Finding(
        rule,
        Outcome.INCONSISTENT,
        ids,
        explained(message, slip),
        cause=slip.cause if slip else None,
        numbers=(("excess", number(part) - number(whole)),),
    )


def _too_large(part: Published, most: Decimal) -> Slip | None:
    if part.value is None or part.unit is None:
        return None
    for power in POWERS:
        value = scaled(part.value, -power)
        countable = dimension(part) is not Dimension.COUNT or value == value.to_integral_value()
        if countable and value * part.unit.factor <= most:
            return Slip(part, value, Cause.POWER_OF_TEN)
    return None
