"""Start and stop the server of a cluster, and know whether it runs, whatever was killed, moved or copied."""

from pathlib import Path

from nanfeng.web.postgres.held import held
from nanfeng.web.postgres.place import PORT, Place, drop_short_socket, settle_socket, socket_file
from nanfeng.web.postgres.trouble import trouble

_PATIENCE = 120
"""Seconds for a start (which may have to recover from a crash) and for a stop."""

_KEPT_LOGS = 10
"""Files of at most 10 MB each."""

_NOT_DURABLE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests: fast, and lost when the machine fails."""


def alive(place: Place) -> bool:
    """Whether the cluster's server runs on this machine.

    The process that the cluster names must have the cluster as its working folder: after a crash or a reboot the
    number may belong to another program, and the files of a copied home name the server of the original.
    """
    process = _process(place)
    if process is None:
        return False
    try:
        return Path(f"/proc/{process}/cwd").samefile(place.data)
    except OSError:
        return False


def reachable(place: Place) -> bool:
    """Whether the server's socket is where it is looked for (it is not after a cleaning of temporary files)."""
    return socket_file(place.socket).is_socket()


def start(place: Place, programs: Path, durable: bool) -> None:
    """Start the server and wait until it answers; raise RuntimeError with its last words where it does not."""
    owner = place.owner
    socket = settle_socket(place, owner)
    _prune(place.log)
    with held(place.folder / "server.lock", _PATIENCE / 10, "an earlier server of the same database") as lock:
        if _process(place) is not None:  # stale: no server of ours lives, or it would hold the lock
            (place.data / "postmaster.pid").unlink()
        options = _options(place, socket, durable)
        command = [programs / "pg_ctl", "start", "-w", "-t", str(_PATIENCE), "-s", "-D", place.data]
        log = place.log / "start.log"
        done = owner.run([*command, "-l", log, "-o", options], held=[lock])
    if done.returncode:
        raise trouble(f"the database in {place.folder} did not start", done.stderr, place.log)


def halt(place: Place, programs: Path) -> None:
    """Stop the server: open transactions are rolled back, all that was confirmed is on disk."""
    command = [programs / "pg_ctl", "stop", "-w", "-t", str(_PATIENCE), "-s", "-m", "fast", "-D", place.data]
    done = place.owner.run(command)
    if done.returncode and alive(place):
        raise trouble(f"the database in {place.folder} did not stop", done.stderr, place.log)
    drop_short_socket(place)


def _options(place: Place, socket: Path, durable: bool) -> str:
    """What depends on where the home lies today; all else is in `postgresql.conf`."""
    settings = {"unix_socket_directories": socket, "unix_socket_permissions": "0600", "log_directory": place.log}
    settings |= {"port": PORT} | ({} if durable else _NOT_DURABLE)
    return " ".join(f"-c {name}={_quoted(str(value))}" for name, value in settings.items())


def _quoted(text: str) -> str:
    """For the shell through which `pg_ctl` starts the server."""
    return "'" + text.replace("'", "'\\''") + "'"


def _process(place: Place) -> int | None:
    """The number of the process that the cluster names, if any such process lives."""
    try:
        process = int((place.data / "postmaster.pid").read_text("utf-8").split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    return process if Path(f"/proc/{process}").exists() else None


def _prune(log: Path) -> None:
    """Remove the oldest logs, and the words of the last start."""
    (log / "start.log").unlink(missing_ok=True)
    for file in sorted(log.glob("server-*.log"), reverse=True)[_KEPT_LOGS:]:
        file.unlink()
