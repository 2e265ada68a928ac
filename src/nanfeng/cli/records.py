"""The command on stored records: verify."""

import json
from typing import Annotated

import typer

from nanfeng.cli.settings import Settings, failing_plainly, out, show_issues
from nanfeng.cli.vintages import vintage_named
from nanfeng.ledger.verify import verify

AsJson = Annotated[bool, typer.Option("--json", help="Print data for programs instead of words.")]


def verify_command(
    context: typer.Context,
    vintage: Annotated[
        str | None, typer.Argument(help="The vintage, or how its id begins; the newest unless given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find out whether a vintage is still what was closed: every changed, missing or added byte is named."""
    settings: Settings = context.obj
    with failing_plainly():
        found = verify(settings.home, vintage_named(settings.home, vintage).id)
    if as_json:
        plain = [{"code": i.code, "where": i.where, "at": i.at, "wrong": i.wrong.en, "mend": i.mend.en} for i in found]
        out.print_json(json.dumps(plain, ensure_ascii=False))
    elif found:
        show_issues(found)
    else:
        out.print("[green]nothing has changed since it was closed[/]")
    if found:
        raise typer.Exit(1)
