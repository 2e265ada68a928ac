"""Commands on records: intake, close."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.progress import Progress
from rich.table import Table

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, err, failing_plainly, out, show_issues
from nanfeng.intake.take import Progress as Hears
from nanfeng.intake.taken import Taken
from nanfeng.kinds.issue import Issue
from nanfeng.pack.pack import Pack
from nanfeng.web.operations.begin import prepared, reach

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
    """Take spreadsheets in, as the office: returns count as reviewed. Rows that are wrong come back in a file that says
    what to mend; nothing is lost.
    """
    settings: Settings = context.obj
    with failing_plainly():
        _refuse(settings.pack(), files, form, by)
        with prepared(settings):
            delivery = reach("operations.office.Delivery")(files, form, by, acting_for, synthetic)
            taken = reach("operations.office.take_in")(delivery, _watched)
            results = [_told(taken_in, handed_back, as_json=as_json) for taken_in, handed_back in taken]
    if as_json:
        out.print_json(json.dumps(results, ensure_ascii=False))
    if any(result["refused"] or result["questions"] for result in results):
        raise typer.Exit(3)


def _refuse(pack: Pack, files: list[Path], form: str, by: str) -> None:
    if not by.strip():
        raise ValueError("nobody is named: say who enters them with --by NAME")
    pack.filed_form(form)
    if missing := [str(path) for path in files if not path.is_file()]:
        raise ValueError(f"there is no file {', '.join(missing)}; nothing was taken in")


@contextmanager
def _watched(path: Path) -> Iterator[Hears]:
    with Progress(console=err, transient=True) as bar:
        task = bar.add_task(path.name, total=1.0)
        yield lambda stage, share: bar.update(task, description=f"{path.name} {stage}", completed=share)


def _told(taken_in: Any, handed_back: Path | None, *, as_json: bool) -> dict[str, object]:
    taken = taken_in.taken
    if not as_json:
        _print(taken, handed_back)
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
        "sending": taken_in.sending.pk,
        **{name: taken_in.sending.protocol[name] for name in ("issues", "explanations")},
    }


def _print(taken: Taken, handed_back: Path | None) -> None:
    out.print(
        f"[bold]{escape(taken.file)}[/]: {taken.sent} rows sent, {taken.accepted.num_rows} accepted, "
        f"{len(taken.refused)} refused, {len(taken.questions)} to be confirmed, {taken.unchanged} there already, "
        f"{taken.set_aside} set aside",
        highlight=False,
    )
    confirmed = [notice for notice in taken.notices if notice.code == "confirmed"]
    _show([issue for row in (*taken.refused, *taken.questions) for issue in row.issues])
    show_issues(confirmed)
    _show([notice for notice in taken.notices if notice.code != "confirmed"])
    if handed_back:
        out.print(f"  mend and send again: {handed_back}", highlight=False)


def _show(issues: list[Issue]) -> None:
    """The first of the issues; the others stand beside their rows in the file that is handed back."""
    show_issues(issues[:_SHOWN])
    if len(issues) > _SHOWN:
        err.print(f"  … and {len(issues) - _SHOWN} more", highlight=False)


def close_command(
    context: typer.Context,
    by: Annotated[str, typer.Option(help="Who closes.")],
    cut_off: Annotated[datetime | None, typer.Option(help="Leave out what was entered later (UTC).")] = None,
    note: Annotated[str | None, typer.Option(help="Why, where it has to be said.")] = None,
    as_json: AsJson = False,
) -> None:
    """Freeze all records, of reviewed forms the approved ones, into a vintage. Equal records give an equal vintage,
    whenever and wherever.
    """
    settings: Settings = context.obj
    with failing_plainly(), prepared(settings):
        moment = cut_off.replace(tzinfo=UTC) if cut_off else None
        receipt = reach("operations.office.close")(by, moment, note)
    rows = {name: form.rows for name, form in receipt.forms.items()}
    if as_json:
        out.print_json(json.dumps({"vintage": receipt.id, "rows": rows}))
        return
    table = Table("form", "rows", title=f"vintage {receipt.id}")
    for name, count in rows.items():
        table.add_row(name, f"{count:,}")
    out.print(table)
