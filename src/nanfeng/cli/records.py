"""Commands on records: intake, close, verify, and compare of vintages."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from nanfeng.cli.desk import Desk, Sending, TakenIn, close, vintage_named
from nanfeng.cli.settings import Settings, err, failing_plainly, out, show_issues
from nanfeng.forms.form import Form
from nanfeng.kinds.issue import Issue
from nanfeng.ledger.verify import verify

AsJson = Annotated[bool, typer.Option("--json", help="Print data for programs instead of words.")]
_SHOWN = 20


def intake_command(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="Spreadsheets: xlsx, xls or csv.")],
    form: Annotated[str, typer.Option(help="The form that the files fill in, as named in the pack.")],
    by: Annotated[str, typer.Option(help="Who enters them.")],
    acting_for: Annotated[str | None, typer.Option("--for", help="On whose behalf.")] = None,
    synthetic: Annotated[bool, typer.Option(help="Mark every record as made up.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take spreadsheets in. Rows that are wrong come back in a file that says what to mend; nothing is lost."""
    settings: Settings = context.obj
    with failing_plainly():
        if not by.strip():
            raise ValueError("nobody is named: say who enters them with --by NAME")
        pack = settings.pack()
        if form not in pack.forms:
            raise ValueError(f"{form!r} is not a form of {pack.id}; there are: {', '.join(pack.forms)}")
        if missing := [str(path) for path in files if not path.is_file()]:
            raise ValueError(f"there is no file {', '.join(missing)}; nothing was taken in")
        desk = Desk(settings.home, pack)
        sending = Sending(by, datetime.now(UTC), acting_for, synthetic)
        results = []
        for path in files:
            taken_in = _taken_in(desk, path, pack.forms[form], sending)
            results.append(_told(taken_in, desk.hand_back(taken_in), as_json=as_json))
    if as_json:
        out.print_json(json.dumps(results, ensure_ascii=False))
    if any(result["refused"] or result["questions"] for result in results):
        raise typer.Exit(3)


def _taken_in(desk: Desk, path: Path, form: Form, sending: Sending) -> TakenIn:
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task(path.name, total=1.0)
        return desk.take_in(
            path,
            form,
            sending,
            lambda stage, share: bar.update(task, description=f"{path.name} {stage}", completed=share),
        )


def _told(taken_in: TakenIn, handed_back: Path | None, *, as_json: bool) -> dict[str, object]:
    taken = taken_in.taken
    if not as_json:
        _print(taken_in, handed_back)
    return {
        "file": taken.file,
        "form": taken.form.name,
        "sent": taken.sent,
        "accepted": taken.accepted.num_rows,
        "refused": len(taken.refused),
        "questions": len(taken.questions),
        "unchanged": taken.unchanged,
        "set_aside": taken.set_aside,
        "handed_back": str(handed_back) if handed_back else None,
        "protocol": str(taken_in.protocol),
        "repeated": taken_in.repeated,
    }


def _print(taken_in: TakenIn, handed_back: Path | None) -> None:
    taken = taken_in.taken
    out.print(
        f"[bold]{escape(taken.file)}[/]: {taken.sent} rows sent, {taken.accepted.num_rows} accepted, "
        f"{len(taken.refused)} refused, {len(taken.questions)} to be confirmed, {taken.unchanged} there already, "
        f"{taken.set_aside} set aside",
        highlight=False,
    )
    if taken_in.repeated:
        out.print("  what could be accepted was there already; nothing was added", highlight=False)
    confirmed = [notice for notice in taken.notices if notice.code == "confirmed"]
    _show([issue for row in (*taken.refused, *taken.questions) for issue in row.issues], taken_in.protocol)
    show_issues(confirmed)
    _show([notice for notice in taken.notices if notice.code != "confirmed"], taken_in.protocol)
    if handed_back:
        out.print(f"  mend and send again: {handed_back}", highlight=False)


def _show(issues: list[Issue], protocol: Path) -> None:
    """The first of the issues, and where the others are written down."""
    show_issues(issues[:_SHOWN])
    if len(issues) > _SHOWN:
        err.print(f"  … and {len(issues) - _SHOWN} more, in {protocol}", highlight=False)


def close_command(
    context: typer.Context,
    by: Annotated[str, typer.Option(help="Who closes.")],
    cut_off: Annotated[datetime | None, typer.Option(help="Leave out what was entered later (UTC).")] = None,
    note: Annotated[str | None, typer.Option(help="Why, where it has to be said.")] = None,
    as_json: AsJson = False,
) -> None:
    """Freeze all accepted records into a vintage. Equal records give an equal vintage, whenever and wherever."""
    settings: Settings = context.obj
    with failing_plainly():
        moment = cut_off.replace(tzinfo=UTC) if cut_off else None
        receipt = close(settings.home, settings.pack(), by, moment, note)
    rows = {name: form.rows for name, form in receipt.forms.items()}
    if as_json:
        out.print_json(json.dumps({"vintage": receipt.id, "rows": rows}))
        return
    table = Table("form", "rows", title=f"vintage {receipt.id}")
    for name, count in rows.items():
        table.add_row(name, f"{count:,}")
    out.print(table)


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
