"""The commands that the platform adds to the program, by entry point."""

from collections.abc import Callable

import typer

from nanfeng.web.operations.commands_keeping import backup_command, restore_command
from nanfeng.web.operations.commands_serving import database_app, migrate_command, serve_command, worker_command

commands: dict[str, Callable[..., None] | typer.Typer] = {
    "serve": serve_command,
    "worker": worker_command,
    "migrate": migrate_command,
    "backup": backup_command,
    "restore": restore_command,
    "database": database_app,
}
