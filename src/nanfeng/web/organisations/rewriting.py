"""Records filed anew with another organisation in them, and taken back: the hands of a merge."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

import pyarrow as pa
from django.db.models import Min

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.ledger.names import normalised
from nanfeng.ledger.register import Register
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.organisations.registering import file_alias, form_of
from nanfeng.web.records.models import Record
from nanfeng.web.records.queries import Which, table
from nanfeng.web.records.register import parks_of, register
from nanfeng.web.records.services import write
from nanfeng.web.records.shape import Besides

Content = dict[str, Any]


@dataclass(frozen=True)
class Move:
    """What becomes of one record: it stood under `key` and stands under `to`, with the survivor in those `fields` where
    the other was. `to` is empty for a record that is only withdrawn, `key` for one that was added. `organisation` is
    whose it was.
    """

    form: str
    key: str
    to: str
    organisation: str
    fields: tuple[str, ...]

    def only_withdrawn(self) -> "Move":
        """The same record, not filed anew."""
        return replace(self, to="")


def renamed_key(key: str, before: str, after: str) -> str:
    """The key of a record with one organisation in the place of another."""
    return "|".join(after if part == before else part for part in key.split("|"))


def take_over(moves: Sequence[Move], loser: str, survivor: str, why: str) -> None:
    """Withdraw the records under their keys, and file them under those that the moves say."""
    known = register()
    for form, here in _by_form(moves):
        rows = {row["_key"]: row for row in _rows(form, {move.organisation for move in here}) if row["_current"]}
        filed: list[Content] = []
        for move in here:
            row = rows[move.key]
            if move.to:
                filed.append(_naming(row, move.fields, survivor) | {"_key": move.to, **_whose(form, move, survivor)})
            if move.to != move.key:
                filed.append(row | {"_status": WITHDRAWN})
        _write(form, filed, known, f"{loser} → {survivor} {why}".strip())


def put_back(moves: Sequence[Move], loser: str, survivor: str, why: str) -> None:
    """File the records again under the keys that they had, and withdraw them under those that the merge gave them."""
    known = register()
    for form, here in _by_form(moves):
        rows = _rows(form, {loser, survivor, *(move.organisation for move in here)})
        last = {row["_key"]: row for row in rows}
        stood = {row["_key"]: row for row in rows if row["_status"] != WITHDRAWN}
        filed = [row for move in here for row in _put_back(move, last, stood, loser)]
        _write(form, filed, known, f"{survivor} → {loser} {why}".strip())


def aliased(loser: Organisation, survivor: Organisation) -> list[Move]:
    """Let the survivor be found under the names of the other, and tell which records were added for that."""
    form = form_of("alias")
    if form is None:
        return []
    names = [name for name in (loser.name, loser.name_en) if name and normalised(name) not in survivor.names]
    since = _known_since(loser.pk, survivor.pk)
    return [Move(form.name, "", file_alias(survivor.pk, name, since), survivor.pk, ()) for name in names]


def _put_back(move: Move, last: Mapping[str, Content], stood: Mapping[str, Content], loser: str) -> Iterator[Content]:
    """The new versions that undo one move; none for a record that was filed or withdrawn anew since."""
    now = last.get(move.to) if move.to else last.get(move.key)
    if now is None or (now["_status"] == WITHDRAWN) != (not move.to):
        return
    if not move.to:
        yield stood[move.key]
        return
    if move.key:
        yield _naming(now, move.fields, loser) | {"_key": move.key, "_organisation": move.organisation or None}
    if move.to != move.key:
        yield now | {"_status": WITHDRAWN}


def _by_form(moves: Sequence[Move]) -> Iterator[tuple[Form, list[Move]]]:
    for name, group in groupby(sorted(moves, key=attrgetter("form")), attrgetter("form")):
        yield city.pack().forms[name], list(group)


def _rows(form: Form, organisations: Iterable[str]) -> list[Content]:
    """All versions of these organisations' records of a form, in order of entry."""
    return [row for who in sorted(organisations) for row in table(form, Which(organisation=who)).to_pylist()]


def _naming(row: Content, fields: Sequence[str], organisation: str) -> Content:
    return row | dict.fromkeys(fields, organisation)


def _whose(form: Form, move: Move, survivor: str) -> Content:
    return {"_organisation": survivor} if form.organisation in move.fields else {}


def _write(form: Form, rows: Sequence[Content], known: Register, why: str) -> None:
    if not rows:
        return
    doer = present_doer()
    entry = {"_entered": clock.now(), "_by": doer.who, "_for": doer.acting_for or None}
    filed = pa.Table.from_pylist([row | entry for row in rows], schema=schema(form))
    keys = filed["_key"].to_pylist()
    write(form, filed, Besides(parks_of(form, filed, known), dict.fromkeys(keys, why), moved=True))


def _known_since(*organisations: str) -> date:
    """The first day that any of them is known to have existed."""
    form = form_of("organisation")
    days = Record.objects.filter(form=form.name if form else "", organisation__in=organisations, first__isnull=False)
    return days.aggregate(first=Min("first"))["first"] or clock.today()
