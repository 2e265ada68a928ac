"""The `demo` command: made-up records taken through the whole path."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from nanfeng.cli.desk import Desk, Sending, close
from nanfeng.report.publish import Publishing, publish
from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, err, failing_plainly, out
from nanfeng.demo.calibration import Calibration
from nanfeng.demo.make import Made, make
from nanfeng.pack.load import read_definition
from nanfeng.pack.pack import Pack

_BY = "demonstration"


def demo_command(
    context: typer.Context,
    seed: Annotated[int, typer.Option(help="Equal seeds make equal records.")] = 2023,
    as_json: AsJson = False,
) -> None:
    """Make synthetic records, take them in, close, compute, and publish the report."""
    settings: Settings = context.obj
    with failing_plainly():
        pack = settings.pack()
        calibration = read_definition(settings.pack_folder / "demo.toml", Calibration)
        err.print("making spreadsheets", highlight=False)
        made = make(pack, calibration, settings.home / "sent", seed)
        counts = _taken_in(settings.home, pack, made)
        receipt = close(settings.home, pack, _BY, note="synthetic records")
        err.print(f"closed as vintage {receipt.id[:12]}; computing and writing the report", highlight=False)
        wanted = Publishing(calibration.publication, calibration.period, pack.zone, receipt.id, datetime.now(UTC))
        published = publish(settings.home, pack, wanted, settings.home / "report")
    says = counts | {"vintage": receipt.id, "release": published.release.id, "report": str(published.folder)}
    if as_json:
        out.print_json(json.dumps(says))
        return
    for name, value in says.items():
        out.print(f"{name}: {value}", highlight=False)


def _taken_in(home: Path, pack: Pack, made: Made) -> dict[str, int]:
    desk = Desk(home, pack)
    counts = {"files": 0, "accepted": 0, "refused": 0, "questions": 0}
    for sent in track(made.files, description="taking in", console=err, transient=True):
        entered = datetime.fromisoformat(sent.entered).replace(tzinfo=UTC)
        sending = Sending(sent.entered_by, entered, synthetic=True)
        taken_in = desk.take_in(made.folder / sent.file, pack.forms[sent.form], sending)
        desk.hand_back(taken_in)
        taken = taken_in.taken
        counts["files"] += 1
        counts["accepted"] += taken.accepted.num_rows
        counts["refused"] += len(taken.refused)
        counts["questions"] += len(taken.questions)
    return counts
