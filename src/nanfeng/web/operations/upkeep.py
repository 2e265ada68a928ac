"""What an installation needs before it serves: the tables of this version, the cache's, the collected files."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from nanfeng import __version__
from nanfeng.ledger.storage import write_whole

_LOCK = 0x6E616E66656E6702
"""The key of the advisory lock that lets one process at a time change tables or collect files."""


def bring_up_to_date() -> None:
    """Bring the tables, the cache's among them, to this version where they are of an older one; one process at a time
    does it. Raise ValueError where they are of a newer one.
    """
    with _alone():
        if _pending():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)


def migrate(plan: bool = False) -> None:
    """Bring the tables to this version, or only say what would be done; raise ValueError where they are newer."""
    with _alone():
        _refuse_newer(MigrationLoader(connection))
        call_command("migrate", interactive=False, verbosity=1, plan=plan)
        if not plan:
            call_command("createcachetable", verbosity=0)


def expect_this_version() -> None:
    """Raise ValueError where the tables are of another version, older or newer."""
    if _pending():
        raise ValueError("the database's tables are of an older version: run `nanfeng migrate`, or `nanfeng serve`")


def collect() -> None:
    """Collect the static files where they are not those of the last time; one process at a time does it."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    with _alone():
        wanted = _state_of_sources()
        if stamp.is_file() and stamp.read_text("ascii") == wanted:
            return
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        write_whole(stamp, lambda path: path.write_text(wanted, "ascii"))


def _pending() -> bool:
    """Whether the tables are of an older version; raise ValueError where they are of a newer one."""
    executor = MigrationExecutor(connection)
    _refuse_newer(executor.loader)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _refuse_newer(loader: MigrationLoader) -> None:
    """Old programs would write into new tables what those do not mean."""
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("nanfeng.")}
    unknown = sorted(each for each in {*loader.applied_migrations} - {*loader.disk_migrations} if each[0] in ours)
    if unknown:
        raise ValueError(
            f"the database's tables are of a newer version ({'.'.join(unknown[0])} is not known here): "
            "install that version, or restore a backup of this one into a new home"
        )


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _state_of_sources() -> str:
    """A digest that changes with any static file of any app: its name, size and time."""
    lines = [__version__]
    for finder in get_finders():
        for name, storage in finder.list([]):
            lines.append(f"{name} {storage.size(name)} {storage.get_modified_time(name)}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
