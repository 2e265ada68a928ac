"""What an installation needs before it serves: the tables of this version, the cache's, the collected files."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection

from nanfeng import __version__
from nanfeng.ledger.storage import write_whole

_LOCK = 0x6E616E66656E6702
"""The key of the advisory lock that lets one process at a time change tables or collect files."""


def bring_up_to_date() -> None:
    """Migrate the database, make the cache's table and collect static files; one process at a time does it."""
    with _alone():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        _collect()


def migrate(plan: bool = False) -> None:
    """Bring the tables to this version, or only say what would be done."""
    with _alone():
        call_command("migrate", interactive=False, verbosity=1, plan=plan)
        if not plan:
            call_command("createcachetable", verbosity=0)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _collect() -> None:
    """Collect the static files where they are not those of the last time."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    wanted = _state_of_sources()
    if stamp.is_file() and stamp.read_text("ascii") == wanted:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    write_whole(stamp, lambda path: path.write_text(wanted, "ascii"))


def _state_of_sources() -> str:
    """A digest that changes with any static file of any app: its name, size and time."""
    lines = [__version__]
    for finder in get_finders():
        for name, storage in finder.list([]):
            lines.append(f"{name} {storage.size(name)} {storage.get_modified_time(name)}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
