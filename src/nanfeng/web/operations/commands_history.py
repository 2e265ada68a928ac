"""Commands on what is kept: taking a record back, the directory anew, and what became of vintages and releases."""

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import failing_plainly, out
from nanfeng.web.operations.begin import prepared, reach


def withdraw_command(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="The record's key: the values of its form's key fields, joined by |.")],
    form: Annotated[str, typer.Option(help="The form of the record, as named in the pack.")],
    by: Annotated[str, typer.Option(help="Who withdraws it.")],
    why: Annotated[str, typer.Option(help="The reason; it is kept with the record.")],
) -> None:
    """Take a kept record back: it stays with all its versions, and no later figure counts it."""
    with failing_plainly(), prepared(context.obj):
        withdrawn = reach("operations.office.withdraw")(form, key, by, why)
    out.print(f"{withdrawn.form} {withdrawn.key} is withdrawn as version {withdrawn.version}", highlight=False)


def reindex_command(context: typer.Context) -> None:
    """Build the directory of organisations, and with it their search, anew from the records."""
    with failing_plainly(), prepared(context.obj):
        count = reach("operations.office.reindex")()
    out.print(f"{count:,} organisations are in the directory", highlight=False)


def history_command(context: typer.Context, as_json: AsJson = False) -> None:
    """List what became of vintages and releases, with time, reason and note; the latest first."""
    with failing_plainly(), prepared(context.obj):
        events = reach("operations.office.events")()
    if as_json:
        said = [asdict(event) | {"at": event.at.isoformat()} for event in events]
        out.print_json(json.dumps(said, ensure_ascii=False))
        return
    table = Table("when (UTC)", "what", "id", "", "done", "by", "reason", "note")
    for event in events:
        said = (event.noun, event.id[:12], event.what, event.done, event.by, event.reason, event.note)
        table.add_row(f"{event.at:%Y-%m-%d %H:%M}", *said)
    out.print(table)
