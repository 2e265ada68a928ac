"""Commands on packs."""

import json
from pathlib import Path
from typing import Annotated

import typer

from nanfeng.cli.records import AsJson
from nanfeng.cli.settings import Settings, err, failing_plainly, out, show_issues
from nanfeng.pack.load import PackError, load

pack_app = typer.Typer(help="Work on a city's definitions.", no_args_is_help=True)


@pack_app.command("check")
def check_command(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="The pack's folder; the one of --pack unless given.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check a pack: every mistake at once, each with its file, key and mend."""
    settings: Settings = context.obj
    with failing_plainly():
        where = Settings(settings.home, folder or settings.chosen).pack_folder
    try:
        pack = load(where)
    except PackError as error:
        if as_json:
            plain = [
                {"code": i.code, "file": i.where, "key": i.at, "wrong": i.wrong.en, "mend": i.mend.en}
                for i in error.issues
            ]
            out.print_json(json.dumps(plain, ensure_ascii=False))
        else:
            show_issues(error.issues)
            err.print(f"{len(error.issues)} to mend")
        raise typer.Exit(1) from error
    counts = {
        "forms": len(pack.forms),
        "programmes": len(pack.programmes),
        "indicators": len(pack.indicators),
        "plans": len(pack.plans),
        "targets": sum(len(plan.targets) for plan in pack.plans.values()),
        "published": len(pack.published),
        "publications": len(pack.publications),
    }
    if as_json:
        out.print_json(json.dumps({"pack": pack.id, "digest": pack.digest, **counts}))
        return
    out.print(f"[green]{pack.name.zh} {pack.name.en} is in order[/]: {pack.digest}", highlight=False)
    out.print(", ".join(f"{count} {name}" for name, count in counts.items()), highlight=False)
