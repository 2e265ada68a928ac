"""An entry of the log that was edited, deleted, reordered or cut off is found and named."""

import pytest
from django.db import DatabaseError, connection, transaction

from nanfeng.web.audit.models import Entry
from nanfeng.web.audit.services import Doer, Note, note
from nanfeng.web.audit.verify import faults, head
from nanfeng.web.people.scope import SYSTEM, acting

pytestmark = pytest.mark.usefixtures("as_system")


@pytest.fixture
def log(as_system):
    with acting(SYSTEM, Doer("li@example.org", "statistician", "zone", "127.0.0.1")):
        for number in range(1, 7):
            note(Note("write", "monthly_return", f"record {number}", changes={"output": [None, str(number)]}))


@pytest.fixture
def tampering(log):
    """Somebody with the database in his hands: the trigger is off."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER stays")
        yield cursor
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER stays")


def found() -> str:
    return " | ".join(fault.en for fault in faults())


def test_a_whole_log_has_no_fault(log):
    assert found() == ""
    assert Entry.objects.get(position=3).who == "li@example.org"


def test_v16_4_2_the_database_refuses_to_change_the_log(log):
    """ASVS 5 V16.4.2."""
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.filter(position=2).update(why="another reason")


def test_an_edited_entry_is_named(tampering):
    tampering.execute("UPDATE audit_entry SET changes = '{}' WHERE position = 3")
    assert found() == "entry 3 was changed"


def test_an_edited_entry_with_a_matching_digest_breaks_the_chain(tampering):
    tampering.execute("UPDATE audit_entry SET previous = repeat('a', 64) WHERE position = 3")
    assert "entry 3 was changed" in found()


def test_a_deleted_entry_is_named(tampering):
    tampering.execute("DELETE FROM audit_entry WHERE position IN (3, 4)")
    assert "entries 3 to 4 are gone" in found()


def test_reordered_entries_are_named(tampering):
    tampering.execute("UPDATE audit_entry SET position = 99 WHERE position = 3")
    tampering.execute("UPDATE audit_entry SET position = 3 WHERE position = 4")
    tampering.execute("UPDATE audit_entry SET position = 4 WHERE position = 99")
    assert "entry 3 was changed" in found()
    assert "entry 4 was changed" in found()


def test_a_cut_tail_is_named(tampering):
    tampering.execute("DELETE FROM audit_entry WHERE position > 4")
    assert found() == "the end was cut off: entries 5 to 6"


def test_a_log_rewritten_whole_is_told_by_the_head_kept_elsewhere(tampering):
    kept = dict([head()])
    tampering.execute("DELETE FROM audit_entry")
    tampering.execute("DELETE FROM audit_head")
    assert [fault.en for fault in faults(kept)] == ["entry 6, kept elsewhere, is gone"]
