"""The `nanfeng` program."""

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated

import typer

from nanfeng import __version__
from nanfeng.cli.numbers import figures_command, reconcile_command, trace_command
from nanfeng.cli.packs import pack_app
from nanfeng.cli.publishing import compare_command, replay_command
from nanfeng.cli.records import verify_command
from nanfeng.cli.settings import Settings, out
from nanfeng.cli.targets import targets_command

Command = Callable[..., None] | typer.Typer

ADDED = "nanfeng.commands"
"""The entry points of packages that add commands: each is a mapping of names to functions or groups of commands."""

app = typer.Typer(
    help="Nanfeng: from spreadsheets of records to figures that anybody can check.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def begin(
    context: typer.Context,
    home: Annotated[Path, typer.Option(help="Where all state lives.", envvar="NANFENG_HOME")] = Path("var"),
    pack: Annotated[
        Path | None, typer.Option(help="The folder of the city's definitions.", envvar="NANFENG_PACK")
    ] = None,
) -> None:
    """Read what every command needs to know."""
    context.obj = Settings(home, pack)


def version_command() -> None:
    """Print the version of the program."""
    out.print(__version__)


_OWN: dict[str, Command] = {
    "version": version_command,
    "verify": verify_command,
    "compare": compare_command,
    "figures": figures_command,
    "trace": trace_command,
    "reconcile": reconcile_command,
    "targets": targets_command,
    "replay": replay_command,
    "pack": pack_app,
}


def _added() -> dict[str, Command]:
    """What the platform adds; a command of its own takes the place of the core's of the same name."""
    return {name: command for entry in entry_points(group=ADDED) for name, command in entry.load().items()}


for _name, _command in (_OWN | _added()).items():
    if isinstance(_command, typer.Typer):
        app.add_typer(_command, name=_name)
    else:
        app.command(_name)(_command)
