"""A command that is loaded when it is called, so that the program begins at once whatever its commands stand on."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer


@dataclass(frozen=True)
class Command:
    """A command, or a group of them: where its function or Typer is (`module:name`), and what it does.

    What it does is said here once more as the function's docstring or the group's help begins.
    """

    where: str
    does: str

    def load(self, name: str) -> Any:
        """The command as the program runs it."""
        module, _, attribute = self.where.partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, typer.Typer):
            return typer.main.get_group(found)
        alone = typer.Typer(add_completion=False)
        alone.command(name)(found)
        return typer.main.get_command(alone)
