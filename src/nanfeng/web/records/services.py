"""Writing records: the one door into their table."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.records.driver import copying
from nanfeng.web.records.models import Record
from nanfeng.web.records.shape import INCOMING, Besides, incoming_rows
from nanfeng.web.records.signals import written

_CONTENT = ("organisation", "first", "last", "place", "industry", "purpose", "status", "content")
"""Where a filing differs from the version before it; park, file and time of entry make no new version."""

_MANY = 500
"""Rows of one sending from which the database looks at them before it plans."""


@dataclass(frozen=True)
class Written:
    """How many records were added as new versions, and how many said what their last version says already."""

    added: int
    repeated: int


def hold(forms: Iterable[str]) -> None:
    """Keep others from writing records of these forms until the transaction ends. Who writes several forms in one
    transaction holds them all first: all wait in one order then, and never for one another.
    """
    with connection.cursor() as cursor:
        for name in sorted(forms):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


@transaction.atomic
def write(form: Form, table: pa.Table, besides: Besides) -> Written:
    """Add the rows of a form's table as new versions of their keys, each key once.

    A row that says what the last version of its key says adds nothing. Raise ValueError where a key comes twice, and
    ProgrammingError of the database where the present scope may not write such a record.
    """
    table = table.select(schema(form).names)
    if len(set(table["_key"].to_pylist())) < table.num_rows:
        raise ValueError(f"a record of {form.name} comes twice in one sending; send its versions one after another")
    incoming, columns = f"incoming_{form.name}", ", ".join(INCOMING)
    hold([form.name])
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {incoming} (LIKE records_record) ON COMMIT DROP")
        cursor.execute(f"ALTER TABLE {incoming} {', '.join(_loosened())}")
        with copying(cursor, f"COPY {incoming} ({columns}) FROM STDIN") as copy:
            for row in incoming_rows(form, table, besides):
                copy.write_row(row)
        if table.num_rows >= _MANY:
            cursor.execute(f"ANALYZE {incoming}")  # else a join that it is part of may be planned for a handful
        added = _add(cursor, incoming)
        cursor.execute(f"DROP TABLE {incoming}")
    done = Written(added, table.num_rows - added)
    _tell(form, table, done)
    if added:
        written.send(sender=Record, form=form, rows=table, moved=besides.moved)
    return done


def _loosened() -> list[str]:
    assigned = ("id", "version", "current")
    return [f"ALTER COLUMN {name} DROP NOT NULL" for name in assigned]


def _add(cursor: CursorWrapper, incoming: str) -> int:
    """Number and insert what is new, and end the versions before."""
    same = " AND ".join(f"old.{name} IS NOT DISTINCT FROM new.{name}" for name in _CONTENT)
    cursor.execute(
        f"UPDATE {incoming} new SET version = old.version + 1, current = NOT ({same}) FROM records_record old "
        "WHERE old.form = new.form AND old.key = new.key AND old.current"
    )
    cursor.execute(f"DELETE FROM {incoming} WHERE NOT current")
    _end_versions_before(cursor, incoming)
    columns = ", ".join(INCOMING)
    cursor.execute(
        f"INSERT INTO records_record ({columns}, version, current) "
        f"SELECT {columns}, coalesce(version, 1), true FROM {incoming}"
    )
    return cursor.rowcount


def _end_versions_before(cursor: CursorWrapper, incoming: str) -> None:
    """End the versions that are followed by a new one. Whose organisation has moved since, or had no park when the
    version came in, is still whose it was: there the wall is asked of the new version alone.

    Raise PermissionError where a version may not be ended: two would count.
    """
    end = (
        f"UPDATE records_record old SET current = false FROM {incoming} new "
        "WHERE old.form = new.form AND old.key = new.key AND old.current"
    )
    cursor.execute(f"SELECT FROM {incoming} WHERE version IS NOT NULL")
    followed = cursor.rowcount
    if not followed:
        return
    with seeing(SYSTEM):
        cursor.execute(f"{end} AND old.organisation = new.organisation AND old.organisation <> ''")
        ended = cursor.rowcount
    cursor.execute(end)
    if ended + cursor.rowcount < followed:
        raise PermissionError(
            "a record that is to be corrected belongs to a park that the present scope does not write"
        )


def _tell(form: Form, table: pa.Table, done: Written) -> None:
    """One entry for what one organisation sent; for an office's file one that counts."""
    if not done.added:
        return
    whose = set(table["_organisation"].to_pylist())
    one = whose.pop() if len(whose) == 1 else ""
    what = table["_key"][0].as_py() if table.num_rows == 1 else ""
    note(Note("write", form.name, what, one or "", {"added": done.added, "repeated": done.repeated}))


def approve(form: Form, keys: list[str]) -> int:
    """Mark the last version of each of these records as approved; return how many were not so before."""
    waiting = Record.objects.filter(form=form.name, key__in=keys, current=True, status="accepted")
    return waiting.update(status="approved")
