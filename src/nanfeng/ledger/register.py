"""The register of organisations: who is meant by what was written, where they belonged on a day, whom they became.

It is built from the records of the forms that declare a register role:

- `organisation`: `name`, and `name_en` where the form asks it; names of earlier versions are old names;
- `membership`: the form's place and industry fields;
- `alias`: `name`;
- `succession`: `predecessor`, `successor` and `kind` (`merger`, `split`).

Whose and from when to when is said by the envelope. The last day of a span still belongs to it.
It never merges two organisations by itself: several that fit one name are all handed back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.kinds.identifier import parse_identifier
from nanfeng.ledger.names import FORMERLY, NameBorne, NameIndex, Span
from nanfeng.ledger.succession import Merger, Succession, merger_of
from nanfeng.ledger.versions import WITHDRAWN

_NAME_FIELDS = ("name", "name_en")
_ENVELOPE = ("_organisation", "_first", "_last", "_current", "_status")
_Row = tuple[Form, Mapping[str, Any]]


@dataclass(frozen=True)
class Candidates:
    """Several organisations (canonical identifiers, sorted) that a name may mean; a person has to choose."""

    identifiers: tuple[str, ...]


@dataclass(frozen=True)
class Membership:
    """That an organisation belonged to a park (place code) and an industry over a span; either may be None."""

    organisation: str
    park: str | None
    industry: str | None
    span: Span


class Register:
    """Organisations by identifier and name, their memberships and mergers. All look-ups are by dictionary."""

    def __init__(
        self, names: Iterable[NameBorne], memberships: Iterable[Membership], mergers: Iterable[Merger]
    ) -> None:
        names = tuple(names)
        self._called = _called(names)
        self._names = NameIndex(names)
        self._memberships: dict[str, list[Membership]] = {}
        for membership in sorted(memberships, key=_beginning, reverse=True):
            self._memberships.setdefault(membership.organisation, []).append(membership)
        self._succession = Succession(mergers)

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table], forms: Mapping[str, Form]) -> "Register":
        """Build it from the tables (by form name) of all forms that have a register role; others are passed over."""
        members = [_membership(form, row) for form, row in _current_rows(tables, forms, "membership")]
        mergers = [merger_of(row) for _, row in _current_rows(tables, forms, "succession")]
        return cls(_names(tables, forms), members, [merger for merger in mergers if merger])

    def knows(self, identifier: str) -> bool:
        """Whether an organisation of that canonical identifier is entered."""
        return identifier in self._called

    def name(self, identifier: str) -> str | None:
        """The name that an organisation bears now, as the register enters it; None for one that is not entered."""
        return self._called.get(identifier)

    def resolve(self, text: str, on: date) -> str | Candidates | None:
        """Who is meant by an identifier or a name written on (or about) that day.

        An identifier is itself, entered or not (ask `knows`). A name is looked up as written, then in one width,
        without blanks, with brackets alike; names borne on that day go before names borne on another. Candidates
        where several organisations fit, None where none does.
        """
        if identifier := parse_identifier(text):
            return str(identifier)
        bearers = self._names.bearers(text, on)
        if len(bearers) > 1:
            return Candidates(bearers)
        return bearers[0] if bearers else None

    def membership(self, organisation: str, on: date) -> Membership | None:
        """Where it belonged on the day: of those memberships that hold, the one begun last; None where none holds."""
        for membership in self._memberships.get(organisation, ()):
            if membership.span.holds(on):
                return membership
        return None

    def successor(self, organisation: str, on: date) -> str:
        """Whom it has become through mergers by the end of the day; itself where nothing happened to it."""
        return self._succession.successor(organisation, on)


def _called(names: Iterable[NameBorne]) -> dict[str, str]:
    """The first name without an end of each organisation, else the first that it ever bore."""
    called: dict[str, str] = {}
    for borne in sorted(names, key=lambda borne: borne.span != Span()):
        called.setdefault(borne.organisation, borne.name)
    return called


def _beginning(membership: Membership) -> tuple[date, str, str]:
    """By first day; of those that begin together the order does not depend on the order of arrival."""
    return membership.span.since or date.min, membership.park or "", membership.industry or ""


def _names(tables: Mapping[str, pa.Table], forms: Mapping[str, Form]) -> Iterator[NameBorne]:
    for _, row in _rows(tables, forms, "organisation"):
        span = Span() if row["_current"] else FORMERLY
        for name in filter(None, (row.get(field) for field in _NAME_FIELDS)):
            yield NameBorne(name.strip(), row["_organisation"], span)
    for _, row in _current_rows(tables, forms, "alias"):
        if row["name"]:
            yield NameBorne(row["name"].strip(), row["_organisation"], Span(row["_first"], row["_last"]))


def _membership(form: Form, row: Mapping[str, Any]) -> Membership:
    park = row[form.place] if form.place else None
    industry = row[form.industry] if form.industry else None
    return Membership(row["_organisation"], park, industry, Span(row["_first"], row["_last"]))


def _rows(tables: Mapping[str, pa.Table], forms: Mapping[str, Form], role: str) -> Iterator[_Row]:
    """All versions of the records of the forms with that role, save those withdrawn."""
    for name, form in forms.items():
        if form.register_role == role and name in tables:
            wanted = [*(field.name for field in form.fields), *_ENVELOPE]
            rows = tables[name].select(wanted).to_pylist()
            yield from ((form, row) for row in rows if row["_status"] != WITHDRAWN)


def _current_rows(tables: Mapping[str, pa.Table], forms: Mapping[str, Form], role: str) -> Iterator[_Row]:
    return ((form, row) for form, row in _rows(tables, forms, role) if row["_current"])
