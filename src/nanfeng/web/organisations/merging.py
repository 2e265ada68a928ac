"""Merging two entries of one organisation: every record of the one is withdrawn and filed anew under the other.

Vintages are then right by themselves: each counts the organisation once, and a vintage of before stays as it was.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa
from django.db import transaction

from nanfeng.forms.field import FieldType
from nanfeng.forms.form import Form
from nanfeng.intake.context import Barred
from nanfeng.intake.fault import Fault
from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note, present_doer
from nanfeng.web.organisations.models import Merge, Organisation, Suspect
from nanfeng.web.organisations.queries import merged_ones
from nanfeng.web.organisations.rewriting import Move, aliased, put_back, renamed_key, take_over
from nanfeng.web.organisations.signals import merged, parted
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.people.scope import SYSTEM, present, seeing
from nanfeng.web.records.models import Record
from nanfeng.web.records.services import hold

_OWN_STAYS = frozenset({"organisation", "membership"})
"""Register roles in which the facts of the surviving entry stand: those of the other are only withdrawn."""


class StaleError(RefusedError):
    """What was shown is not what there is now."""


@dataclass(frozen=True)
class Plan:
    """What a merge would do: the records that would move or only be withdrawn, and the digest of all that."""

    loser: Organisation
    survivor: Organisation
    moves: tuple[Move, ...]
    records: tuple[Record, ...]

    @property
    def digest(self) -> str:
        """Changes with everything that the merge would do."""
        said = [
            (move.form, move.key, move.to, record.version)
            for move, record in zip(self.moves, self.records, strict=True)
        ]
        return digest_of([self.loser.pk, self.survivor.pk, said])


def may_merge(loser: Organisation, survivor: Organisation) -> bool:
    """Whether the present doer decides on these two: the statistician on all, an officer on those of his park."""
    role = present_doer().role
    parks = set(present().parks)
    return role == Role.STATISTICIAN or (role == Role.PARK_OFFICER and {loser.park, survivor.park} <= parks)


def plan(loser: Organisation, survivor: Organisation) -> Plan:
    """What merging would do, over all records, whoever asks."""
    with seeing(SYSTEM):
        mentioning = _mentioning(loser.pk)
        own = _standing_keys(survivor.pk)
        moves = tuple(_move(record, loser.pk, survivor.pk, own) for record in mentioning)
    return Plan(loser, survivor, moves, tuple(mentioning))


@transaction.atomic
def merge(agreed: Plan, digest: str, why: str) -> Merge:
    """Do what a plan says, if that is still what there is to do.

    Raise StaleError where it is not, and RefusedError where one of the two is merged away already.
    """
    loser, survivor = agreed.loser, agreed.survivor
    hold(city.pack().forms)
    if {loser.pk, survivor.pk} & set(merged_ones()):
        raise RefusedError(Text("其中一条登记已被合并", "one of the two entries has been merged already"))
    now = plan(loser, survivor)
    if now.digest != digest:
        raise StaleError(
            Text("数据已有变化，请重新核对后再合并", "the records have changed: look at them again, then merge")
        )
    with seeing(SYSTEM):
        take_over(now.moves, loser.pk, survivor.pk, why)
        added = aliased(loser, survivor)
        done = _entered(now, [*now.moves, *added], why)
    _settle(loser.pk, survivor.pk, Suspect.State.MERGED)
    merged.send(Merge, merge=done)
    return done


@transaction.atomic
def undo(done: Merge, why: str) -> None:
    """Give back to the merged entry every record that the merge took; what was corrected since goes back as corrected.

    Raise RefusedError where the merge was undone already, or the surviving entry has itself been merged since.
    """
    hold(city.pack().forms)
    with seeing(SYSTEM):
        standing = Merge.objects.select_for_update().get(pk=done.pk)
        _check_undo(standing)
        moves = [Move(**{**said, "fields": tuple(said["fields"])}) for said in standing.moves]
        put_back(moves, standing.loser, standing.organisation, why)
        standing.undone, standing.undone_by = clock.now(), present_doer().who
        standing.save(update_fields=["undone", "undone_by"])
    _settle(standing.loser, standing.organisation, Suspect.State.OPEN)
    note(Note("undo", "merge", str(standing.pk), standing.organisation, {"loser": [standing.loser, None]}, why))
    parted.send(Merge, merge=standing)


def _check_undo(standing: Merge) -> None:
    if standing.undone:
        raise RefusedError(Text("该合并已撤销", "the merge has been undone already"))
    if standing.organisation in merged_ones():
        raise RefusedError(
            Text(
                "保留的登记后来也被合并，请先撤销那一次", "the surviving entry was merged since: undo that merge first"
            )
        )


def merged_away() -> Barred | None:
    """What bars records of entries that were merged away: they are filed under the surviving one."""
    gone = merged_ones()
    return (lambda rows: _faults(rows, gone)) if gone else None


def _faults(rows: pa.Table, gone: dict[str, str]) -> dict[int, Fault]:
    whose = enumerate(rows["_organisation"].to_pylist())
    return {row: _moved_fault(who, gone[who]) for row, who in whose if who in gone}


def _moved_fault(loser: str, survivor: str) -> Fault:
    return Fault(
        "merged_away",
        Text(f"{loser} 是重复登记，已并入 {survivor}", f"{loser} was a duplicate and is merged into {survivor}"),
        Text(f"请改填 {survivor}", f"Write {survivor} instead"),
    )


def _mentioning(organisation: str) -> list[Record]:
    """The standing records that are of the organisation or name it, form by form."""
    found: list[Record] = []
    for form in city.pack().forms.values():
        standing = Record.objects.filter(form=form.name, current=True).exclude(status=WITHDRAWN)
        own = list(standing.filter(organisation=organisation).order_by("pk"))
        others = [name for name in _organisation_fields(form) if name != form.organisation]
        known = {record.pk for record in own}
        for name in others:
            named = standing.filter(**{f"content__{name}": organisation}).order_by("pk")
            own += [record for record in named if record.pk not in known]
            known = {record.pk for record in own}
        found += own
    return found


def _organisation_fields(form: Form) -> list[str]:
    return [field.name for field in form.fields if field.type is FieldType.ORGANISATION]


def _standing_keys(organisation: str) -> set[tuple[str, str]]:
    """The forms and keys under which an organisation has a standing record; the form alone has an empty key."""
    standing = Record.objects.filter(organisation=organisation, current=True).exclude(status=WITHDRAWN)
    found = set(standing.values_list("form", "key"))
    return found | {(form, "") for form, _ in found}


def _move(record: Record, loser: str, survivor: str, own: set[tuple[str, str]]) -> Move:
    """Under which key a record would stand; under none where the survivor's own stands, or it would name one twice."""
    form = city.pack().forms[record.form]
    names = _organisation_fields(form)
    fields = tuple(name for name in names if record.content.get(name) == loser)
    move = Move(record.form, record.key, renamed_key(record.key, loser, survivor), record.organisation, fields)
    would_say = [survivor if name in fields else record.content.get(name) for name in names]
    twice = len(set(filter(None, would_say))) < len([name for name in would_say if name])
    stays = form.register_role in _OWN_STAYS and (record.form, "") in own
    taken = move.to != move.key and (record.form, move.to) in own
    return move.only_withdrawn() if twice or stays or taken else move


def _entered(done: Plan, moves: Sequence[Move], why: str) -> Merge:
    loser, survivor = done.loser, done.survivor
    made = Merge.objects.create(
        loser=loser.pk,
        loser_name=loser.name,
        organisation=survivor.pk,
        name=survivor.name,
        park=survivor.park,
        moves=[asdict(move) for move in moves],
        merged=clock.now(),
        merged_by=present_doer().who,
        why=why,
    )
    note(
        Note(
            "merge",
            "organisation",
            loser.pk,
            survivor.pk,
            {"records": [None, len(moves)], "loser": [None, loser.pk]},
            why,
        )
    )
    return made


def _settle(loser: str, survivor: str, state: Suspect.State) -> None:
    one, other = sorted((loser, survivor))
    pair = Suspect.objects.filter(organisation=one, other=other)
    decided = None if state == Suspect.State.OPEN else clock.now()
    pair.update(state=state, decided=decided, decided_by=present_doer().who if decided else "")
