"""Records that come in for a return: it has been filed, and what was approved of it before is void."""

from collections.abc import Iterable, Mapping

import pyarrow as pa
from django.db import transaction

from nanfeng.forms.form import Form
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.flows.services import set_digests
from nanfeng.web.records.models import Record
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.stages import CLOSED

NOTHING = digest_of([])
"""The digest of a return of which no record has come in."""


class ClosedError(Exception):
    """Records came in for a return that is closed; `args[0]` says so as Text."""


@transaction.atomic
def filed(form: Form, rows: pa.Table) -> list[Return]:
    """Note for every return that the rows belong to that it was filed, and bind its approvals to what it says now.

    Raise ClosedError where somebody in a role files for a return that was closed meanwhile.
    """
    if form.due is None:
        return []
    days = {(row["_organisation"], row["_first"], row["_last"]) for row in _envelopes(rows)}
    open_ones = Return.objects.filter(
        call__form=form.name,
        organisation__in={organisation for organisation, _, _ in days},
        call__last__in={last for _, _, last in days},
    ).select_related("call", "course")
    found = [each for each in open_ones if (each.organisation, each.call.first, each.call.last) in days]
    _refuse_closed(found)
    digests = digests_of(found)
    note_filed({each.pk: digests[each.pk] for each in found})
    return found


def note_filed(digests: Mapping[int, str]) -> None:
    """Bind the approvals of returns, by their keys, to what they say now, and note when that came in."""
    courses = Return.objects.filter(pk__in=digests).values_list("pk", "course")
    set_digests({course: digests[pk] for pk, course in courses})
    Return.objects.filter(pk__in=digests).update(filed_at=clock.now())


def digests_of(returns: Iterable[Return]) -> dict[int, str]:
    """The digest of what each return says: its current records, key by key, but for those withdrawn; with one query
    for those of one call.
    """
    contents: dict[tuple[str, object, object, str], list[tuple[str, object]]] = {}
    listed = list(returns)
    names = {each.organisation for each in listed}
    forms = {each.call.form for each in listed}
    last = {each.call.last for each in listed}
    current = Record.objects.filter(form__in=forms, organisation__in=names, last__in=last, current=True)
    for record in current.exclude(status=WITHDRAWN).order_by("key"):
        place = record.form, record.first, record.last, record.organisation
        contents.setdefault(place, []).append((record.key, record.content))
    return {
        each.pk: digest_of(contents.get((each.call.form, each.call.first, each.call.last, each.organisation), []))
        for each in listed
    }


def _refuse_closed(found: Iterable[Return]) -> None:
    """Who acts in a role asks for a closed return to be reopened; an office that keeps the records corrects them."""
    closed = [each for each in found if each.course.stage == CLOSED]
    if closed and present_doer().role:
        raise ClosedError(
            Text(
                f"{closed[0].name}的这张表刚刚关账，需先重开更正",
                f"the return of {closed[0].name} has just been closed; have it reopened for correction first",
            )
        )


def records_of(one: Return) -> list[Record]:
    """All versions of all records of a return, the latest version of each key first."""
    call = one.call
    mine = Record.objects.filter(form=call.form, organisation=one.organisation, first=call.first, last=call.last)
    return list(mine.order_by("key", "-version"))


def _envelopes(rows: pa.Table) -> list[dict[str, object]]:
    return rows.select(["_organisation", "_first", "_last"]).to_pylist()
