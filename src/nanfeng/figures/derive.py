"""From the definition of an indicator to the calculation of its levels and growth rates."""

from dataclasses import dataclass, replace
from datetime import date

from nanfeng.figures.calculation import (
    Calculation,
    Growth,
    Less,
    Measured,
    Passing,
    Quotient,
    Side,
    Subject,
    Unavailable,
)
from nanfeng.figures.collected import Collected
from nanfeng.figures.collected import Measured as MeasuredFormula
from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Count, CountDistinct, Difference, GroupsAbove, Indicator, Ratio, Stock, Sum
from nanfeng.figures.measure import Column, Match, Population, Term, Territory
from nanfeng.figures.request import codes_of, form_of, lineage, members_of
from nanfeng.forms.form import FILED_BY_PERIOD, Timing
from nanfeng.kinds.comparator import wanted_range
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text

_SIDES = {
    Basis.NOMINAL: (Side.FILED, Side.FILED),
    Basis.PREVIOUS: (Side.FILED, Side.FILED),
    Basis.COMPARABLE: (Side.WITH_YEAR_AGO, Side.YEAR_AGO),
    Basis.REAL: (Side.WITH_YEAR_AGO, Side.YEAR_AGO),
    Basis.MATCHED: (Side.MATCHED, Side.MATCHED_BASE),
}


@dataclass(frozen=True)
class Derivation:
    """Derives calculations for the cells of `territories`, from what was collected."""

    collected: Collected
    territories: tuple[Territory, ...]

    def level(self, subject: Subject) -> Calculation:
        """The calculation of a level; raise KeyError for an indicator that is not defined."""
        formula = self._indicator(subject.indicator).formula
        match formula:
            case None:
                return Unavailable(
                    subject, Text("该指标只有公布值，没有计算公式", "only published values of it exist: no formula")
                )
            case Ratio():
                numerator, denominator = (
                    self._other(subject, formula.numerator),
                    self._other(subject, formula.denominator),
                )
                return Quotient(subject, numerator, denominator, formula.scale)
            case Difference():
                return Less(subject, self._other(subject, formula.minuend), self._other(subject, formula.subtrahend))
            case GroupsAbove():
                return self._groups_above(subject, formula)
            case _:
                return self._measured(subject, formula)

    def growth(self, subject: Subject, basis: Basis) -> Calculation:
        """The calculation of a growth rate on a basis."""
        if basis not in _SIDES:
            return Unavailable(subject, Text("没有说明对比基准", "no growth can be computed on an unstated basis"))
        current, base = (replace(subject, side=side) for side in _SIDES[basis])
        if base.side in (Side.FILED, Side.MATCHED_BASE):
            before = subject.period.preceding() if basis is Basis.PREVIOUS else subject.period.year_ago()
            base = replace(base, period=before)
        index = self._index(subject) if basis is Basis.REAL else None
        same = self.level(replace(subject, side=Side.MATCHED)) if basis is Basis.NOMINAL else None
        return Growth(subject, basis, self.level(current), self.level(base), index, same)

    def _indicator(self, name: str) -> Indicator:
        indicators = self.collected.sources.definitions.indicators
        if name not in indicators:
            raise KeyError(f"there is no indicator {name!r}; there are {', '.join(sorted(indicators))}")
        return indicators[name]

    def _other(self, subject: Subject, indicator: str) -> Calculation:
        return self.level(replace(subject, indicator=indicator))

    def _index(self, subject: Subject) -> Calculation:
        """The price index at exactly the places asked and at all that contain them, over all industries."""
        name = self._indicator(subject.indicator).price_index
        of_index = Subject(name or "price_index", subject.period)
        if name is None:
            return Unavailable(of_index, Text("该指标没有指定价格指数", "the indicator names no price index"))
        definitions = self.collected.sources.definitions
        above = [place for one in self.territories for place in lineage(one.code, definitions)]
        places = dict.fromkeys(above)
        exact = tuple(Territory(place, (place,), not definitions.places[place].parents) for place in places)
        return Derivation(self.collected, exact).level(of_index)

    def _groups_above(self, subject: Subject, formula: GroupsAbove) -> Calculation:
        of = Subject(
            formula.of, ending(subject.period, formula.months), subject.side, (*subject.by, formula.by), subject.scope
        )
        calculation = self.level(of)
        if isinstance(calculation, Unavailable):
            return Unavailable(subject, calculation.reason)
        definitions = self.collected.sources.definitions
        codes = codes_of(formula.by, form_of(formula.of, definitions), definitions)
        return Passing(subject, calculation, codes, wanted_range(formula.comparator, formula.threshold))

    def _measured(self, subject: Subject, formula: MeasuredFormula) -> Calculation:
        form = self.collected.sources.definitions.forms[formula.form]
        names = (*subject.by, *(name for name, _ in subject.scope))
        if unknown := [name for name in names if not self._narrows(name, formula.form)]:
            reason = Text(f"“{form.label.zh}”没有字段 {unknown[0]}", f"{form.label.en} has no field {unknown[0]}")
            return Unavailable(subject, reason)
        if subject.side in (Side.MATCHED, Side.MATCHED_BASE):
            return self._matched(subject, formula)
        terms = self.collected.terms(formula, subject.period)
        if isinstance(terms, Text):
            return Unavailable(subject, terms)
        population = self._population(subject, formula)
        if subject.side is not Side.FILED:
            return self._year_ago(subject, formula, Measured(subject, population, Column(terms)))
        known = Column(terms) if form.timing in (Timing.EVENT, Timing.SPAN) else None
        column = _column(formula, terms)
        points = _points(column) if form.timing in FILED_BY_PERIOD else ()
        return Measured(subject, population, column, known, _filings(formula, terms), points)

    def _year_ago(self, subject: Subject, formula: MeasuredFormula, counted: Measured) -> Calculation:
        """This year's records only, on either side: those that state both this year's value and last year's."""
        form = self.collected.sources.definitions.forms[formula.form]
        field = formula.field if isinstance(formula, Sum) else None
        year_ago = [other.name for other in form.fields if field and other.year_ago_of == field]
        if not field or not year_ago:
            return Unavailable(
                subject,
                Text(f"“{form.label.zh}”不填报该项上年同期数", f"{form.label.en} does not ask for its year-ago value"),
            )
        pair = (field, year_ago[0])
        own, other = pair if subject.side is Side.WITH_YEAR_AGO else reversed(pair)
        filings = _filings(formula, counted.column.terms)
        column = replace(counted.column, field=own, given=other)
        points = _points(column) if form.timing in FILED_BY_PERIOD else ()
        return replace(counted, column=column, filings=filings, points=points)

    def _matched(self, subject: Subject, formula: MeasuredFormula) -> Calculation:
        on_current = subject.side is Side.MATCHED
        current = subject.period if on_current else subject.period.shifted(1)
        now, then = (self.collected.terms(formula, period) for period in (current, current.year_ago()))
        if isinstance(formula, CountDistinct) or (isinstance(formula, Stock) and formula.distinct):
            return Unavailable(subject, Text("去重计数没有同口径对比", "distinct counts have no matched comparison"))
        if isinstance(now, Text):
            return Unavailable(subject, now)
        if isinstance(then, Text):
            return Unavailable(subject, then)
        if self._splits_units(subject, formula.form):
            reason = Text(
                "同一单位有多条记录，按字段细分没有同口径对比",
                "no matched comparison by a field of several records a unit",
            )
            return Unavailable(subject, reason)
        everybody = self._population(subject, formula)
        column = _column(formula, now if on_current else then)
        form = self.collected.sources.definitions.forms[formula.form]
        points = _points(column) if form.timing in FILED_BY_PERIOD else ()
        return Measured(subject, replace(everybody, match=Match(now, then)), column, points=points, filed_in=everybody)

    def _population(self, subject: Subject, formula: MeasuredFormula) -> Population:
        return Population(formula.form, self.territories, subject.by, subject.scope, formula.where)

    def _splits_units(self, subject: Subject, name: str) -> bool:
        """Whether a field may part the records of one organisation, the key having more than it and time."""
        form = self.collected.sources.definitions.forms[name]
        names = {*subject.by, *(field for field, _ in subject.scope)}
        coded = names - self.collected.sources.definitions.industry_sets.keys()
        return bool(coded) and not set(form.key) <= {form.organisation, form.when}

    def _narrows(self, name: str, form: str) -> bool:
        definitions = self.collected.sources.definitions
        return name in definitions.industry_sets or any(field.name == name for field in definitions.forms[form].fields)


def territories_of(places: tuple[str, ...], definitions: Definitions) -> tuple[Territory, ...]:
    """Places with all that lie in them; what lies in no other place also takes records without a place."""
    return tuple(Territory(one, members_of(one, definitions), not definitions.places[one].parents) for one in places)


def ending(period: Period, months: int) -> Period:
    """The whole months that end with the last month of the period."""
    first = period.last.year * 12 + period.last.month - months
    return Period(date(first // 12, first % 12 + 1, 1), period.last)


def _filings(formula: MeasuredFormula, terms: tuple[Term, ...]) -> Column | None:
    """The first point, where it is subtracted, beside the next, which ends the same year's part of the period."""
    if not isinstance(formula, Sum) or terms[0].coefficient > 0:
        return None
    return Column(terms[:2], given=formula.field)


def _points(column: Column) -> tuple[Column, ...]:
    """Each of several returns alone, to see whether anybody filed it; nothing where there is only one."""
    if len(column.terms) == 1:
        return ()
    return tuple(replace(column, terms=(replace(term, coefficient=1),)) for term in column.terms)


def _column(formula: MeasuredFormula, terms: tuple[Term, ...]) -> Column:
    match formula:
        case Sum():
            return Column(terms, formula.field)
        case Count():
            return Column(terms)
        case CountDistinct():
            return Column(terms, distinct=formula.field)
        case Stock():
            return Column(terms, formula.field, distinct=formula.distinct)
