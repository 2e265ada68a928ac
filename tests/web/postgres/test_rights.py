"""A role that could pass row security, or could not work, is named before it does harm."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from nanfeng.kinds.issue import Issue, Severity
from nanfeng.web.postgres import check_rights, ensure, superuser_url


def codes(issues: list[Issue]) -> list[str]:
    return [issue.code for issue in issues]


@pytest.fixture
def other(served: Path) -> Iterator[str]:
    """The URL of a role made in a hurry: it may do nothing, and belongs to one that passes everything."""
    with psycopg.connect(superuser_url(served), dbname="nanfeng", autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS hurried")
        connection.execute("DROP ROLE IF EXISTS passing")
        connection.execute("CREATE ROLE passing BYPASSRLS")
        connection.execute("CREATE ROLE hurried LOGIN PASSWORD 'hurried' IN ROLE passing")
        connection.execute("GRANT CONNECT ON DATABASE nanfeng TO hurried")
    yield psycopg.conninfo.make_conninfo(ensure(served), user="hurried", password="hurried")
    with psycopg.connect(superuser_url(served), dbname="nanfeng", autocommit=True) as connection:
        connection.execute("REVOKE CONNECT ON DATABASE nanfeng FROM hurried")
        connection.execute("DROP ROLE hurried")
        connection.execute("DROP ROLE passing")


def test_nothing_is_wrong_with_the_own_role(served: Path) -> None:
    assert check_rights(ensure(served)) == []


def test_a_superuser_is_refused(served: Path) -> None:
    issues = check_rights(superuser_url(served))
    assert "database.superuser" in codes(issues)
    assert all(issue.wrong.zh and issue.wrong.en and issue.mend.zh and issue.mend.en for issue in issues)


def test_a_role_that_passes_row_security_through_another_and_may_not_create_is_refused(other: str) -> None:
    issues = check_rights(other)
    assert codes(issues) == ["database.bypassrls", "database.create", "database.createdb"]
    assert "passing" in issues[0].wrong.en
    assert [issue.severity for issue in issues] == [Severity.ERROR, Severity.ERROR, Severity.WARNING]


def test_a_database_in_another_encoding_is_refused(served: Path) -> None:
    with psycopg.connect(ensure(served), autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE old ENCODING 'SQL_ASCII' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0"
        )
    try:
        issues = check_rights(psycopg.conninfo.make_conninfo(ensure(served), dbname="old"))
    finally:
        with psycopg.connect(ensure(served), autocommit=True) as connection:
            connection.execute("DROP DATABASE old")
    assert codes(issues) == ["database.encoding"]


def test_a_database_that_is_not_there_is_one_issue_without_the_password(tmp_path: Path) -> None:
    issues = check_rights(f"postgresql://nanfeng:geheim@/nanfeng?host={tmp_path}&port=5432")
    assert codes(issues) == ["database.unreachable"]
    assert "geheim" not in repr(issues)


def test_an_address_that_is_none_is_one_issue_without_the_password() -> None:
    issues = check_rights("postgresql://nanfeng:ge heim@somewhere:port/nanfeng?nonsense=1")
    assert codes(issues) == ["database.url"]
    assert "heim" not in repr(issues)
