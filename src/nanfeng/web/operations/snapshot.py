"""The whole database at one moment: written by `pg_dump`, with the number and the digest of every table's rows."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from nanfeng.web.postgres import binaries, superuser_url

_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"

_ROWS = "SELECT count(*), coalesce(sum(('x' || left(md5(row::text), 15))::bit(60)::bigint), 0) FROM {} AS row"
"""The number of a table's rows and the sum of their digests, which their order does not change."""


@dataclass(frozen=True)
class Rows:
    """How many rows a table has, and the sum of their digests."""

    rows: int
    digest: str


def seeing_all(home: Path, variables: Mapping[str, str] = os.environ) -> str:
    """The URL of a role that row-level security does not hold back: only so is a backup whole.

    Of the home's own database it is the superuser; of another one, named by DATABASE_URL, that of NANFENG_BACKUP_URL.
    Raise ValueError where that is not given, or is held back.
    """
    url = variables.get("NANFENG_BACKUP_URL") or _superuser(home, variables["DATABASE_URL"])
    if url is None:
        raise ValueError(
            "the platform's role sees single data of nobody, so it cannot back them up: "
            "name a role with BYPASSRLS in NANFENG_BACKUP_URL (docs/production.md says how to make it)"
        )
    with _connected(url) as connection:
        passes = connection.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        if passes.fetchone() != (True,):
            raise ValueError(
                "the role of NANFENG_BACKUP_URL is held back by row-level security: ALTER ROLE … BYPASSRLS"
            )
    return url


def _superuser(home: Path, url: str) -> str | None:
    """The superuser's URL of the same database, where it is the home's own."""
    try:
        own = superuser_url(home)
    except RuntimeError:
        return None
    asked = conninfo_to_dict(url)
    same = asked.get("host") == conninfo_to_dict(own).get("host")
    return make_conninfo(own, dbname=asked.get("dbname")) if same else None


def dump(url: str, target: Path) -> dict[str, Rows]:
    """Write the database into a file and tell the rows of its tables, both as of the same moment."""
    with _connected(url) as connection:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        moment = connection.execute("SELECT pg_export_snapshot()").fetchone()
        _run("pg_dump", url, "--format=custom", f"--snapshot={moment[0] if moment else ''}", f"--file={target}")
        return rows_of(connection)


def load(url: str, source: Path) -> None:
    """Fill an empty database from a file that `dump` wrote, all of it or nothing; its tables belong to the role."""
    options = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"]
    _run("pg_restore", url, *options, str(source))


def is_empty(url: str) -> bool:
    """Whether a database has no tables yet."""
    with _connected(url) as connection:
        return not connection.execute(_TABLES).fetchall()


def rows_now(url: str) -> dict[str, Rows]:
    """The rows of all tables."""
    with _connected(url) as connection:
        return rows_of(connection)


def rows_of(connection: psycopg.Connection) -> dict[str, Rows]:
    """The rows of all tables, in the moment that the connection's transaction sees."""
    connection.execute("SET LOCAL TimeZone = 'UTC'")
    names = [str(name) for (name,) in connection.execute(_TABLES).fetchall()]
    found = {}
    for name in names:
        counted = connection.execute(sql.SQL(_ROWS).format(sql.Identifier(name))).fetchone()
        found[name] = Rows(counted[0], str(counted[1])) if counted else Rows(0, "0")
    return found


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(url, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise ValueError(f"the database cannot be reached: {str(error).strip()}") from error
    with connection:
        yield connection


def _run(program: str, url: str, *options: str) -> None:
    """Run one of PostgreSQL's programs; the password never stands in the list of processes."""
    parts = conninfo_to_dict(url)
    password = str(parts.pop("password", None) or "")
    command = [binaries() / program, "--no-password", f"--dbname={make_conninfo('', **parts)}", *options]
    surroundings = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "PGPASSWORD": password}
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"{program} failed: {done.stderr.strip()[-2000:]}")
