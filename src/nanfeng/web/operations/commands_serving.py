"""Commands that run the platform: serve, worker, migrate, and its own database."""

import os
import signal
import socket
import sys
import time
from contextlib import suppress
from typing import Annotated

import typer

from nanfeng.cli.settings import Settings, failing_plainly, out, show_issues
from nanfeng.kinds.issue import Severity
from nanfeng.web.operations.address import Address
from nanfeng.web.operations.begin import own_database, prepared, reach
from nanfeng.web.operations.supervisor import Child, supervise
from nanfeng.web.postgres import check_rights, stop

_PATIENCE = 60
"""Seconds until the web server has to answer."""

_WORKER = Child("worker", [sys.executable, "-m", "nanfeng.web.operations.work"])
_DATABASE = Child("keeper of the database", [sys.executable, "-m", "nanfeng.web.operations.keep_database"])

database_app = typer.Typer(help="The platform's own database, where DATABASE_URL names no other.", no_args_is_help=True)


def serve_command(
    context: typer.Context,
    address: Annotated[
        str, typer.Option(help="Where to listen: host:port, or unix:/path for a proxy on this machine.")
    ] = "127.0.0.1:8000",
    workers: Annotated[int, typer.Option(min=1, help="Processes that answer requests.")] = 2,
    worker: Annotated[bool, typer.Option(help="Do the jobs too; else run `nanfeng worker` beside it.")] = True,
) -> None:
    """Run the platform until stopped: web server, jobs and, unless DATABASE_URL is set, its database."""
    settings: Settings = context.obj
    with failing_plainly():
        listen = Address.parse(address)
        if listen.answers():
            raise ValueError(f"somebody listens at {address} already: stop that, or choose another with --address")
        settings.pack()
        _decide_https(listen)
        own = not os.environ.get("DATABASE_URL")
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # until the supervisor listens
        with prepared(settings), suppress(KeyboardInterrupt):
            _refuse_unfit_database()
            reach("operations.upkeep.bring_up_to_date")()
            reach("operations.upkeep.collect")()
            children = [_web_server(listen, workers), *([_WORKER] if worker else []), *([_DATABASE] if own else [])]
            supervise(children, lambda: _tell(listen))


def worker_command(
    context: typer.Context,
    concurrency: Annotated[int, typer.Option(min=1, help="Jobs done at a time.")] = 1,
) -> None:
    """Do jobs until stopped. `nanfeng serve` runs one by itself; more may run, on other machines too."""
    with failing_plainly(), prepared(context.obj):
        reach("operations.upkeep.expect_this_version")()
        reach("jobs.worker.run_worker")(concurrency)


def migrate_command(
    context: typer.Context,
    plan: Annotated[bool, typer.Option(help="Only say what would be done.")] = False,
) -> None:
    """Bring the database's tables to this version. `nanfeng serve` does it when it starts."""
    with failing_plainly(), prepared(context.obj):
        _refuse_unfit_database()
        reach("operations.upkeep.migrate")(plan)


@database_app.command("start")
def start_command(context: typer.Context) -> None:
    """Start it and leave it running."""
    with failing_plainly():
        own_database(context.obj.home)


@database_app.command("stop")
def stop_command(context: typer.Context) -> None:
    """Stop it; nothing happens where it does not run."""
    stop(context.obj.home)


def _decide_https(listen: Address) -> None:
    """Where this machine alone can connect, and nothing says that a proxy stands before it, http is enough."""
    told = {"NANFENG_HTTPS", "NANFENG_HOSTS", "NANFENG_PROXIES"} & os.environ.keys()
    if listen.is_loopback and not told:
        os.environ["NANFENG_HTTPS"] = "no"
        os.environ.setdefault("NANFENG_ADDRESS", f"http://{listen.bind}")


def _refuse_unfit_database() -> None:
    """End where the database cannot be reached, or where its role would pass the wall around single data."""
    issues = [issue for issue in check_rights(os.environ["DATABASE_URL"]) if issue.severity is Severity.ERROR]
    if issues:
        show_issues(issues)
        raise typer.Exit(1)


def _web_server(listen: Address, workers: int) -> Child:
    gunicorn = [sys.executable, "-m", "gunicorn", "-c", "python:nanfeng.web.operations.gunicorn_settings"]
    return Child("web server", [*gunicorn, "--bind", listen.bind, "--workers", str(workers)], signal.SIGHUP)


def _tell(listen: Address) -> None:
    """Say where it is, to people and to systemd, once it answers."""
    end = time.monotonic() + _PATIENCE
    while not listen.answers():
        if time.monotonic() > end:
            return
        time.sleep(0.1)
    where = f"http://{listen.bind}/" if listen.socket_file is None else listen.bind
    out.print(f"Nanfeng is at {where} — stop with Ctrl+C", highlight=False)
    _notify("READY=1")


def _notify(state: str) -> None:
    """Tell systemd, where it started us."""
    where = os.environ.get("NOTIFY_SOCKET", "")
    if where:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
            sender.sendto(state.encode(), where.replace("@", "\0", 1))
