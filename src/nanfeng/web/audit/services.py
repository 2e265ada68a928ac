"""Writing the log.

What is noted inside a transaction of `gathering` is written at its end, in one go: the lock that keeps the chain
straight is held only for that moment, and can never wait for another lock.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from nanfeng.web.audit.chain import digest_of_entry
from nanfeng.web.audit.models import Entry, Head

_LOCK = 0x6E616E66656E6701
"""The key of the advisory lock that puts entries in line."""


@dataclass(frozen=True)
class Doer:
    """Who does something: the account, what it acts as and for whom, and from which address."""

    who: str = ""
    role: str = ""
    acting_for: str = ""
    address: str = ""


@dataclass(frozen=True)
class Note:
    """One thing that was done. `happened` is None where it happened at the time of entry."""

    action: str
    noun: str
    what: str = ""
    organisation: str = ""
    changes: Mapping[str, object] = field(default_factory=dict)
    why: str = ""
    happened: datetime | None = None
    doer: Doer | None = None


NOBODY = Doer()
"""Nobody: a job of the platform itself."""

_doer: ContextVar[Doer] = ContextVar("doer", default=NOBODY)
_waiting: ContextVar[list[Note] | None] = ContextVar("waiting", default=None)


def present_doer() -> Doer:
    """Who is behind the running request or job."""
    return _doer.get()


def note(noted: Note) -> None:
    """Put into the log what was done; by whom is what `gathering` was told, unless the note says."""
    noted = replace(noted, doer=noted.doer or _doer.get())
    waiting = _waiting.get()
    if waiting is None:
        _write([noted])
    else:
        waiting.append(noted)


def looked(noun: str, what: str, organisation: str) -> None:
    """Put into the log that somebody looked at the data of a single organisation that is not his own."""
    if _doer.get().acting_for != organisation:
        note(Note("look", noun, what, organisation))


@contextmanager
def gathering(doer: Doer) -> Iterator[None]:
    """Gather the notes of a transaction that is open, and write them at the end; an exception drops them with it."""
    notes: list[Note] = []
    tokens = _doer.set(doer), _waiting.set(notes)
    try:
        yield
        if notes and not connection.needs_rollback:
            _write(notes)
    finally:
        _doer.reset(tokens[0])
        _waiting.reset(tokens[1])


@transaction.atomic
def _write(notes: list[Note]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    head, _ = Head.objects.get_or_create(pk=1)
    entries = []
    for position, noted in enumerate(notes, head.position + 1):
        entries.append(_entry(noted, position, entries[-1].digest if entries else head.digest))
    Entry.objects.bulk_create(entries)
    Head.objects.filter(pk=1).update(position=entries[-1].position, digest=entries[-1].digest)


def _entry(noted: Note, position: int, previous: str) -> Entry:
    now = timezone.now()
    doer = noted.doer or NOBODY
    columns: dict[str, object] = {
        "position": position,
        "happened": noted.happened or now,
        "entered": now,
        "who": doer.who,
        "role": doer.role,
        "acting_for": doer.acting_for,
        "action": noted.action,
        "noun": noted.noun,
        "what": noted.what,
        "organisation": noted.organisation,
        "changes": dict(noted.changes),
        "why": noted.why,
        "address": doer.address,
        "previous": previous,
    }
    return Entry(**columns, digest=digest_of_entry(columns))
