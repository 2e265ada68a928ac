"""Programs never work on tables of another version, and say what to do."""

import pytest
from django.db import connection

from nanfeng.web.operations.upkeep import bring_up_to_date, expect_this_version

pytestmark = pytest.mark.django_db


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_tables_of_this_version_will_do():
    expect_this_version()


def test_a_worker_does_not_begin_on_older_tables():
    execute("DELETE FROM django_migrations WHERE app = 'records'")
    with pytest.raises(ValueError, match="older version: run `nanfeng migrate`"):
        expect_this_version()


@pytest.mark.parametrize("begin", [bring_up_to_date, expect_this_version])
def test_nothing_is_done_to_newer_tables(begin):
    execute("INSERT INTO django_migrations (app, name, applied) VALUES ('records', '0999_later', now())")
    with pytest.raises(ValueError, match=r"newer version \(records.0999_later is not known here\): install"):
        begin()
