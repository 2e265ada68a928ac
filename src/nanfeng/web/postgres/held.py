"""A lock on a file; it ends with the last process that holds it, so that it cannot be left behind."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.02


@contextmanager
def held(path: Path, patience: float, holder: str) -> Iterator[int]:
    """Hold the lock and give its open file; raise RuntimeError if the `holder` keeps it for `patience` seconds.

    Programs that inherit the open file hold the lock for as long as they live.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        _wait(lock, path, patience, holder)
        yield lock
    finally:
        os.close(lock)


def _wait(lock: int, path: Path, patience: float, holder: str) -> None:
    end = time.monotonic() + patience
    while not _taken(lock):
        if time.monotonic() > end:
            raise RuntimeError(
                f"{path} is held by {holder}, perhaps from another container; "
                "wait until it is done or stop it, or give all of them one database by DATABASE_URL"
            )
        time.sleep(_PAUSE)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
