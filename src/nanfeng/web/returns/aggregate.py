"""A call's sums against earlier periods, by park and in all, and who moved them most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Aggregate, Count, DecimalField, Expression, Q, QuerySet, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from nanfeng.forms.calendar import due_periods
from nanfeng.forms.field import Field
from nanfeng.forms.form import Form
from nanfeng.kinds.period import Period
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import records
from nanfeng.web.records.values import QUANTITIES
from nanfeng.web.returns.entries import form_of, period_of
from nanfeng.web.returns.models import Call, Return

_TOP = 20
_BOTH = {"now": "both_now", "year_ago": "both_ago"}


@dataclass(frozen=True)
class Total:
    """A sum in base units, and of how many records; a sum of none is None, never zero."""

    value: Decimal | None = None
    count: int = 0

    def __add__(self, other: "Total") -> "Total":
        values = [each for each in (self.value, other.value) if each is not None]
        return Total(sum(values, Decimal(0)) if values else None, self.count + other.count)


NONE = Total()


@dataclass(frozen=True)
class Sums:
    """The sums of one field: now, in the period before, a year ago as filed then, and a year ago as filed now; and of
    those alone who filed both now and a year ago, now and then.
    """

    now: Total = NONE
    before: Total = NONE
    year_ago: Total = NONE
    stated: Total = NONE
    both_now: Total = NONE
    both_ago: Total = NONE

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(**{name: total + vars(other)[name] for name, total in vars(self).items()})

    @property
    def nominal(self) -> Decimal | None:
        """Growth in percent against what was filed a year ago."""
        return growth(self.now.value, self.year_ago.value)

    @property
    def matched(self) -> Decimal | None:
        """Growth in percent of those who filed both now and a year ago: it means something before all have reported."""
        return growth(self.both_now.value, self.both_ago.value)

    @property
    def comparable(self) -> Decimal | None:
        """Growth in percent against the year-ago values that the same returns state."""
        return growth(self.now.value, self.stated.value)


@dataclass(frozen=True)
class Mover:
    """One organisation's value now and a year ago, in base units."""

    organisation: str
    name: str
    now: Decimal
    year_ago: Decimal

    @property
    def change(self) -> Decimal:
        """By how much it moved the sum."""
        return self.now - self.year_ago

    @property
    def growth(self) -> Decimal | None:
        """In percent."""
        return growth(self.now, self.year_ago)


def growth(now: Decimal | None, base: Decimal | None) -> Decimal | None:
    """Growth in percent; None where something is missing, or the base is zero or negative."""
    if now is None or base is None or base <= 0:
        return None
    return (now / base - 1) * 100


def summed_fields(form: Form) -> tuple[Field, ...]:
    """The fields whose sums mean something, but for those that state the values of a year ago."""
    return tuple(each for each in form.fields if each.type in QUANTITIES and not each.year_ago_of and each.unit)


def period_before(form: Form, period: Period) -> Period | None:
    """The period for which the form was owed before; None where the calendar has none."""
    found = due_periods(form, period.last - timedelta(days=400), period.last - timedelta(days=1))
    return found[-1].period if found else None


def sums(call: Call) -> Mapping[str, Mapping[str, Sums]]:
    """The sums by field and park, of all current records, with one query."""
    form = form_of(call)
    periods = _periods(form, call)
    rows = (
        _current(form, periods.values()).values("park", "first", "last").annotate(**_wanted(form, periods)).order_by()
    )
    found: dict[str, dict[str, Sums]] = {each.name: {} for each in summed_fields(form)}
    for row in rows:
        places = [name for name, period in periods.items() if period == Period(row["first"], row["last"])]
        for each in summed_fields(form):
            made = Sums(**_totals(form, each, places, row))
            found[each.name][row["park"]] = found[each.name].get(row["park"], Sums()) + made
    return found


def in_all(by_park: Mapping[str, Sums]) -> Sums:
    """The parks together."""
    return sum(by_park.values(), Sums())


def movers(call: Call, each: Field) -> Sequence[Mover]:
    """Who moved the sum of a field most against a year ago, as filed then or else as stated now; three queries."""
    form = form_of(call)
    stated = _stated(form, each)
    periods = {"now": period_of(call), "year_ago": period_of(call).year_ago()}
    columns = {"value": _value(each.name), **({"own": _value(stated.name)} if stated else {})}
    now: dict[str, Decimal] = {}
    ago: dict[str, Decimal] = {}
    for row in _current(form, periods.values()).annotate(**columns).values("organisation", "last", *columns):
        place, value = (now, row["value"]) if row["last"] == call.last else (ago, row["value"])
        if value is not None:
            place[row["organisation"]] = place.get(row["organisation"], Decimal(0)) + value
        if place is now and row.get("own") is not None:
            ago.setdefault(row["organisation"], row["own"])
    moved = sorted(now.keys() & ago.keys(), key=lambda who: abs(now[who] - ago[who]), reverse=True)[:_TOP]
    names = dict(Return.objects.filter(call=call, organisation__in=moved).values_list("organisation", "name"))
    return [Mover(who, names.get(who, who), now[who], ago[who]) for who in moved]


def _periods(form: Form, call: Call) -> dict[str, Period | None]:
    period = period_of(call)
    return {"now": period, "before": period_before(form, period), "year_ago": period.year_ago()}


def _current(form: Form, periods: Iterable[Period | None]) -> QuerySet[Record]:
    spans = Q()
    for period in filter(None, periods):
        spans |= Q(first=period.first, last=period.last)
    return records().filter(spans, form=form.name, current=True).exclude(status=WITHDRAWN)


def _value(name: str) -> Expression:
    return Cast(KeyTextTransform(name, "content"), DecimalField(max_digits=30, decimal_places=4))


def _wanted(form: Form, periods: Mapping[str, Period | None]) -> dict[str, Aggregate]:
    """The sums and counts of each quantity, of all (`sum_`, `n_`) and of those who filed in both years (`both_`)."""
    filed = [_current(form, [periods[at]]).values("organisation") for at in ("now", "year_ago")]
    both = Q(organisation__in=filed[0]) & Q(organisation__in=filed[1])
    wanted: dict[str, Aggregate] = {}
    for each in form.fields:
        if each.type in QUANTITIES:
            value = _value(each.name)
            wanted |= {f"sum_{each.name}": Sum(value), f"n_{each.name}": Count(value)}
            wanted |= {f"both_{each.name}": Sum(value, filter=both)}
    return wanted


def _totals(form: Form, each: Field, places: list[str], row: Mapping[str, object]) -> dict[str, Total]:
    found = dict.fromkeys(places, _total(row, each.name))
    found |= {both: _both(row, each.name) for at, both in _BOTH.items() if at in places}
    stated = _stated(form, each)
    return found | {"stated": _total(row, stated.name)} if stated and "now" in places else found


def _total(row: Mapping[str, object], name: str) -> Total:
    value = row[f"sum_{name}"]
    return Total(value if isinstance(value, Decimal) else None, int(str(row[f"n_{name}"])))


def _both(row: Mapping[str, object], name: str) -> Total:
    value = row[f"both_{name}"]
    return Total(value) if isinstance(value, Decimal) else NONE


def _stated(form: Form, each: Field) -> Field | None:
    return next((other for other in form.fields if other.year_ago_of == each.name), None)
