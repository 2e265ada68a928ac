"""What a template of a call holds beforehand: organisations, the period, and last year's values."""

from collections.abc import Sequence

from nanfeng.forms.form import Form
from nanfeng.intake.template import Row
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import records
from nanfeng.web.records.values import value_of
from nanfeng.web.returns.entries import form_of, period_of
from nanfeng.web.returns.models import Call, Return


def known_rows(call: Call, owed: Sequence[Return]) -> tuple[Row, ...]:
    """A row for each return: what it says already, else whose and when with the values of a year ago; one query."""
    form, period = form_of(call), period_of(call)
    ago = period.year_ago()
    whose = [one.organisation for one in owed]
    kept = records().filter(form=form.name, organisation__in=whose, current=True, last__in=[period.last, ago.last])
    now: dict[str, list[Record]] = {}
    before: dict[str, Record] = {}
    for record in kept.exclude(status=WITHDRAWN).order_by("key"):
        if (record.first, record.last) == (period.first, period.last):
            now.setdefault(record.organisation, []).append(record)
        elif (record.first, record.last) == (ago.first, ago.last):
            before[record.organisation] = record
    return tuple(
        row for one in owed for row in _rows(form, one, now.get(one.organisation, []), before.get(one.organisation))
    )


def _rows(form: Form, one: Return, now: list[Record], year_ago: Record | None) -> list[Row]:
    if now:
        return [{each.name: value_of(record, each) for each in form.fields} for record in now]
    said: dict[str, object] = {form.when: str(period_of(one.call))}
    if form.organisation:
        said[form.organisation] = one.organisation
    for each in form.fields:
        if each.year_ago_of:
            said[each.name] = value_of(year_ago, form.field(each.year_ago_of))
    return [said]
