"""Which tables stand behind the database's wall."""

import pytest
from django.db import connection

from nanfeng.web import walls

pytestmark = pytest.mark.django_db


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_every_table_that_names_organisations_is_behind_the_wall_or_says_why_not():
    """Forced for the owner too; a reason for a table that has a wall, or is no more, is refused."""
    assert walls.unwalled() == sorted(walls.OPEN)


@pytest.mark.parametrize(
    "new",
    [
        "CREATE TABLE new (organisation text)",
        "CREATE TABLE new (record bigint REFERENCES records_record)",
        "CREATE TABLE new (step bigint REFERENCES flows_step)",
        "ALTER TABLE returns_message NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE audit_entry DISABLE ROW LEVEL SECURITY",
    ],
)
def test_a_new_table_without_a_wall_and_a_wall_that_was_lifted_are_found(new):
    execute(new)
    (found,) = set(walls.unwalled()) - set(walls.OPEN)
    assert found in new
