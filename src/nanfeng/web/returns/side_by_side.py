"""A record beside its earlier ones, field by field, with jumps marked."""

from dataclasses import dataclass
from decimal import Decimal

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.period import Period
from nanfeng.web.records.models import Record
from nanfeng.web.records.printing import label, printed
from nanfeng.web.records.values import QUANTITIES, value_of
from nanfeng.web.returns.aggregate import growth
from nanfeng.web.returns.entries import Entry, asked_fields

JUMP = Decimal(50)
"""Percent of change, up or down, from which a value is marked."""


@dataclass(frozen=True)
class Side:
    """A field's values as people read them ("" for nothing). `growth` is the change against a year ago and `pace` that
    against the period before, of what came in a month; both in percent, None where it cannot be told. `jump` marks
    a field that moved far.
    """

    label: str
    quantity: bool
    now: str
    before: str
    year_ago: str
    growth: Decimal | None
    pace: Decimal | None

    @property
    def jump(self) -> bool:
        """Whether either change is a large one."""
        return any(abs(change) >= JUMP for change in (self.growth, self.pace) if change is not None)


@dataclass(frozen=True)
class Comparison:
    """A record with its earlier ones: the periods that stand beside it (canonical text, "" for none) and its fields."""

    entry: Entry
    before: str
    year_ago: str
    sides: tuple[Side, ...]


def side_by_side(form: Form, entry: Entry) -> Comparison:
    """Compare a record with its earlier ones."""
    sides = tuple(_side(form, each, entry) for each in asked_fields(form))
    return Comparison(entry, _period(entry.before), _period(entry.year_ago), sides)


def _side(form: Form, each: Field, entry: Entry) -> Side:
    kept = entry.now, entry.before, entry.year_ago
    now, before, year_ago = (value_of(record, each) for record in kept)
    monthly = [_monthly(form, each, record) for record in kept]
    return Side(
        label=label(each),
        quantity=each.type in QUANTITIES,
        now=printed(each, now),
        before=printed(each, before),
        year_ago=printed(each, year_ago),
        growth=growth(monthly[0], monthly[2]),
        pace=growth(monthly[0], monthly[1]),
    )


def _monthly(form: Form, each: Field, record: Record | None) -> Decimal | None:
    """What came in a month on average, for amounts that cover a period; the value itself for other quantities."""
    value = value_of(record, each)
    if not isinstance(value, Decimal) or record is None or record.first is None or record.last is None:
        return None
    covers = each.type is FieldType.AMOUNT and form.timing in (Timing.CUMULATIVE, Timing.PERIOD)
    return value / Period(record.first, record.last).months if covers else value


def _period(record: Record | None) -> str:
    return str(Period(record.first, record.last)) if record and record.first and record.last else ""
