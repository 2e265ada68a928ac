"""Records that come in for a return: it has been filed, and what was approved of it before is void."""

from collections.abc import Iterable

import pyarrow as pa
from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.kinds.digest import digest_of
from nanfeng.web import clock
from nanfeng.web.flows.services import set_digest
from nanfeng.web.records.models import Record
from nanfeng.web.returns.models import Return


@transaction.atomic
def filed(form: Form, rows: pa.Table) -> list[Return]:
    """Note for every return that the rows belong to that it was filed, and bind its approvals to what it says now."""
    if form.due is None:
        return []
    days = {(row["_organisation"], row["_first"], row["_last"]) for row in _envelopes(rows)}
    open_ones = Return.objects.filter(
        call__form=form.name,
        organisation__in={organisation for organisation, _, _ in days},
        call__last__in={last for _, _, last in days},
    ).select_related("call", "course")
    found = [each for each in open_ones if (each.organisation, each.call.first, each.call.last) in days]
    digests = digests_of(found)
    for each in found:
        set_digest(each.course.pk, digests[each.pk])
    Return.objects.filter(pk__in=[each.pk for each in found]).update(filed_at=clock.now())
    return found


def digests_of(returns: Iterable[Return]) -> dict[int, str]:
    """The digest of what each return says: its current records, key by key; with one query for those of one call."""
    contents: dict[tuple[str, object, object, str], list[tuple[str, object]]] = {}
    listed = list(returns)
    names = {each.organisation for each in listed}
    forms = {each.call.form for each in listed}
    last = {each.call.last for each in listed}
    current = Record.objects.filter(form__in=forms, organisation__in=names, last__in=last, current=True)
    for record in current.order_by("key"):
        place = record.form, record.first, record.last, record.organisation
        contents.setdefault(place, []).append((record.key, record.content))
    return {
        each.pk: digest_of(contents.get((each.call.form, each.call.first, each.call.last, each.organisation), []))
        for each in listed
    }


def records_of(one: Return) -> list[Record]:
    """All versions of all records of a return, the latest version of each key first."""
    call = one.call
    mine = Record.objects.filter(form=call.form, organisation=one.organisation, first=call.first, last=call.last)
    return list(mine.order_by("key", "-version"))


def _envelopes(rows: pa.Table) -> list[dict[str, object]]:
    return rows.select(["_organisation", "_first", "_last"]).to_pylist()
