"""The commands that the platform adds to the program, by entry point."""

from collections.abc import Callable

import typer

from nanfeng.web.operations.commands_check import check_command
from nanfeng.web.operations.commands_demonstration import demo_command
from nanfeng.web.operations.commands_history import history_command, withdraw_command
from nanfeng.web.operations.commands_keeping import backup_command, restore_command
from nanfeng.web.operations.commands_log import audit_app
from nanfeng.web.operations.commands_people import user_app
from nanfeng.web.operations.commands_records import close_command, intake_command, report_command
from nanfeng.web.operations.commands_serving import database_app, migrate_command, serve_command, worker_command

commands: dict[str, Callable[..., None] | typer.Typer] = {
    "demo": demo_command,
    "intake": intake_command,
    "withdraw": withdraw_command,
    "close": close_command,
    "report": report_command,
    "history": history_command,
    "serve": serve_command,
    "worker": worker_command,
    "migrate": migrate_command,
    "check": check_command,
    "user": user_app,
    "audit": audit_app,
    "backup": backup_command,
    "restore": restore_command,
    "database": database_app,
}
