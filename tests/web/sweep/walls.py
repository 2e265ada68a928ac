"""The tables behind the database's wall, and what stands in them of one organisation."""

from django.apps import apps
from django.db import connection
from django.db.models import Model
from tests.web.zone import Enterprise

from nanfeng.web.audit.models import Entry
from nanfeng.web.people.scope import SYSTEM, seeing

_COLUMNS = {"organisation", "park", "purpose"}


def walled() -> list[type[Model]]:
    """The models of single organisations' data: those that say whose, in which park and for what."""
    return [each for each in apps.get_models() if {field.name for field in each._meta.fields} >= _COLUMNS]


def length_of_log() -> int:
    """How many entries the log has, but for those that somebody was refused a page."""
    with seeing(SYSTEM):
        return Entry.objects.exclude(action="refuse").count()


def state_of(one: Enterprise) -> list[str]:
    """A digest of all rows of an enterprise behind the wall, table by table."""
    tables = [each._meta.db_table for each in walled()]
    digests = "md5(coalesce(string_agg(one::text, '' ORDER BY one::text), ''))"
    each = " UNION ALL ".join(f"SELECT {digests} FROM {table} one WHERE organisation = %s" for table in tables)
    with seeing(SYSTEM), connection.cursor() as cursor:
        cursor.execute(each, [one.organisation] * len(tables))
        return [row[0] for row in cursor.fetchall()]
