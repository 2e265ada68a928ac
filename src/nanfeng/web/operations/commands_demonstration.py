"""The `demo` command: a home filled with the demonstration zone."""

import json
import os
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.progress import Progress

from nanfeng.cases.day import local_day
from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, err, failing_plainly, out
from nanfeng.demo.calibration import Calibration
from nanfeng.kinds.text import Text
from nanfeng.ledger.storage import write_whole
from nanfeng.pack.load import read_definition
from nanfeng.web.operations.begin import DEMONSTRATION, prepared, reach


def demo_command(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="Equal seeds make equal records.")] = 2023,
    as_json: AsJson = False,
) -> None:
    """Fill an empty home with made-up records, close them, publish the report, and open accounts for every role.

    A home that holds the demonstration already is left as it is.
    """
    settings: Settings = context.obj
    with failing_plainly():
        _mark(settings)
        with prepared(settings), Progress(console=err, transient=not err.is_terminal) as bar:
            reach("operations.upkeep.bring_up_to_date")()
            task = bar.add_task("", total=1.0)
            says = reach("demonstration.zone.fill")(seed, lambda words, share: _tell(bar, task, words, share))
    if as_json:
        out.print_json(json.dumps(says))
        return
    for name, value in says.items():
        out.print(f"{name}: {value}", highlight=False)


def _tell(bar: Progress, task: object, words: Text, share: float) -> None:
    bar.update(task, description=words.en, completed=share)  # type: ignore[arg-type]


def _mark(settings: Settings) -> None:
    """Say in the home that it is a demonstration, and how far its clock is put back; once."""
    path = settings.home / DEMONSTRATION
    if path.is_file():
        return
    if (settings.home / "postgres").exists() or "DATABASE_URL" in os.environ:
        raise ValueError(f"{settings.home} is no empty home, and made-up records never meet real ones: use another")
    stands = read_definition(settings.pack_folder / "demo.toml", Calibration).today
    marker = json.dumps({"days_ago": (local_day(datetime.now(UTC)) - stands).days}) + "\n"
    write_whole(path, lambda unfinished: unfinished.write_text(marker, "utf-8"))
