"""Looking for probable duplicates, and what a person says to them."""

from django.db import transaction

from nanfeng.kinds.text import Text
from nanfeng.ledger.duplicates import Entry, Suspicion, suspicions
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note, present_doer
from nanfeng.web.organisations.models import Organisation, Suspect
from nanfeng.web.organisations.registering import form_of
from nanfeng.web.people.refusals import RefusedError
from nanfeng.web.records.models import Record


@transaction.atomic
def search() -> int:
    """Look through the whole directory; note new pairs, drop those that nobody decided on and that are none any more.

    Bears repetition. Return how many pairs wait for a person.
    """
    entries = _entries()
    parks = {entry.identifier: entry.park for entry in entries}
    found = {(one.one, one.other): one for one in suspicions(entries)}
    for pair in _successions():
        found.pop(pair, None)
    known = {(one.organisation, one.other): one for one in Suspect.objects.all()}
    Suspect.objects.bulk_create(_new(found[pair], parks) for pair in sorted(found.keys() - known.keys()))
    changed = [one for pair, one in known.items() if _renew(one, found.get(pair), parks)]
    Suspect.objects.bulk_update(changed, ["state", "signs", "park"], batch_size=1000)
    return Suspect.objects.filter(state=Suspect.State.OPEN).count()


@transaction.atomic
def keep_apart(suspect: Suspect, why: str) -> None:
    """Say that two entries are two organisations: they are not proposed again.

    Raise RefusedError where the pair is decided already.
    """
    waiting = Suspect.objects.select_for_update().get(pk=suspect.pk)
    if waiting.state != Suspect.State.OPEN:
        raise RefusedError(Text("这一对已有结论", "this pair has been decided already"))
    waiting.state, waiting.why = Suspect.State.DIFFERENT, why
    waiting.decided, waiting.decided_by = clock.now(), present_doer().who
    waiting.save(update_fields=["state", "why", "decided", "decided_by"])
    note(Note("keep apart", "organisation", waiting.other, waiting.organisation, why=why))


def _entries() -> list[Entry]:
    listed = Organisation.objects.order_by("pk").values_list("identifier", "name", "name_en", "park")
    return [Entry(who, tuple(filter(None, names)), park) for who, *names, park in listed.iterator(chunk_size=5000)]


def _successions() -> set[tuple[str, str]]:
    """The pairs of which one followed the other: two organisations, as the register itself says."""
    form = form_of("succession")
    told = Record.objects.filter(form=form.name if form else "", current=True).exclude(status=WITHDRAWN)
    pairs = told.values_list("content__predecessor", "content__successor")
    return {(min(pair), max(pair)) for pair in pairs if all(pair)}


def _new(found: Suspicion, parks: dict[str, str]) -> Suspect:
    return Suspect(
        organisation=found.one,
        other=found.other,
        park=_common_park(found, parks),
        signs=list(found.signs),
        found=clock.now(),
    )


def _renew(known: Suspect, found: Suspicion | None, parks: dict[str, str]) -> bool:
    """Bring a pair that nobody has decided on up to date; tell whether that changed it."""
    if known.state not in (Suspect.State.OPEN, Suspect.State.GONE):
        return False
    before = known.state, known.signs, known.park
    known.state = Suspect.State.OPEN if found else Suspect.State.GONE
    if found:
        known.signs, known.park = [sign.value for sign in found.signs], _common_park(found, parks)
    return before != (known.state, known.signs, known.park)


def _common_park(found: Suspicion, parks: dict[str, str]) -> str:
    return parks[found.one] if parks[found.one] == parks[found.other] else ""
