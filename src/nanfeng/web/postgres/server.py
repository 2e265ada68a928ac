"""Start and stop the server of a cluster, and know whether it runs, whatever was killed, moved or copied."""

import time
from pathlib import Path

from nanfeng.web.postgres.held import held
from nanfeng.web.postgres.place import Place
from nanfeng.web.postgres.socket_folder import PORT, drop_short_socket, drop_socket, settle_socket
from nanfeng.web.postgres.trouble import trouble

_PATIENCE = 120
"""Seconds for a start (which may have to recover from a crash) and for a stop."""

_LAST_BREATH = 15
"""Seconds that the processes of a killed server get to notice it and to end."""

_PAUSE = 0.05

_KEPT_LOGS = 10
"""Files of at most 10 MB each."""

_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: fast, and lost when the machine fails."""


def alive(place: Place) -> bool:
    """Whether the cluster's server runs on this machine.

    The process that the cluster names must have the cluster as its working folder: after a crash or a reboot the
    number may belong to another program, and the files of a copied home name the server of the original. Asked as the
    server's user: in a container even root may not look at the processes of others.
    """
    process = _process(place)
    return process is not None and place.owner.can_run(["test", f"/proc/{process}/cwd", "-ef", place.data])


def at_home(place: Place) -> bool:
    """Whether the running server was started where its files lie now; it fails soon if they were moved under it."""
    return _noted(place)[1:2] == [str(place.data)]


def wait(place: Place) -> None:
    """Wait for a server that was started before and that may still recover from a crash."""
    end = time.monotonic() + _PATIENCE
    while _status(place) == "starting":
        if time.monotonic() > end:
            raise trouble(f"the database in {place.folder} does not become ready", "", place.log)
        time.sleep(_PAUSE)


def start(place: Place, programs: Path, durable: bool) -> None:
    """Start the server and wait until it answers; raise RuntimeError with its last words where it does not.

    The server and all its processes hold a lock from then on, so that no second one starts on the same files, not
    from another container either, which would not see the processes of the first.
    """
    socket = settle_socket(place)
    (place.log / "start.log").unlink(missing_ok=True)
    with held(place.folder / "server.lock", _LAST_BREATH, "an earlier server of the same database") as lock:
        _clear(place)
        command = [programs / "pg_ctl", "start", "-w", "-t", str(_PATIENCE), "-s", "-D", place.data]
        options = ["-l", place.log / "start.log", "-o", _options(place, socket, durable)]
        done = place.owner.run([*command, *options], held=[lock])
    if done.returncode:
        raise trouble(f"the database in {place.folder} did not start", done.stderr, place.log)


def halt(place: Place, programs: Path) -> None:
    """Stop the server: open transactions are rolled back, all that was confirmed is on disk."""
    command = [programs / "pg_ctl", "stop", "-w", "-t", str(_PATIENCE), "-s", "-m", "fast", "-D", place.data]
    done = place.owner.run(command)
    if done.returncode and alive(place):
        raise trouble(f"the database in {place.folder} did not stop", done.stderr, place.log)
    drop_short_socket(place)


def prune(place: Place) -> None:
    """Remove all but the newest logs."""
    for file in sorted(place.log.glob("server-*.log"), reverse=True)[_KEPT_LOGS:]:
        file.unlink(missing_ok=True)


def _clear(place: Place) -> None:
    """Remove what a server that is gone left behind, where another program, or nobody, has its number now."""
    drop_socket(place)
    if _process(place) is not None:
        (place.data / "postmaster.pid").unlink()


def _options(place: Place, socket: Path, durable: bool) -> str:
    """What depends on where the home lies today; all else is in `postgresql.conf`."""
    settings = {"unix_socket_directories": socket, "unix_socket_permissions": "0600", "log_directory": place.log}
    settings |= {"port": PORT} | ({} if durable else _NOT_DURABLE)
    return " ".join(f"-c {name}={_quoted(str(value))}" for name, value in settings.items())


def _quoted(text: str) -> str:
    """For the shell through which `pg_ctl` starts the server."""
    return "'" + text.replace("'", "'\\''") + "'"


def _process(place: Place) -> int | None:
    """The number of the process that the cluster names, if any process has that number."""
    process = "".join(_noted(place)[:1])
    return int(process) if process.isdigit() and Path(f"/proc/{process}").exists() else None


def _status(place: Place) -> str:
    """`starting`, `ready` or `stopping`; empty where the server does not say."""
    return "".join(_noted(place)[7:8]).strip()


def _noted(place: Place) -> list[str]:
    """What the server notes about itself while it runs: process, folder and, in the eighth line, status."""
    try:
        return (place.data / "postmaster.pid").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
