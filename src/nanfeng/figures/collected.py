"""What was collected: for which periods returns are there, and since when events are recorded.

A missing period is "not collected", never zero; this is where the difference is known.
"""

from dataclasses import dataclass, field
from datetime import date

import narwhals as nw

from nanfeng.figures.indicator import Count, CountDistinct, Stock, Sum, Window
from nanfeng.figures.measure import Term, TimeTest
from nanfeng.figures.period_points import tiles, year_to_date, year_to_date_points
from nanfeng.figures.selection import Sources
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text

Measured = Sum | Count | CountDistinct | Stock
"""The formula kinds that look at records themselves."""

_OF_WINDOW = {
    Window.WITHIN: TimeTest.BEGUN_WITHIN,
    Window.TO_DATE: TimeTest.BEGUN_BY,
    Window.ENDED: TimeTest.ENDED_WITHIN,
}


@dataclass(frozen=True)
class Collected:
    """What the frozen records cover, looked up once a form."""

    sources: Sources
    _periods: dict[str, frozenset[Period]] = field(default_factory=dict)
    _since: dict[str, date | None] = field(default_factory=dict)

    def terms(self, formula: Measured, period: Period) -> tuple[Term, ...] | Text:
        """Which records a formula takes for a period, or why there are none to take.

        A single year-to-date return is not looked for: where it was not collected, no record will be found.
        """
        form = self.sources.definitions.forms[formula.form]
        if form.name not in self.sources.reader.forms:
            return Text(f"本期数据中没有“{form.label.zh}”", f"this vintage holds no {form.label.en}")
        if form.timing in (Timing.EVENT, Timing.SPAN):
            return self._of_days(formula, form, period)
        if isinstance(formula, Stock) or formula.window is not Window.WITHIN:
            return Text(
                f"“{form.label.zh}”按报告期填报，没有时点", f"{form.label.en} is filed by period: no stock in it"
            )
        if not period.whole_months:
            return Text(
                f"“{form.label.zh}”按月填报，{period} 不是整月", f"{form.label.en} is filed by month: not {period}"
            )
        return self._of_periods(formula, form, period)

    def _of_days(self, formula: Measured, form: Form, period: Period) -> tuple[Term, ...] | Text:
        test = TimeTest.HOLDS_AT if isinstance(formula, Stock) else _OF_WINDOW[formula.window]
        since = self._first_day(form.name)
        if since is None:
            return Text(f"“{form.label.zh}”没有任何记录", f"not collected: no record of {form.label.en}")
        if since > period.last:
            return Text(
                f"“{form.label.zh}”自 {since} 起才有记录",
                f"not collected: {form.label.en} is recorded since {since} only",
            )
        return (Term(test, period),)

    def _of_periods(self, formula: Measured, form: Form, period: Period) -> tuple[Term, ...] | Text:
        if form.timing is Timing.PERIOD:
            terms = tuple(Term(TimeTest.SAME, one) for one in tiles(period, self._collected(form.name)))
            return terms or _not_collected(form, period)
        points = year_to_date_points(period) if isinstance(formula, Sum) else ((year_to_date(period), 1),)
        missing = [point for point, _ in points if len(points) > 1 and point not in self._collected(form.name)]
        if missing:
            return _not_collected(form, missing[0])
        return tuple(Term(TimeTest.SAME, point, coefficient) for point, coefficient in points)

    def _collected(self, form: str) -> frozenset[Period]:
        if form not in self._periods:
            spans = self.sources.form_rows(form).select("_first", "_last").unique().collect("pyarrow")
            self._periods[form] = frozenset(Period(first, last) for first, last in spans.iter_rows())
        return self._periods[form]

    def _first_day(self, form: str) -> date | None:
        if form not in self._since:
            first = self.sources.form_rows(form).select(nw.col("_first").min()).collect("pyarrow")
            self._since[form] = first.item()
        return self._since[form]


def _not_collected(form: Form, period: Period) -> Text:
    return Text(f"“{form.label.zh}”没有 {period} 的填报", f"not collected: no {form.label.en} for {period}")
