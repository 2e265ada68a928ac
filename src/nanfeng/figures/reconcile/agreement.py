"""The same thing said twice must agree, within what the digits and comparators allow."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, clash, dimension, exact, has_number, identity, number
from nanfeng.figures.reconcile.finding import Finding, Likelihood, Outcome
from nanfeng.figures.reconcile.interval import Interval, meant, printed
from nanfeng.figures.reconcile.slips import Slip, explained, likely
from nanfeng.figures.reconcile.words import base_amount, listed, told
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Range, satisfies, stated_range
from nanfeng.kinds.figure import Basis, Figure, Status
from nanfeng.kinds.text import Text


def said_twice(book: Book) -> Iterator[Finding]:
    """Two statements of one indicator, period, place, scope and growth, in one unit and of no different population."""
    rows = [row for row in book.rows if has_number(row) and row.indicator and row.period]
    for one, other in combinations(rows, 2):
        if identity(one) == identity(other) and _comparable(one, other):
            yield _agree(one, other) if _compatible(one, other) else _differ(one, other)


def against_computed(book: Book) -> Iterator[Finding]:
    """A published figure against the one computed from records; a growth without a stated base against every basis."""
    for row in book.measured:
        if figures := [figure for figure in book.computed if _same(row, figure)]:
            yield _judge_computed(row, figures)


def _comparable(one: Published, other: Published) -> bool:
    return one.kind == other.kind and dimension(one) == dimension(other) and not clash(one, other)


def _compatible(one: Published, other: Published) -> bool:
    if exact(one) and exact(other):
        return meant(one).holds(number(other)) or meant(other).holds(number(one))
    return meant(one).meets(meant(other))


def _agree(one: Published, other: Published) -> Finding:
    said = listed((one, other))
    message = Text(f"两处所述相符：{said.zh}", f"two statements agree: {said.en}")
    return Finding("said_twice", Outcome.CONSISTENT, (one.id, other.id), message)


def _differ(one: Published, other: Published) -> Finding:
    slip = _slip_to(one, meant(other)) or _slip_to(other, meant(one))
    said = listed((one, other))
    message = Text(f"同一指标两处所述不一：{said.zh}", f"two statements of one thing differ: {said.en}")
    return Finding(
        "said_twice",
        Outcome.INCONSISTENT,
        (one.id, other.id),
        explained(message, slip),
        cause=slip.cause if slip else None,
        numbers=(("difference", number(one) - number(other)),),
    )


def _slip_to(row: Published, wanted: Interval) -> Slip | None:
    factor = row.unit.factor if row.unit else Decimal(1)
    return likely(row, lambda value: wanted.holds(value * factor))


def _same(row: Published, figure: Figure) -> bool:
    key = figure.key
    basis = key.growth == row.growth or (row.growth is Basis.UNSTATED and key.growth is not None)
    return (
        figure.status is Status.COMPUTED
        and figure.value is not None
        and (key.indicator, key.period, key.place, key.scope) == (row.indicator, row.period, row.place, row.scope)
        and (basis and (row.growth is None) == (key.growth is None))
        and figure.unit.dimension is dimension(row)
    )


def _judge_computed(row: Published, figures: list[Figure]) -> Finding:
    fitting = [figure for figure in figures if _fits(row, _value(figure))]
    made = Text("合成记录", "synthetic records") if _synthetic(figures) else Text("记录", "records")
    keys = tuple(str(figure.key) for figure in fitting or figures)
    numbers = tuple((str(figure.key), _value(figure)) for figure in fitting or figures)
    said = told(row)
    if fitting:
        message = Text(f"{said.zh}与由{made.zh}算得的相符", f"{said.en} agrees with what {made.en} give")
        return Finding("against_computed", Outcome.CONSISTENT, (row.id,), message, keys, numbers=numbers)
    value = base_amount(_value(figures[0]), row.unit, 7)
    slip = _slip_to_value(row, figures)
    message = Text(
        f"{said.zh}与由{made.zh}算得的{value.zh}不符", f"{said.en} differs from {value.en} that {made.en} give"
    )
    return Finding(
        "against_computed",
        Outcome.INCONSISTENT,
        (row.id,),
        explained(message, slip),
        keys,
        Likelihood.PROBABLE,
        slip.cause if slip else None,
        numbers,
    )


def _fits(row: Published, value: Decimal) -> bool:
    if exact(row):
        return meant(row).holds(value)
    return satisfies(Range(value, value), stated_range(row.comparator, number(row))) is Verdict.YES


def _slip_to_value(row: Published, figures: list[Figure]) -> Slip | None:
    factor = row.unit.factor if row.unit else Decimal(1)
    return likely(row, lambda value: any(printed(value).times(factor).holds(_value(figure)) for figure in figures))


def _value(figure: Figure) -> Decimal:
    return (figure.value or Decimal(0)) * figure.unit.factor


def _synthetic(figures: list[Figure]) -> bool:
    return any("synthetic" in figure.flags for figure in figures)
