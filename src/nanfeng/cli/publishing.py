"""Commands that publish: report, replay, compare, serve."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from nanfeng.cli.desk import vintage_named
from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, err, failing_plainly, out, plain_decimal
from nanfeng.cli.stored import release_named
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.period import Period
from nanfeng.ledger.compare import compare as compare_rows
from nanfeng.ledger.receipt import receipts
from nanfeng.pack.pack import Pack
from nanfeng.release.compare import compare as compare_figures
from nanfeng.release.replay import replay
from nanfeng.report.publish import Publishing, publish

_NUMBER = re.compile(r"-?\d+\.\d+")


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
    """Release a publication and write it as web page, PDF and Word, in both languages."""
    settings: Settings = context.obj
    with failing_plainly():
        pack = settings.pack()
        if not period:
            raise ValueError("say which period it is for, such as --period 2023-H1")
        receipt = vintage_named(settings.home, vintage)
        wanted = Publishing(
            _publication(pack, publication),
            Period.parse(period),
            place or pack.zone,
            receipt.id,
            datetime.now(UTC),
            rows,
        )
        published = publish(settings.home, pack, wanted, folder or settings.home / "report")
    if as_json:
        out.print_json(json.dumps({"release": published.release.id, "folder": str(published.folder)}))
        return
    out.print(f"release {published.release.id}\n{published.folder / 'index.html'}", highlight=False)


def _publication(pack: Pack, named: str | None) -> str:
    if named:
        return named
    if len(pack.publications) != 1:
        raise ValueError(f"say which publication with --publication; there are {', '.join(pack.publications)}")
    return next(iter(pack.publications))


def replay_command(
    context: typer.Context,
    release: Annotated[
        str | None, typer.Argument(help="The release, or how its id begins; the newest unless given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compute a stored release again from its vintage and pack, and compare every digit."""
    settings: Settings = context.obj
    with failing_plainly():
        found = replay(settings.home, release_named(settings.home, release).id)
    if as_json:
        out.print_json(json.dumps([asdict(difference) for difference in found], ensure_ascii=False))
    elif found:
        for difference in found:
            out.print(
                f"{difference.where} {difference.field}: {difference.stored} → {difference.computed}", highlight=False
            )
    else:
        out.print("[green]every digit came out the same[/]")
    if found:
        raise typer.Exit(1)


def compare_command(
    context: typer.Context,
    first: Annotated[str, typer.Argument(help="A vintage or a release, or how its id begins.")],
    second: Annotated[str, typer.Argument(help="Another of the same sort.")],
    as_json: AsJson = False,
) -> None:
    """List what two vintages differ in, row by row, or which figures moved between two releases, and why."""
    settings: Settings = context.obj
    with failing_plainly():
        of_vintages = all(any(r.id.startswith(each) for r in receipts(settings.home)) for each in (first, second))
        lines = _row_lines(settings, first, second) if of_vintages else _figure_lines(settings, first, second)
    if as_json:
        out.print_json(json.dumps(lines, ensure_ascii=False))
        return
    if not lines:
        out.print("nothing differs")
        return
    table = Table(*lines[0])
    for line in lines:
        table.add_row(*("" if value is None else _short(value) for value in line.values()))
    out.print(table)


def _row_lines(settings: Settings, first: str, second: str) -> list[dict[str, str | None]]:
    ids = (vintage_named(settings.home, each).id for each in (first, second))
    found = compare_rows(settings.home, *ids)
    added = [
        {"what": "added", "form": r.form, "key": r.key, "field": None, "old": None, "new": None} for r in found.added
    ]
    gone = [
        {"what": "removed", "form": r.form, "key": r.key, "field": None, "old": None, "new": None}
        for r in found.removed
    ]
    changed = [
        {"what": "changed", "form": c.row.form, "key": c.row.key, "field": c.field, "old": c.old, "new": c.new}
        for c in found.changed
    ]
    return [*added, *gone, *changed]


def _figure_lines(settings: Settings, first: str, second: str) -> list[dict[str, str | None]]:
    ids = [release_named(settings.home, each).id for each in (first, second)]
    return [
        {
            "figure": str(moved.key),
            "old": _value(moved.old),
            "new": _value(moved.new),
            "reason": ", ".join(moved.reasons),
        }
        for moved in compare_figures(settings.home, *ids)
    ]


def _short(text: str) -> str:
    """A number without its long tail of decimals; any other text as it is."""
    return plain_decimal(Decimal(text)) if _NUMBER.fullmatch(text) else text


def _value(figure: Figure | None) -> str | None:
    if figure is None:
        return None
    return figure.status.value if figure.value is None else str(figure.value)


def serve_command(
    context: typer.Context,
    address: Annotated[str, typer.Option(help="Where to listen, as host:port.")] = "127.0.0.1:8000",
) -> None:
    """Serve the written report until stopped."""
    settings: Settings = context.obj
    host, _, port = address.partition(":")
    folder = settings.home / "report"
    with failing_plainly():
        if not (folder / "index.html").is_file():
            raise ValueError(f"there is no report in {folder} yet: run `nanfeng report` or `nanfeng demo`")
        if not port.isdigit():
            raise ValueError(f"{address!r} is not host:port, such as 127.0.0.1:8000")
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer((host, int(port)), handler) as server:
        err.print(f"the report is at http://{host}:{port}/ — stop with Ctrl+C", highlight=False)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            err.print("stopped")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what went well."""
