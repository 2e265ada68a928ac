"""Work a calculation out for one cell: from measured statistics to a value, or the reason why there is none.

All arithmetic is decimal, at 34 digits, after a guard for what is missing or zero. Nothing is rounded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal

from nanfeng.figures.calculation import (
    Calculation,
    Growth,
    Less,
    Measured,
    Passing,
    Quotient,
    Subject,
    Unavailable,
    parts_of,
)
from nanfeng.figures.definitions import Definitions
from nanfeng.figures.request import Cell, lineage
from nanfeng.figures.statistics import NOTHING, Statistics
from nanfeng.forms.form import FILED_BY_PERIOD
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Range, satisfies
from nanfeng.kinds.figure import Component
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

NEGATIVE_MONTH = "negative_month"
"""A period derived from year-to-date returns came out negative; kept, because later returns correct earlier ones."""

UNBALANCED_FILERS = "unbalanced_filers"
"""Some organisation did not file all of the returns that a period is composed of: what it adds or takes away belongs to
more than the period, or to less. Kept, because the difference of published totals is what is published."""

UNEQUAL_RESPONSE = "unequal_response"
"""A growth compares totals of returns that not the same organisations stated in both periods: part of the change may be
theirs. The comparable and the matched growth are free of it. Of successive periods only the numbers are compared."""

TURNED_TO_PROFIT = "turned_to_profit"
"""From a negative base to a positive value: the difference is a component, a percentage would mean nothing."""

SYNTHETIC = "synthetic"
"""Some record behind the figure is made up for a demonstration."""

_ARITHMETIC = Context(prec=34)
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Outcome:
    """A value in the unit of its indicator (growth in per cent), None with the reason where there is none.

    `contributors` and `largest_share` are those of the weakest part: the fewest and the most dominated of all parts
    that the value was worked out from; a part to which nobody adds anything hides and shows nobody.
    """

    value: Decimal | None
    reason: Text | None = None
    components: tuple[Component, ...] = ()
    contributors: int | None = None
    largest_share: float | None = None
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Evaluation:
    """Evaluates calculations over what was measured for them."""

    statistics: Statistics
    definitions: Definitions

    def outcome(self, calculation: Calculation, cell: Cell) -> Outcome:
        """The outcome of a calculation in a cell."""
        match calculation:
            case Unavailable():
                return Outcome(None, calculation.reason)
            case Measured():
                return self._measured(calculation, cell)
            case Quotient():
                return self._quotient(calculation, cell)
            case Less():
                return self._less(calculation, cell)
            case Passing():
                return self._passing(calculation, cell)
            case Growth():
                return self._growth(calculation, cell)

    def component(self, role: str, calculation: Calculation, cell: Cell) -> Component:
        """A part of a calculation, with its value in the cell."""
        unit = self.definitions.indicators[calculation.subject.indicator].unit
        return Component(role, calculation.subject.label(cell), self.outcome(calculation, cell).value, unit)

    def index(self, growth: Growth, cell: Cell) -> tuple[Calculation, Cell] | None:
        """The price index that deflates a growth in a cell: of its place, or of the nearest one around it."""
        if growth.index is None:
            return None
        cells = [Cell(place) for place in lineage(cell.place, self.definitions)]
        given = [one for one in cells if self.outcome(growth.index, one).value is not None]
        return growth.index, (given or cells)[0]

    def _measured(self, measured: Measured, cell: Cell) -> Outcome:
        found = self.statistics[measured.population, measured.column].get(cell, NOTHING)
        unfiled = self._unfiled(measured, cell)
        if unfiled and (found.units or measured.filed_in):
            return Outcome(None, _nothing_stated(replace(measured.subject, period=unfiled), cell))
        if not found.units and not self._is_zero(measured, cell):
            return Outcome(None, _nothing_stated(measured.subject, cell))
        derived = any(term.coefficient < 0 for term in measured.column.terms)
        unbalanced = self._unbalanced(measured, cell)
        flags = {
            SYNTHETIC: found.synthetic,
            NEGATIVE_MONTH: derived and found.value < 0,
            UNBALANCED_FILERS: unbalanced > 0,
        }
        raised = frozenset(flag for flag, holds in flags.items() if holds)
        label = measured.subject.label(cell)
        told = (Component(UNBALANCED_FILERS, label, unbalanced, Unit.COUNT),) if unbalanced else ()
        return Outcome(found.value, None, told, found.contributors, found.largest_share, raised)

    def _unfiled(self, measured: Measured, cell: Cell) -> Period | None:
        """The first of the returns that the period is composed of that nobody in the cell filed."""
        for point in measured.points:
            if not self.statistics[measured.filed_in or measured.population, point].get(cell, NOTHING).units:
                return point.terms[0].period
        return None

    def _unbalanced(self, measured: Measured, cell: Cell) -> Decimal:
        """How many returns are missing, of organisations that filed another one of those that make up the period."""
        if measured.filings is not None:
            return self.statistics[measured.population, measured.filings].get(cell, NOTHING).gross
        if measured.filed_in is not None or any(term.coefficient < 0 for term in measured.column.terms):
            return Decimal(0)
        if self.definitions.forms[measured.population.form].organisation is None:
            return Decimal(0)
        points = [self._units(replace(measured, column=point), cell) for point in measured.points]
        return Decimal(self._units(measured, cell) * len(points) - sum(points))

    def _units(self, measured: Measured, cell: Cell) -> int:
        return self.statistics[measured.population, measured.column].get(cell, NOTHING).units

    def _unequal(self, growth: Growth, cell: Cell) -> bool:
        """Whether others stated the one side of a growth than the other, in returns filed by period."""
        sides = [list(_sums_of_returns(side, self.definitions)) for side in (growth.current, growth.base)]
        same = list(_sums_of_returns(growth.same, self.definitions)) if growth.same else []
        sides += [same] if len(same) == len(sides[0]) else []
        return any(len({self._units(one, cell) for one in alike}) > 1 for alike in zip(*sides, strict=True))

    def _is_zero(self, measured: Measured, cell: Cell) -> bool:
        """Whether nothing means zero: of what is recorded as it happens, when no record is there at all."""
        records = measured.records
        return records is not None and not self.statistics[measured.population, records].get(cell, NOTHING).units

    def _quotient(self, quotient: Quotient, cell: Cell) -> Outcome:
        above, below = self.outcome(quotient.numerator, cell), self.outcome(quotient.denominator, cell)
        components = (
            self.component("numerator", quotient.numerator, cell),
            self.component("denominator", quotient.denominator, cell),
        )
        combined = _combined((above, below), components)
        if above.value is None or below.value is None:
            return combined
        if not below.value:
            return replace(combined, reason=Text("分母为零", "the denominator is zero"))
        share = _ARITHMETIC.divide(_ARITHMETIC.multiply(above.value, quotient.scale), below.value)
        return replace(combined, value=share)

    def _less(self, less: Less, cell: Cell) -> Outcome:
        minuend, subtrahend = self.outcome(less.minuend, cell), self.outcome(less.subtrahend, cell)
        components = (
            self.component("minuend", less.minuend, cell),
            self.component("subtrahend", less.subtrahend, cell),
        )
        combined = _combined((minuend, subtrahend), components)
        if minuend.value is None or subtrahend.value is None:
            return combined
        return replace(combined, value=_ARITHMETIC.subtract(minuend.value, subtrahend.value))

    def _passing(self, passing: Passing, cell: Cell) -> Outcome:
        groups = [self.outcome(passing.of, group) for group in passing.groups(cell)]
        values = [group.value for group in groups if group.value is not None]
        if not values:
            return Outcome(None, groups[0].reason if groups else Text("没有分组", "there are no groups to judge"))
        above = [value for value in values if satisfies(Range(value, value), passing.wanted) is Verdict.YES]
        components = tuple(self.component("part", passing.of, group) for group in passing.groups(cell))
        whole = self.outcome(passing.of, passing.whole(cell))
        return replace(whole, value=Decimal(len(above)), reason=None, components=components)

    def _growth(self, growth: Growth, cell: Cell) -> Outcome:
        current, base = self.outcome(growth.current, cell), self.outcome(growth.base, cell)
        components = (self.component("current", growth.current, cell), self.component("base", growth.base, cell))
        combined = _combined((current, base), components)
        if current.value is None or base.value is None:
            return combined
        if self._unequal(growth, cell):
            combined = replace(combined, flags=combined.flags | {UNEQUAL_RESPONSE})
        if base.value <= 0:
            return self._without_percentage(growth, combined, current.value - base.value)
        change = _ARITHMETIC.divide(current.value, base.value)
        if growth.index is None:
            return replace(combined, value=_percent(change))
        return self._deflated(growth, cell, replace(combined, value=change))

    def _without_percentage(self, growth: Growth, combined: Outcome, difference: Decimal) -> Outcome:
        current, base = combined.components
        part = Component(
            "difference", current.key, difference, self.definitions.indicators[growth.subject.indicator].unit
        )
        outcome = replace(combined, components=(current, base, part))
        if not base.value:
            return replace(outcome, reason=Text("基期为零，不计算增速", "no percentage: the base is zero"))
        if current.value and current.value > 0:
            reason = Text(
                "基期为负、本期为正：由负转正，不计算增速", "no percentage: from a negative base to a positive value"
            )
            return replace(outcome, reason=reason, flags=combined.flags | {TURNED_TO_PROFIT})
        return replace(outcome, reason=Text("基期为负，不计算增速", "no percentage: the base is negative"))

    def _deflated(self, growth: Growth, cell: Cell, change: Outcome) -> Outcome:
        """Real growth: the change in value divided by the price index (same period of last year = 100)."""
        found = self.index(growth, cell)
        if found is None or change.value is None:
            return change
        index = self.outcome(*found)
        outcome = replace(change, components=(*change.components, self.component("price_index", *found)))
        if index.value is None or index.value <= 0:
            reason = index.reason or Text("价格指数不是正数", "the price index is not positive")
            return replace(outcome, value=None, reason=reason)
        real = _ARITHMETIC.divide(_ARITHMETIC.multiply(change.value, _HUNDRED), index.value)
        return replace(outcome, value=_percent(real), flags=change.flags | index.flags)


def _sums_of_returns(calculation: Calculation, definitions: Definitions) -> Iterator[Measured]:
    """The sums of what is filed by period that a calculation is worked out from, in order."""
    if (
        isinstance(calculation, Measured)
        and calculation.column.field
        and definitions.forms[calculation.population.form].timing in FILED_BY_PERIOD
    ):
        yield calculation
    for _, part in parts_of(calculation):
        yield from _sums_of_returns(part, definitions)


def _percent(change: Decimal) -> Decimal:
    return _ARITHMETIC.multiply(_ARITHMETIC.subtract(change, Decimal(1)), _HUNDRED)


def _combined(parts: Iterable[Outcome], components: tuple[Component, ...]) -> Outcome:
    """What parts have in common, still without a value; the reason is that of the first part that has none."""
    parts = tuple(parts)
    reasons = [part.reason for part in parts if part.value is None]
    contributors = [part.contributors for part in parts if part.contributors is not None]
    shares = [part.largest_share for part in parts if part.largest_share is not None]
    flags = frozenset().union(*(part.flags - {NEGATIVE_MONTH} for part in parts))
    return Outcome(
        None,
        reasons[0] if reasons else None,
        components,
        min(filter(None, contributors), default=min(contributors, default=None)),
        max(shares, default=None),
        flags,
    )


def _nothing_stated(subject: Subject, cell: Cell) -> Text:
    key = subject.key(cell)
    return Text(f"没有收到 {key} 的填报", f"not collected: no record states {key}")
