"""The `nanfeng` program."""

from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from nanfeng.cli.command import Command
from nanfeng.cli.settings import Settings

ADDED = "nanfeng.commands"
"""The entry points of packages that add commands: each is a mapping of names to `Command`s."""

_OWN = {
    "version": Command("nanfeng.cli.version:version_command", "Print the version of the program."),
    "verify": Command(
        "nanfeng.cli.records:verify_command",
        "Find out whether a vintage is still what was closed: every changed, missing or added byte is named.",
    ),
    "compare": Command(
        "nanfeng.cli.publishing:compare_command",
        "List what two vintages differ in, row by row, or which figures moved between two releases, and why.",
    ),
    "figures": Command(
        "nanfeng.cli.numbers:figures_command",
        "Show figures: those of the newest release, or any that you name, computed from a vintage.",
    ),
    "trace": Command(
        "nanfeng.cli.numbers:trace_command",
        "Follow a figure down to its parts, its rows, and the file and line that each row came from.",
    ),
    "reconcile": Command(
        "nanfeng.cli.numbers:reconcile_command",
        "Hold published figures, targets and computed figures against one another.",
    ),
    "targets": Command(
        "nanfeng.cli.targets:targets_command",
        "Say of every target of every plan where it stands, and why.",
    ),
    "replay": Command(
        "nanfeng.cli.publishing:replay_command",
        "Compute a stored release again from its vintage and pack, and compare every digit.",
    ),
    "pack": Command("nanfeng.cli.packs:pack_app", "Work on a city's definitions."),
}


def _added() -> dict[str, Command]:
    """What the platform adds; a command of its own takes the place of the core's of the same name."""
    return {name: command for entry in entry_points(group=ADDED) for name, command in entry.load().items()}


COMMANDS = _OWN | _added()


class Program(TyperGroup):
    """The commands, known by what they do until one is called."""

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """The command that is called, and its own arguments."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, COMMANDS[name].load(name) if name in COMMANDS else command, rest


app = typer.Typer(
    cls=Program,
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


def _unloaded() -> None:
    raise NotImplementedError("a command is loaded before it runs")


for _name, _command in COMMANDS.items():
    app.command(_name, help=_command.does)(_unloaded)
