"""The register of organisations: who is meant by what was written, where they belonged on a day, whom they became.

It is built from the records of the forms that declare a register role:

- `organisation`: `name`, and `name_en` where the form asks it; names of earlier versions are old names;
- `membership`: the form's place and industry fields;
- `alias`: `name`;
- `succession`: `predecessor`, `successor` and `kind` (`merger`, `split`).

Whose and from when to when is said by the envelope. The last day of a span still belongs to it.
It never merges two organisations by itself: several that fit one name are all handed back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

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


Of = TypeVar("Of", NameBorne, Membership)
Its = TypeVar("Its")


class Register:
    """Organisations by identifier and name, their memberships and mergers. All look-ups are by dictionary."""

    def __init__(
        self, names: Sequence[NameBorne], memberships: Iterable[Membership], mergers: Iterable[Merger]
    ) -> None:
        self._borne = _by_organisation(names)
        self._names = NameIndex(names)
        self._memberships = _by_organisation(sorted(memberships, key=_beginning, reverse=True))
        self._succession = Succession(mergers)

    @classmethod
    def of(cls, tables: Mapping[str, pa.Table], forms: Mapping[str, Form]) -> "Register":
        """Build it from the tables (by form name) of all forms that have a register role; others are passed over."""
        members = [_membership(form, row) for form, row in _current_rows(tables, forms, "membership")]
        mergers = [merger_of(row) for _, row in _current_rows(tables, forms, "succession")]
        return cls(tuple(_names(tables, forms)), members, [merger for merger in mergers if merger])

    def revised(self, organisations: Iterable[str], said: "Register") -> "Register":
        """The register in which these organisations are as another says, with the other's mergers; this one stays as it
        is. It costs what copying two dictionaries costs, however many organisations there are.
        """
        wanted = set(organisations)
        gone = [borne for one in wanted for borne in self._borne.get(one, ())]
        come = [borne for one in wanted for borne in said._borne.get(one, ())]
        revised = Register((), (), ())
        revised._borne = _replaced(self._borne, wanted, said._borne)
        revised._names = self._names.revised(gone, come)
        revised._memberships = _replaced(self._memberships, wanted, said._memberships)
        revised._succession = said._succession
        return revised

    def knows(self, identifier: str) -> bool:
        """Whether an organisation of that canonical identifier is entered."""
        return identifier in self._borne

    def name(self, identifier: str) -> str | None:
        """The name that an organisation bears now, as the register enters it; None for one that is not entered."""
        borne = self._borne.get(identifier, ())
        return next((one.name for one in borne if one.span == Span()), borne[0].name if borne else None)

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


def _by_organisation(items: Iterable[Of]) -> dict[str, tuple[Of, ...]]:
    """The names or memberships of each organisation, in their order."""
    lists: dict[str, list[Of]] = {}
    for item in items:
        lists.setdefault(item.organisation, []).append(item)
    return {organisation: tuple(its) for organisation, its in lists.items()}


def _replaced(known: Mapping[str, Its], organisations: Iterable[str], said: Mapping[str, Its]) -> dict[str, Its]:
    """What is known, with what is said of these organisations in its place; nothing of those of whom nothing is."""
    replaced = dict(known)
    for organisation in organisations:
        replaced.pop(organisation, None)
        if organisation in said:
            replaced[organisation] = said[organisation]
    return replaced


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
