"""Commands on what was published: replay, compare."""

import json
import re
from dataclasses import asdict
from decimal import Decimal
from typing import Annotated

import typer
from rich.table import Table

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, failing_plainly, out, plain_decimal
from nanfeng.cli.stored import release_named
from nanfeng.cli.vintages import vintage_named
from nanfeng.kinds.figure import Figure
from nanfeng.ledger.compare import compare as compare_rows
from nanfeng.ledger.receipt import receipts
from nanfeng.release.compare import Reason
from nanfeng.release.compare import compare as compare_figures
from nanfeng.release.replay import replay

_NUMBER = re.compile(r"-?\d+\.\d+")


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
            "new": "held" if Reason.REVISION_HELD in moved.reasons else _value(moved.new),
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
