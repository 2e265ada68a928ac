"""Numbers of the wrong size: off by about 10, 10³, 10⁴ or 10⁸ from what else is known.

A sign is a range in which a number would be unremarkable. A number outside is suspected where one power of ten takes
it into all ranges that it lies outside of; for a bare factor of ten it takes two signs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, Identity, clash, dimension, exact, has_number, number, subject_matter
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.slips import POWERS, Slip, explained, scaled
from nanfeng.figures.reconcile.words import base_amount, joined, told
from nanfeng.kinds.figure import Status
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit

PEERS_APART = 8
"""Amounts per head in one source may lie this many times apart from their median."""
HISTORY_APART = 6
"""A number may lie this many times outside the range of its own history."""
MONEY = (Dimension.YUAN,)


@dataclass(frozen=True)
class Sign:
    """A range (base unit) in which a number would be unremarkable, the rows that it comes from, and its words."""

    low: Decimal
    high: Decimal
    against: tuple[str, ...]
    says: Text

    def fits(self, value: Decimal) -> bool:
        """Whether the number lies in the range."""
        return self.low <= value <= self.high


def off_by_power_of_ten(book: Book) -> Iterator[Finding]:
    """Every level that one power of ten would bring in line with all signs that it offends."""
    heads = per_head(book)
    for row in book.levels:
        if book.is_flow(row):
            signs = [*_whole(book, row), *_larger_place(book, row), *_history(book, row), *_peers(row, heads)]
            offended = [sign for sign in (*signs, *_computed(book, row)) if not sign.fits(number(row))]
            slip = _slip(row, offended)
            if slip:
                yield _finding(row, offended, slip)


def per_head(book: Book) -> list[tuple[Published, Published, Decimal]]:
    """Amount, count and amount per head, where a source tells one amount and one count of a subject and period."""
    beside: dict[Identity, list[Published]] = {}
    for row in book.levels:
        told_of = (row.source, row.subject, row.period, row.place, row.scope, row.partition)
        beside.setdefault(told_of, []).append(row)
    return [head for rows in beside.values() for head in _head(rows)]


def _head(rows: list[Published]) -> Iterator[tuple[Published, Published, Decimal]]:
    counts = [row for row in rows if dimension(row) is Dimension.COUNT]
    amounts = [row for row in rows if dimension(row) in MONEY]
    if len(counts) == len(amounts) == 1 and number(counts[0]) > 0:
        yield amounts[0], counts[0], number(amounts[0]) / number(counts[0])


def _peers(row: Published, heads: list[tuple[Published, Published, Decimal]]) -> Iterator[Sign]:
    own = next(((count, each) for amount, count, each in heads if amount is row), None)
    peers = [(amount, each) for amount, _, each in heads if _peer(amount, row)]
    if own is None or len(peers) < 2:
        return
    count, each = own
    usual = median(per for _, per in peers)
    heads_counted = number(count)
    one, typical = base_amount(each, Unit.MILLION_YUAN), base_amount(usual, Unit.MILLION_YUAN)
    says = Text(
        f"平均每家（个）{one.zh}，同一来源其他项目的中位数为{typical.zh}",
        f"it comes to {one.en} each, where the median of its source's other subjects is {typical.en}",
    )
    against = (count.id, *(amount.id for amount, _ in peers))
    yield Sign(usual / PEERS_APART * heads_counted, usual * PEERS_APART * heads_counted, against, says)


def _peer(amount: Published, row: Published) -> bool:
    return amount is not row and amount.source == row.source and dimension(amount) is dimension(row)


def _whole(book: Book, row: Published) -> Iterator[Sign]:
    whole = book.row(row.part_of)
    if whole and exact(whole) and dimension(whole) is dimension(row):
        says = Text(f"大于整体{told(whole).zh}", f"it is larger than its whole {told(whole).en}")
        yield Sign(Decimal(0), number(whole), (whole.id,), says)


def _larger_place(book: Book, row: Published) -> Iterator[Sign]:
    containing = set(book.within(row.place))
    for other in book.levels:
        same = other.indicator == row.indicator and dimension(other) is dimension(row) and other.partition is None
        if same and other.place in containing and _about_then(row, other):
            says = Text(
                f"大于上级区域的{told(other).zh}",
                f"it is larger than {told(other).en} of a place that contains its own",
            )
            yield Sign(Decimal(0), number(other), (other.id,), says)


def _about_then(row: Published, other: Published) -> bool:
    if row.period is None or other.period is None:
        return False
    return abs((row.period.last - other.period.last).days) <= 366 and other.period.months * 12 >= row.period.months


def _history(book: Book, row: Published) -> Iterator[Sign]:
    others = [
        other
        for other in book.levels
        if subject_matter(other) == subject_matter(row)
        and other.period
        and other.period != row.period
        and not clash(other, row)
    ]
    if row.period is None or len({other.period for other in others}) < 2:
        return
    paces = [number(other) / other.period.days for other in others if other.period]
    low, high = min(paces) / HISTORY_APART, max(paces) * HISTORY_APART
    says = Text("与自身历史的日均水平相差悬殊", "its daily pace is far from that of its own history")
    yield Sign(low * row.period.days, high * row.period.days, tuple(other.id for other in others), says)


def _computed(book: Book, row: Published) -> Iterator[Sign]:
    wanted = (row.indicator, row.period, row.place, row.scope, None)
    for figure in book.computed:
        key = figure.key
        same = (key.indicator, key.period, key.place, key.scope, key.growth) == wanted
        if (
            same
            and figure.status is Status.COMPUTED
            and figure.value is not None
            and figure.unit.dimension is dimension(row)
        ):
            value = figure.value * figure.unit.factor
            says = Text("与由记录算得的相差悬殊", "it is far from what the records give")
            yield Sign(value * Decimal("0.9"), value * Decimal("1.1"), (str(key),), says)


def _slip(row: Published, offended: list[Sign]) -> Slip | None:
    if not has_number(row) or not offended:
        return None
    for power in POWERS:
        if power == 1 and len(offended) < 2:
            continue
        for signed in (-power, power):
            value = scaled(number(row), signed)
            if _possible(row, value) and all(sign.fits(value) for sign in offended):
                return Slip(row, scaled(row.value or Decimal(0), signed), Cause.POWER_OF_TEN)
    return None


def _possible(row: Published, value: Decimal) -> bool:
    return dimension(row) is not Dimension.COUNT or value == value.to_integral_value()


def _finding(row: Published, offended: list[Sign], slip: Slip) -> Finding:
    signs, said = joined([sign.says for sign in offended]), told(row)
    message = Text(f"{said.zh}数量级可疑：{signs.zh}", f"{said.en} seems to be of the wrong size: {signs.en}")
    against = tuple(dict.fromkeys(name for sign in offended for name in sign.against))
    return Finding(
        "off_by_power_of_ten",
        Outcome.INCONSISTENT,
        (row.id,),
        explained(message, slip),
        against,
        Likelihood.PROBABLE,
        Cause.POWER_OF_TEN,
        (("printed", number(row)), ("would_fit", slip.value * (number(row) / (row.value or Decimal(1))))),
    )
