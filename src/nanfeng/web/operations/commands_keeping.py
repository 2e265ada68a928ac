"""Commands that keep the installation safe: backup and restore."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, err, failing_plainly, out
from nanfeng.web.operations.backup import BackedUp, back_up
from nanfeng.web.operations.begin import prepared, reach
from nanfeng.web.operations.restore import Restored, restore


def backup_command(
    context: typer.Context,
    target: Annotated[Path, typer.Argument(help="A folder, or the file itself, ending in .tar.gz.")],
    secret_key: Annotated[bool, typer.Option(help="Put the secret key in: who holds it can forge sessions.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write everything into one file: the database and all files of the home, as of one moment, with digests."""
    settings: Settings = context.obj
    with failing_plainly(), _disk_named(), prepared(settings):
        reach("operations.log.note_backup")(str(target))
        done = back_up(settings.home, target, datetime.now(UTC), with_key=secret_key)
    if secret_key:
        err.print("[yellow]the file holds the secret key: keep it where only you can read it[/]", highlight=False)
    _tell(done, as_json=as_json)


def restore_command(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="What `nanfeng backup` wrote.", exists=True, dir_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Fill an empty home (--home) and an empty database from a backup, and compare every file and row with it."""
    settings: Settings = context.obj
    with failing_plainly(), _disk_named():
        done = restore(file, settings.home)
    _tell(done, as_json=as_json)


@contextmanager
def _disk_named() -> Iterator[None]:
    """Say in a sentence what the disk refused."""
    try:
        yield
    except OSError as error:
        raise ValueError(f"it could not be written: {error}; nothing was left half-written") from error


def _tell(done: BackedUp | Restored, *, as_json: bool) -> None:
    said = {name: str(value) if isinstance(value, Path) else value for name, value in asdict(done).items()}
    if as_json:
        out.print_json(json.dumps(said))
        return
    out.print(", ".join(f"{name} {value}" for name, value in said.items()), highlight=False)
