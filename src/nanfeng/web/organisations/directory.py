"""The directory follows the register's records: made from them, in the transaction in which they are written.

It is never edited. Made anew at any time it is the same, but for memberships that began or ended meanwhile.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db import connection, transaction
from django.db.models import QuerySet

from nanfeng.kinds.tokens import index_tokens
from nanfeng.ledger.name_core import name_core
from nanfeng.ledger.names import Span, normalised
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.records.driver import copying
from nanfeng.web.records.models import Record

ROLES = frozenset({"organisation", "membership", "alias"})
"""The register roles of the forms whose records the directory is made from."""

_COLUMNS = (
    "identifier",
    "number",
    "name",
    "name_en",
    "kind",
    "park",
    "industry",
    "since",
    "plain",
    "core",
    "names",
    "tokens",
    "synthetic",
)
_LOCK = 0x6E616E66656E6702
"""The key of the advisory lock behind which the directory is written; it is taken after the locks of forms."""


@transaction.atomic
def follow(identifiers: Iterable[str]) -> None:
    """Make the entries of these organisations anew; those that the register does not hold any more go."""
    wanted = sorted(set(identifiers))
    _replace(Organisation.objects.filter(pk__in=wanted), _records().filter(organisation__in=wanted))


@transaction.atomic
def rebuild() -> int:
    """Make the whole directory anew, and tell how many organisations it holds."""
    _replace(Organisation.objects.all(), _records())
    return Organisation.objects.count()


def _replace(old: QuerySet[Organisation], records: QuerySet[Record]) -> None:
    query = f"COPY {Organisation._meta.db_table} ({', '.join(_COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        entries = list(_entries(records, clock.today()))
        old.delete()
        with copying(cursor, query) as copy:
            for entry in entries:
                copy.write_row(entry)


def _records() -> QuerySet[Record]:
    """The records that the directory is made from: all versions, save those that were withdrawn."""
    kept = Record.objects.filter(form__in=_roles()).exclude(organisation="").order_by("organisation", "pk")
    said = ("first", "last", "park", "place", "industry", "current", "status", "content", "synthetic")
    return kept.only("form", "organisation", *said)


def _roles() -> dict[str, str]:
    """The register role of each form that the directory is made from, by the form's name."""
    forms = city.pack().forms.values()
    return {form.name: form.register_role for form in forms if form.register_role in ROLES and form.purpose == "public"}


def _entries(records: QuerySet[Record], on: date) -> Iterator[tuple[object, ...]]:
    """The entries as of a day, in the order of `_COLUMNS`."""
    roles = _roles()
    for identifier, group in groupby(records.iterator(chunk_size=5000), attrgetter("organisation")):
        parts: dict[str, list[Record]] = {role: [] for role in ROLES}
        for record in group:
            if record.status != WITHDRAWN:
                parts[roles[record.form]].append(record)
        entry = _entry(identifier, parts, on)
        if entry:
            yield entry


def _entry(identifier: str, parts: dict[str, list[Record]], on: date) -> tuple[object, ...] | None:
    """One entry; None where no version of its registration stands."""
    registered = next((record for record in parts["organisation"] if record.current), None)
    if registered is None:
        return None
    said = registered.content
    name, names = said["name"].strip(), _names(parts)
    member = _membership(parts["membership"], on)
    return (
        identifier,
        identifier.partition(":")[2],
        name,
        (said.get("name_en") or "").strip(),
        said.get("kind") or "",
        (member and (member.park or member.place)) or "",
        (member and member.industry) or "",
        member and member.first,
        normalised(name),
        name_core(name),
        list(dict.fromkeys(map(normalised, names))),
        list(dict.fromkeys(token for one in names for token in index_tokens(one))),
        registered.synthetic,
    )


def _names(parts: dict[str, list[Record]]) -> list[str]:
    """All names that an organisation bears or bore, the present one first, then in order of entry."""
    registrations = sorted(parts["organisation"], key=lambda record: not record.current)
    said = [record.content.get(field) for record in registrations for field in ("name", "name_en")]
    said += [record.content.get("name") for record in parts["alias"] if record.current]
    return list(dict.fromkeys(name.strip() for name in said if name and name.strip()))


def _membership(memberships: Sequence[Record], on: date) -> Record | None:
    """Where it belongs on the day, as `Register.membership` says."""
    present = [one for one in memberships if one.current and Span(one.first, one.last).holds(on)]
    return max(present, key=lambda one: (one.first or date.min, one.place or "", one.industry or ""), default=None)
