"""Somebody with the database in his hands who also knows how the chain is made: what he forges is still found."""

from collections.abc import Mapping

import pytest
from django.db import connection

from nanfeng.web.audit.chain import digest_of_entry
from nanfeng.web.audit.models import Entry, Head
from nanfeng.web.audit.services import Doer, Note, note
from nanfeng.web.audit.verify import faults, head
from nanfeng.web.people.scope import SYSTEM, acting


@pytest.fixture
def kept(as_system) -> Mapping[int, str]:
    """A log of six entries; its fourth and its last head are kept elsewhere, as those of two days."""
    heads = {}
    for number in range(1, 7):
        with acting(SYSTEM, Doer("li@example.org", "statistician", "zone", "127.0.0.1")):
            note(Note("write", "monthly_return", f"record {number}", changes={"output": [None, str(number)]}))
        heads |= [head()] if number in (4, 6) else []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER stays")
    return heads


def rechained(first: int, last: int = 6) -> None:
    """Compute the digests of entries anew, as he does who wants no trace to be left."""
    previous = Entry.objects.get(position=first - 1).digest
    for entry in Entry.objects.filter(position__range=(first, last)).order_by("position"):
        entry.previous = previous
        entry.digest = previous = digest_of_entry(vars(entry))
        Entry.objects.filter(pk=entry.pk).update(previous=entry.previous, digest=entry.digest)


def found(kept: Mapping[int, str] | None = None) -> list[str]:
    return [fault.en for fault in faults(kept)]


def test_an_edited_entry_with_its_own_digest_made_anew_breaks_the_next(kept):
    Entry.objects.filter(position=3).update(why="another reason")
    rechained(3, 3)
    assert found() == ["entry 4 does not follow the one before"]


def test_entries_made_anew_to_the_end_miss_the_noted_head(kept):
    Entry.objects.filter(position=5).update(who="wang@example.org")
    rechained(5)
    assert found() == ["the last entry is not entry 6 as it was noted"]


def test_where_the_noted_head_is_forged_too_the_one_kept_elsewhere_tells(kept):
    Entry.objects.filter(position=3).update(who="wang@example.org")
    rechained(3)
    Head.objects.update(digest=Entry.objects.get(position=6).digest)
    assert found() == []
    assert found(kept) == [f"entry {number} is not the one that was kept elsewhere" for number in (4, 6)]


def test_the_newest_entries_cut_off_with_the_noted_head_put_back_are_missed_elsewhere(kept):
    Entry.objects.filter(position__gt=4).delete()
    Head.objects.update(position=4, digest=Entry.objects.get(position=4).digest)
    assert found() == []
    assert found(kept) == ["entry 6, kept elsewhere, is gone"]


def test_a_deleted_entry_with_the_others_moved_up_is_missed_elsewhere(kept):
    Entry.objects.filter(position=2).delete()
    for number in range(3, 7):
        Entry.objects.filter(position=number).update(position=number - 1)
    rechained(2, 5)
    Head.objects.update(position=5, digest=Entry.objects.get(position=5).digest)
    assert found() == []
    assert found(kept) == ["entry 4 is not the one that was kept elsewhere", "entry 6, kept elsewhere, is gone"]


def test_two_entries_that_changed_places_with_all_digests_made_anew_are_told_elsewhere(kept):
    for number, place in ((3, 99), (4, 3), (99, 4)):
        Entry.objects.filter(position=number).update(position=place)
    rechained(3)
    Head.objects.update(digest=Entry.objects.get(position=6).digest)
    assert found() == []
    assert found(kept)[0] == "entry 4 is not the one that was kept elsewhere"
