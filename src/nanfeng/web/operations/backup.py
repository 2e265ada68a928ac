"""One consistent set of everything: the database, then the files of the home.

Files are only ever added, under names that do not change; rows that name a file are written after it. So all files
that the database's moment knows are there when the files are read after it; what is newer does no harm.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from nanfeng import __version__
from nanfeng.web.operations.archive import writing
from nanfeng.web.operations.snapshot import dump, seeing_all

DUMP = "database.dump"
HOME = "home/"
"""Before the names of the home's files in the archive."""

SECRET_KEY = "secret-key"

FORMAT = 1

_MADE_AGAIN = {"postgres", "postgres.path", "postgres.lock", "static"}
"""What is no state, or is in the dump."""


@dataclass(frozen=True)
class BackedUp:
    """A backup that was written."""

    file: Path
    tables: int
    rows: int
    files: int
    size: int


def back_up(home: Path, target: Path, made: datetime, *, with_key: bool = False) -> BackedUp:
    """Write a backup of the home and its database to `target`, or into it where it is a folder.

    The secret key, with which sessions could be forged, is left out unless asked for. Raise ValueError where the
    database cannot be read whole, OSError where the disk is full.
    """
    url = seeing_all(home)
    file = target / f"nanfeng-{made:%Y%m%dT%H%M%SZ}.tar.gz" if _is_folder(target) else target
    facts: dict[str, object] = {"format": FORMAT, "version": __version__, "made": made.isoformat()}
    with writing(file, facts) as archive:
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.parent) as folder:
            dumped = Path(folder) / DUMP
            tables = dump(url, dumped)
            archive.add(dumped, DUMP)
        facts["tables"] = {name: asdict(rows) for name, rows in tables.items()}
        for path in state_of(home, apart=file.parent):
            if with_key or path.name != SECRET_KEY:
                archive.add(path, HOME + path.relative_to(home).as_posix())
    rows = sum(table.rows for table in tables.values())
    return BackedUp(file, len(tables), rows, len(archive.files) - 1, file.stat().st_size)


def state_of(home: Path, apart: Path | None = None) -> Iterator[Path]:
    """The files of a home that are state, in order; what is being written (its name begins with a dot) is not yet.

    `apart` is a folder in the home that is left out: that of the backups themselves.
    """
    for parent, folders, files in os.walk(home):
        here = Path(parent)
        folders[:] = sorted(each for each in folders if _is_state(home, here / each) and here / each != apart)
        found = (here / name for name in sorted(files) if _is_state(home, here / name))
        yield from (path for path in found if path.is_file() and not path.is_symlink())


def _is_state(home: Path, path: Path) -> bool:
    return not path.name.startswith(".") and not (path.parent == home and path.name in _MADE_AGAIN)


def _is_folder(target: Path) -> bool:
    return target.is_dir() or not target.name.endswith(".tar.gz")
