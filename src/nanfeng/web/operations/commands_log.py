"""Commands on the log: is it whole, and where does it end."""

import json
from pathlib import Path
from typing import Annotated

import typer

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import err, failing_plainly, out
from nanfeng.web.operations.begin import prepared, reach

audit_app = typer.Typer(help="The log of everything that was done.", no_args_is_help=True)


@audit_app.command("verify")
def verify_command(
    context: typer.Context,
    heads: Annotated[
        Path | None,
        typer.Option(
            help="Heads that were kept elsewhere: a copy of HOME/audit-heads.txt.", exists=True, dir_okay=False
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Find every entry that was edited, deleted, put elsewhere or cut off."""
    with failing_plainly(), prepared(context.obj):
        kept = _kept(heads) if heads else {}
        found = reach("operations.log.found_wrong")(kept)
    if as_json:
        out.print_json(json.dumps([{"zh": wrong.zh, "en": wrong.en} for wrong in found], ensure_ascii=False))
    for wrong in found if not as_json else ():
        err.print(f"{wrong.en}\n  {wrong.zh}", highlight=False, markup=False)
    if found:
        raise typer.Exit(1)
    if not as_json:
        out.print(f"[green]the log is whole[/]; {len(kept)} heads kept elsewhere are in it", highlight=False)


@audit_app.command("head")
def head_command(context: typer.Context, as_json: AsJson = False) -> None:
    """Print the position and digest of the last entry, to be kept where nobody who runs the platform can change it."""
    with failing_plainly(), prepared(context.obj):
        position, digest = reach("operations.log.last")()
    if as_json:
        out.print_json(json.dumps({"position": position, "digest": digest}))
    else:
        out.print(f"{position} {digest}", highlight=False)


def _kept(heads: Path) -> dict[int, str]:
    """The heads in a file: on each line, at its end, a position and a digest; raise ValueError for another line."""
    kept = {}
    for number, line in enumerate(heads.read_text("utf-8").splitlines(), 1):
        parts = line.split()
        if not parts:
            continue
        if len(parts) < 2 or not parts[-2].isdigit() or len(parts[-1]) != 64:
            raise ValueError(f"line {number} of {heads} is no head: it should end in a position and a digest")
        kept[int(parts[-2])] = parts[-1]
    kept.pop(0, None)  # of a log in which nothing stood yet
    return kept
