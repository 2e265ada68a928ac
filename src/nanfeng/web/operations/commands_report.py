"""The command that computes a release and writes its report."""

import json
from pathlib import Path
from typing import Annotated

import typer

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, failing_plainly, out
from nanfeng.cli.vintages import vintage_named
from nanfeng.pack.pack import Pack
from nanfeng.report.publish import Writing
from nanfeng.web.operations.begin import prepared, reach


def report_command(
    context: typer.Context,
    publication: Annotated[
        str | None, typer.Option(help="Which publication; the pack's only one unless given.")
    ] = None,
    period: Annotated[str, typer.Option(help="The period it is made for, such as 2023-H1.")] = "",
    place: Annotated[str | None, typer.Option(help="The place it is made for; the zone unless given.")] = None,
    vintage: Annotated[str | None, typer.Option(help="The vintage; the newest unless given.")] = None,
    folder: Annotated[Path | None, typer.Option("--out", help="Where to write it; HOME/report unless given.")] = None,
    rows: Annotated[bool, typer.Option(help="Show single records in traces: for the office, not the public.")] = False,
    as_json: AsJson = False,
) -> None:
    """Compute a release and write it as web page, PDF and Word, in both languages; the public does not see it yet."""
    settings: Settings = context.obj
    with failing_plainly():
        named = _publication(settings.pack(), publication)
        if not period:
            raise ValueError("say which period it is for, such as --period 2023-H1")
        frozen = vintage_named(settings.home, vintage).id
        writing = Writing(folder or settings.home / "report", rows)
        with prepared(settings):
            wanted = reach("operations.reporting.wanted")(named, place, period, frozen)
            made = reach("operations.reporting.report")(wanted, writing)
    if as_json:
        out.print_json(json.dumps({"release": made.id, "folder": str(writing.folder)}))
        return
    out.print(f"release {made.id}\n{writing.folder / 'index.html'}", highlight=False)


def _publication(pack: Pack, named: str | None) -> str:
    if named:
        return named
    if len(pack.publications) != 1:
        raise ValueError(f"say which publication with --publication; there are {', '.join(pack.publications)}")
    return next(iter(pack.publications))
