"""A new cluster: made beside its place, with its roles and database, and moved there when it is whole."""

import os
import secrets
import shutil
import tempfile
from pathlib import Path

from nanfeng.web.postgres.owner import Owner
from nanfeng.web.postgres.place import Place
from nanfeng.web.postgres.trouble import trouble

SUPERUSER = "postgres"
"""The role for backup and maintenance; the application never uses it."""

APPLICATION = "nanfeng"
"""The application's role and its database. It may create databases, for the tests, and cannot pass row security."""

_INITDB = (
    "--auth=scram-sha-256",
    "--data-checksums",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    f"--username={SUPERUSER}",
)

_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "on",
    "log_filename": "server-%Y-%m-%d-%H%M%S.log",
    "log_rotation_size": "10MB",
    "log_rotation_age": "7d",
    "log_file_mode": "0600",
}
"""For a small office server; written into `postgresql.conf`, where an administrator may change them."""

_ROLES = """
CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION CREATEDB PASSWORD '{password}';
CREATE DATABASE {role} OWNER {role};
REVOKE CONNECT ON DATABASE {role} FROM PUBLIC;
"""


def create(place: Place, programs: Path, durable: bool) -> None:
    """Make the cluster; what a start that was broken off left behind is removed first."""
    owner = place.owner
    unfinished = place.folder / "data.new"
    if unfinished.exists():
        shutil.rmtree(unfinished)
    unfinished.mkdir(mode=0o700)
    owner.given(unfinished)
    for role in (SUPERUSER, APPLICATION):
        _write_private(place.password(role), secrets.token_urlsafe(32))
    _initialise(place, programs, durable)
    _add_application(place, programs, durable)
    unfinished.rename(place.data)


def _initialise(place: Place, programs: Path, durable: bool) -> None:
    owner = place.owner
    handed = _handed_over(place, owner)
    settings = [f"--set={name}={value}" for name, value in _SETTINGS.items()]
    target = place.folder / "data.new"
    command = [programs / "initdb", *_INITDB, *settings, f"--pwfile={handed}", f"--pgdata={target}"]
    try:
        done = owner.run(command if durable else [*command, "--no-sync"])
    finally:
        handed.unlink()
    if done.returncode:
        raise trouble(f"the database in {place.folder} could not be made", done.stderr, place.log)


def _add_application(place: Place, programs: Path, durable: bool) -> None:
    """Create the role and the database with the server in single-user mode: nobody can connect meanwhile."""
    password = place.password(APPLICATION).read_text("utf-8")
    quiet = ["-c", "log_min_error_statement=panic", "-c", "logging_collector=off", "-c", "exit_on_error=on"]
    written = ["-c", f"fsync={'on' if durable else 'off'}"]
    command = [programs / "postgres", "--single", "-D", place.folder / "data.new", *quiet, *written, "postgres"]
    done = place.owner.run(command, typed=_ROLES.strip().format(role=APPLICATION, password=password) + "\n")
    if done.returncode or "ERROR" in done.stderr:
        raise trouble(f"the roles of the database in {place.folder} could not be made", done.stderr, place.log)


def _handed_over(place: Place, owner: Owner) -> Path:
    """The superuser's password in a file of the server's user, for as long as the cluster is being made."""
    descriptor, name = tempfile.mkstemp(prefix="handed-", dir=place.folder)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(place.password(SUPERUSER).read_text("utf-8"))
    owner.given(Path(name))
    return Path(name)


def _write_private(path: Path, text: str) -> None:
    """Write a file that only we can read, from its first moment."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
