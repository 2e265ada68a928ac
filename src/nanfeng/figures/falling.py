"""Early warning: the organisations whose own numbers fall. For those only who may see single organisations.

What a year ago was is what an organisation states beside its present value, where its form asks for that, and what it
filed then where it does not. Missing is not falling, and where the base is not positive there is no percentage.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import narwhals as nw

from nanfeng.figures.selection import Sources
from nanfeng.figures.warning import FallWarning
from nanfeng.forms.form import Form
from nanfeng.kinds.period import Period

_FIRST_RETURN = 2
"""The month of the first return of a year: it holds January and February."""


@dataclass(frozen=True)
class Falling:
    """An organisation that falls. `value` and `year_ago` are for the year to date, in the field's base unit; `growth`
    is in per cent and negative; `months` counts the months in a row, up to the last, that were below a year ago.
    """

    organisation: str
    value: Decimal
    year_ago: Decimal
    growth: Decimal
    months: int


@dataclass(frozen=True)
class _Amounts:
    """What one organisation filed to date and states of the year before, by the last month of the return; None where
    it says nothing.
    """

    filed: Mapping[Period, Decimal | None]
    stated: Mapping[Period, Decimal | None] | None

    def to_date(self, period: Period) -> tuple[Decimal | None, Decimal | None]:
        """The value of a year to date, and that of the year before."""
        before = self.filed.get(period.year_ago()) if self.stated is None else self.stated.get(period)
        return self.filed.get(period), before

    def month(self, period: Period) -> tuple[Decimal | None, Decimal | None]:
        """The same for the last month of a year to date alone."""
        if period.last.month == _FIRST_RETURN:
            return self.to_date(period)
        (now, then), (now_before, then_before) = self.to_date(period), self.to_date(_shorter(period))
        return _less(now, now_before), _less(then, then_before)


def falling(warning: FallWarning, period: Period, sources: Sources) -> tuple[Falling, ...]:
    """The organisations that fall in a year to date, the steepest first.

    Raise ValueError where the period is no year to date that returns are filed for.
    """
    if not period.year_to_date or period.last.month < _FIRST_RETURN:
        raise ValueError(f"{period} is no year to date that returns are filed for, such as 2023-01..2023-04")
    found = [_judged(name, amounts, period) for name, amounts in _amounts(warning, period, sources).items()]
    over = [one for one in found if one and -one.growth >= warning.drop_percent and one.months >= warning.months]
    return tuple(sorted(over, key=lambda one: (one.growth, one.organisation)))


def _judged(organisation: str, amounts: _Amounts, period: Period) -> Falling | None:
    value, base = amounts.to_date(period)
    if value is None or base is None or base <= 0:
        return None
    return Falling(organisation, value, base, (value - base) / base * 100, _months_in_a_row(amounts, period))


def _months_in_a_row(amounts: _Amounts, period: Period) -> int:
    """How many months up to the last are below a year ago, one after another; January and February count as one."""
    count = 0
    for step in _backwards(period):
        now, then = amounts.month(step)
        if now is None or then is None or now >= then:
            break
        count += 1
    return count


def _backwards(period: Period) -> Iterable[Period]:
    """The years to date of this year and the last that end with each month, the latest first."""
    year = period.last.year
    this = [Period.of_months(year, 1, month) for month in range(period.last.month, 1, -1)]
    return [*this, *(Period.of_months(year - 1, 1, month) for month in range(12, 1, -1))]


def _shorter(period: Period) -> Period:
    return Period.of_months(period.last.year, 1, period.last.month - 1)


def _less(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    return None if whole is None or part is None else whole - part


def _amounts(warning: FallWarning, period: Period, sources: Sources) -> Mapping[str, _Amounts]:
    """What every organisation filed since the year before last."""
    stated_in = _year_ago_field(sources.definitions.forms[warning.form], warning.field)
    columns = [warning.field, *([stated_in] if stated_in else [])]
    since = date(period.last.year - 2, 1, 1)
    recent = (nw.col("_first") >= nw.lit(since)) & (nw.col("_last") <= nw.lit(period.last))
    rows = sources.form_rows(warning.form).filter(recent).select("_organisation", "_first", "_last", *columns)
    filed: dict[str, dict[Period, Decimal | None]] = defaultdict(dict)
    stated: dict[str, dict[Period, Decimal | None]] = defaultdict(dict)
    for row in rows.collect("pyarrow").iter_rows(named=True):
        name, span = row["_organisation"], Period(row["_first"], row["_last"])
        filed[name][span] = row[warning.field]
        stated[name][span] = row[stated_in] if stated_in else None
    return {name: _Amounts(own, stated[name] if stated_in else None) for name, own in filed.items()}


def _year_ago_field(form: Form, field: str) -> str | None:
    return next((declared.name for declared in form.fields if declared.year_ago_of == field), None)
