"""The records of a return, each beside those of the period before and of a year ago."""

from collections.abc import Mapping
from dataclasses import dataclass

from nanfeng.forms.field import Field
from nanfeng.forms.form import Form
from nanfeng.kinds.period import Period
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import records
from nanfeng.web.returns.models import Call, Return

Rest = tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One record of a return, and its earlier ones: `before` of the last period before, `year_ago` of the same period
    of last year; None where there is none. `rest` are the values of its key besides organisation and period.
    """

    rest: Rest
    now: Record | None = None
    before: Record | None = None
    year_ago: Record | None = None


def form_of(call: Call) -> Form:
    """The form of a call, as the city defines it today."""
    return city.pack().forms[call.form]


def asked_fields(form: Form) -> tuple[Field, ...]:
    """The fields that are filled in: all but whose return it is and for when, which the call says."""
    return tuple(each for each in form.fields if each.name not in (form.organisation, form.when))


def period_of(call: Call) -> Period:
    """The period of a call."""
    return Period(call.first, call.last)


def entries(one: Return) -> list[Entry]:
    """The records of a return with their earlier ones, with one query. Where nothing was filed yet, one for each
    record of the period before, else a single empty one.
    """
    call = one.call
    earlier = records().filter(form=call.form, organisation=one.organisation, current=True, last__lte=call.last)
    found: dict[Rest, dict[str, Record]] = {}
    form, period = form_of(call), period_of(call)
    for record in earlier.exclude(status=WITHDRAWN).order_by("last", "key"):
        if place := _place(record, period):
            kept = found.setdefault(_rest(form, record.content), {})
            kept.update(dict.fromkeys(place, record))
    filed = {rest: kept for rest, kept in found.items() if "now" in kept}
    lately = {rest: kept for rest, kept in found.items() if "before" in kept and _is_latest(kept, found)}
    return [Entry(rest, **kept) for rest, kept in (filed or lately).items()] or [Entry(())]


def typed_row(one: Return, cells: Mapping[str, str]) -> dict[str, str]:
    """Cells that were filled in, with what the call says: a row as `intake.typed.take_rows` takes it."""
    form = form_of(one.call)
    said = {form.organisation or "": one.organisation, form.when: str(period_of(one.call))}
    return {name: text for name, text in said.items() if name} | dict(cells)


def _place(record: Record, period: Period) -> tuple[str, ...]:
    """Where a record stands beside the return; records of other lengths that end on the same day do not."""
    if record.first is None or record.last is None:
        return ()
    its = Period(record.first, record.last)
    if its == period:
        return ("now",)
    if its == period.year_ago():
        return ("before", "year_ago")
    return ("before",) if its.last < period.last else ()


def _is_latest(kept: Mapping[str, Record], found: Mapping[Rest, Mapping[str, Record]]) -> bool:
    latest = max(each["before"].last for each in found.values() if "before" in each and each["before"].last)
    return kept["before"].last == latest


def _rest(form: Form, content: Mapping[str, object]) -> Rest:
    fixed = (form.organisation, form.when)
    return tuple(str(content.get(name) or "") for name in form.key if name not in fixed)
