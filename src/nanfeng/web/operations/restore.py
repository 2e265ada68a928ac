"""A home and a database as they were backed up, held against the backup's own list when they are there again."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nanfeng.ledger.storage import sha256_of
from nanfeng.web.operations.archive import unpack
from nanfeng.web.operations.backup import DUMP, FORMAT, HOME
from nanfeng.web.operations.begin import database
from nanfeng.web.operations.snapshot import Rows, is_empty, load, rows_now, seeing_all

_UNPACKED = ".restored"


@dataclass(frozen=True)
class Restored:
    """What was restored and found equal. `made` says when the backup was made."""

    made: str
    tables: int
    rows: int
    files: int


def restore(file: Path, home: Path) -> Restored:
    """Make an empty home and an empty database what they were; compare every file and the rows of every table.

    Raise ValueError where the home or the database of DATABASE_URL is not empty, or where the backup is damaged: then
    the home is left empty.
    """
    if home.exists() and any(home.iterdir()):
        raise ValueError(f"{home} is not empty: name a new folder with --home, so that nothing is overwritten")
    unpacked = home / _UNPACKED
    unpacked.mkdir(parents=True)
    try:
        manifest = unpack(file, unpacked)
        if manifest.get("format") != FORMAT:
            raise ValueError(f"{file} was made by another version ({manifest.get('version')}): restore it with that")
        with database(home):
            whole = seeing_all(home)  # first: what cannot be compared is not begun
            _fill(unpacked / DUMP)
            _move(unpacked / HOME, home)
            return _compared(home, manifest, whole)
    finally:
        shutil.rmtree(unpacked)


def _fill(dump: Path) -> None:
    url = os.environ["DATABASE_URL"]
    if not is_empty(url):
        raise ValueError("the database of DATABASE_URL is not empty: name a new one, so that nothing is overwritten")
    load(url, dump)


def _move(source: Path, home: Path) -> None:
    for path in sorted(source.iterdir()) if source.is_dir() else ():
        path.rename(home / path.name)


def _compared(home: Path, manifest: dict[str, Any], whole: str) -> Restored:
    files = {name.removeprefix(HOME): kept for name, kept in manifest["files"].items() if name.startswith(HOME)}
    for name, kept in files.items():
        if sha256_of(home / name) != kept["sha256"]:
            raise ValueError(f"{home / name} is not as it was backed up: the disk may be damaged")
    tables = {name: Rows(**rows) for name, rows in manifest["tables"].items()}
    found = rows_now(whole)
    wrong = sorted(name for name in tables.keys() | found.keys() if tables.get(name) != found.get(name))
    if wrong:
        raise ValueError(f"the rows of {', '.join(wrong)} are not as they were backed up")
    return Restored(manifest["made"], len(tables), sum(rows.rows for rows in tables.values()), len(files))
