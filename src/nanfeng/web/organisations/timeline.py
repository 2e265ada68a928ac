"""Everything that happened with an organisation, the latest first: its records, and what the log says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.queries import of_organisation
from nanfeng.web.organisations.access import sight_of
from nanfeng.web.organisations.queries import organisation
from nanfeng.web.people.scope import present
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import records

_SIZE = 30
_ENTRY, _RECORD = 0, 1
"""Of a log entry and a record of the very same moment the record is the later."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened: a version of a record that came in, or an entry of the log; the other is None."""

    when: datetime
    record: Record | None = None
    entry: Entry | None = None

    @property
    def place(self) -> tuple[datetime, int, int]:
        """Where it stands among all that happened; no two stand in one place."""
        if self.record is not None:
            return self.when, _RECORD, self.record.pk
        return self.when, _ENTRY, self.entry.position if self.entry else 0


@dataclass(frozen=True)
class Stretch:
    """Some of what happened in a row, and the cursor (`before`) from which the older follows; empty at the end."""

    happened: Sequence[Happened]
    before: str


def timeline(identifier: str, before: str = "", size: int = _SIZE) -> Stretch:
    """The `size` latest that the present doer may see, older than a cursor (empty: of all).

    Nothing is skipped or told twice, whatever comes in meanwhile. Raise ValueError for a cursor that is none.
    """
    found = organisation(identifier)
    if found is None:
        return Stretch((), "")
    sight, cursor = sight_of(found), _read(before)
    filed = _older(_records(identifier), _RECORD, cursor)[: size + 1]
    told = [Happened(record.entered, record=record) for record in filed]
    if sight.log:
        noted = _older(_noted(identifier, looks=sight.looks), _ENTRY, cursor)[: size + 1]
        told += [Happened(entry.entered, entry=entry) for entry in noted]
    told.sort(key=lambda one: one.place, reverse=True)
    return Stretch(told[:size], _cursor(told[size - 1]) if len(told) > size else "")


def _records(identifier: str) -> QuerySet[Record]:
    return records().filter(organisation=identifier)


def _noted(identifier: str, *, looks: bool) -> QuerySet[Entry]:
    """Entries of the log, but those of records, which tell it themselves, and of forms that the scope does not see."""
    purposes = present().purposes
    own = identifier in present().organisations
    hidden = [form.name for form in city.pack().forms.values() if not own and form.purpose not in purposes]
    noted = of_organisation(identifier).exclude(action="write").exclude(noun__in=hidden)
    return noted if looks else noted.exclude(action="look")


def _older(found: QuerySet, kind: int, cursor: tuple[datetime, int, int] | None) -> QuerySet:
    if cursor is not None:
        when, cursor_kind, number = cursor
        same_moment = Q(pk__lt=number) if kind == cursor_kind else Q() if kind < cursor_kind else Q(pk__in=[])
        found = found.filter(Q(entered__lt=when) | (Q(entered=when) & same_moment))
    return found.order_by("-entered", "-pk")


def _cursor(last: Happened) -> str:
    when, kind, number = last.place
    return f"{when.isoformat()}|{kind}|{number}"


def _read(cursor: str) -> tuple[datetime, int, int] | None:
    if not cursor:
        return None
    try:
        when, kind, number = cursor.split("|")
        read = datetime.fromisoformat(when), int(kind), int(number)
    except ValueError as error:
        raise ValueError(
            f"{cursor!r} is no cursor of a timeline: take the one that came with the page before"
        ) from error
    if read[0].tzinfo is None:
        raise ValueError(f"{cursor!r} is no cursor of a timeline: its time has no zone")
    return read


def was_withdrawn(record: Record) -> bool:
    """Whether the version took the record back."""
    return record.status == WITHDRAWN
