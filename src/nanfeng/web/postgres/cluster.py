"""The door: a home's database, there when it is asked for (on Linux)."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from nanfeng.web.postgres.creation import APPLICATION, SUPERUSER, create
from nanfeng.web.postgres.held import held
from nanfeng.web.postgres.place import RECORD, SHELTER, Place, place_of, settle
from nanfeng.web.postgres.programs import binaries_for
from nanfeng.web.postgres.server import alive, at_home, halt, prune, start, wait
from nanfeng.web.postgres.socket_folder import PORT, drop_short_socket, reachable

_PATIENCE = 180
"""Seconds to wait for another process that starts or stops the same database."""


def ensure(home: Path, durable: bool = True) -> str:
    """The URL of the application's role in the home's database, which is made and started where it is not yet.

    Two processes may ask at once. `durable=False` is for tests: what was written is lost when the machine fails; it
    has no effect on a server that runs already. Raise RuntimeError that says what is wrong and how to mend it.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        with _alone(home):
            place = settle(home)
            _bring_up(place, durable)
    except OSError as error:
        raise RuntimeError(f"the database in {home} cannot be made ready: {error}; {_mend(error)}") from error
    return _url(place, APPLICATION, APPLICATION)


def stop(home: Path) -> None:
    """Stop the home's server; nothing happens where it does not run."""
    if not home.is_dir():
        return
    with _alone(home):
        _stop(place_of(home))


def running(home: Path) -> bool:
    """Whether the home's server runs."""
    return alive(place_of(home))


def superuser_url(home: Path) -> str:
    """The URL of the superuser, for backup and maintenance; the server is not started for it."""
    return _url(place_of(home), SUPERUSER, "postgres")


def discard(home: Path) -> None:
    """Stop the home's server and delete its database, all data with it; for demonstrations and tests."""
    if not home.is_dir():
        return
    with _alone(home):
        place = place_of(home)
        _stop(place)
        drop_short_socket(place)
        shutil.rmtree(place.folder, ignore_errors=True)
        (place.home / RECORD).unlink(missing_ok=True)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    with held(home / "postgres.lock", _PATIENCE, "another process that starts or stops the database"):
        yield


def _bring_up(place: Place, durable: bool) -> None:
    prune(place)
    runs = alive(place)
    if runs and at_home(place) and reachable(place):
        wait(place)
        return
    programs = binaries_for(place.owner, SHELTER)
    if runs:  # it was moved, or its socket was removed
        halt(place, programs)
    if not place.data.exists():
        create(place, programs, durable)
    start(place, programs, durable)


def _stop(place: Place) -> None:
    if alive(place):
        halt(place, binaries_for(place.owner, SHELTER))


def _mend(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "make room on the disk and start again"
    return "run this as the user to whom the folder belongs, or give it to the user who runs this"


def _url(place: Place, role: str, database: str) -> str:
    path = place.password(role)
    if not path.is_file():
        raise RuntimeError(f"{path} is missing: there is no database in {place.home} yet, or its files are not whole")
    password = quote(path.read_text("utf-8"), safe="")
    return f"postgresql://{role}:{password}@/{database}?host={quote(str(place.socket), safe='')}&port={PORT}"
