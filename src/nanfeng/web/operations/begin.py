"""What every command of the platform does first: tell it its surroundings, have its database there, set Django up."""

import json
import os
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.conf import settings as django_settings
from django.db import ProgrammingError, connections
from django.utils.module_loading import import_string
from psycopg.conninfo import conninfo_to_dict

from nanfeng.cli.settings import Settings
from nanfeng.web.postgres import ensure, running, stop, superuser_url

DEMONSTRATION = "demonstration.json"
"""The file by which a home says that it is a demonstration: `days_ago`, how far its clock is put back."""

_LEAVING = 5.0
"""Seconds in which the database notices that a program which ended is gone."""


@contextmanager
def prepared(settings: Settings) -> Iterator[None]:
    """Set Django up for the home and pack that the command was given, and bring its own database up where it has one.

    Children inherit all of it. Afterwards its own database is stopped again, unless it ran before or others use it.
    Raise ValueError that says what is missing and how to mend it; tables of another version are found when used.
    """
    surround(settings)
    with database(settings.home):
        _refuse_unreadable(os.environ["DATABASE_URL"])
        django.setup()
        try:
            yield
        except ProgrammingError as error:
            if not isinstance(error.__cause__, psycopg.errors.UndefinedTable | psycopg.errors.UndefinedColumn):
                raise
            raise ValueError("the database's tables are not of this version: run `nanfeng migrate` first") from error


def _refuse_unreadable(url: str) -> None:
    """Raise ValueError, which does not hold the password, where an address of a database is none."""
    try:
        conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        raise ValueError(
            "the address in DATABASE_URL cannot be read: write postgresql://user:password@host:5432/database, with "
            "special characters of the password percent-encoded"
        ) from None


@contextmanager
def database(home: Path) -> Iterator[None]:
    """Have DATABASE_URL set: it is that of the home's own database where nothing else is given."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    ran = running(home)
    os.environ["DATABASE_URL"] = own_database(home)
    try:
        yield
    finally:
        if django_settings.configured:
            connections.close_all()
        del os.environ["DATABASE_URL"]
        if not ran and not _in_use(home):
            stop(home)


def surround(settings: Settings, variables: MutableMapping[str, str] = os.environ) -> None:
    """Write into the variables what the platform reads from them; raise ValueError where there is no pack."""
    variables["DJANGO_SETTINGS_MODULE"] = "nanfeng.web.settings"
    variables["NANFENG_HOME"] = str(settings.home.absolute())
    variables["NANFENG_PACK"] = str(settings.pack_folder.absolute())
    marker = settings.home / DEMONSTRATION
    if marker.is_file():
        variables["NANFENG_DEMO"] = "yes"
        variables["NANFENG_DAYS_AGO"] = str(int(json.loads(marker.read_text("utf-8"))["days_ago"]))


def has_database(home: Path) -> bool:
    """Whether the home has a database of its own."""
    return any((home / name).exists() for name in ("postgres", "postgres.path"))


def own_database(home: Path) -> str:
    """The URL of the home's own database, made and started where it is not yet; raise ValueError where it cannot be."""
    try:
        return ensure(home)
    except RuntimeError as error:
        raise ValueError(str(error)) from error


def _in_use(home: Path) -> bool:
    """Whether others are connected to the home's own database, and stay so: of who just left, a trace lasts longer."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
    end = time.monotonic() + _LEAVING
    try:
        with psycopg.connect(superuser_url(home), autocommit=True) as connection:
            while connection.execute(others).fetchone() != (0,):
                if time.monotonic() > end:
                    return True
                time.sleep(0.1)
    except psycopg.OperationalError:
        pass
    return False


def reach(name: str) -> Callable:
    """A function of the platform by its dotted name, such as `jobs.worker.run_worker`; only after `prepared`.

    Commands are imported before Django is set up, and models cannot be: what knows models is reached by name, here
    alone.
    """
    return import_string(f"nanfeng.web.{name}")
