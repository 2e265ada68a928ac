"""The folder of the server's socket, which only its user may enter, and whose path must be short."""

import os
import shutil
import tempfile
from pathlib import Path

from nanfeng.web.postgres.owner import Owner
from nanfeng.web.postgres.place import Place

PORT = 5432
"""Only the end of the socket's name; nothing listens on the network."""

_LONGEST = 107
"""Bytes of a socket's path that Linux takes."""


def settle_socket(place: Place) -> Path:
    """The folder for a server about to start: the usual one, or a short one where its path would be too long."""
    usual = place.folder / "socket"
    if _fits(usual):
        drop_short_socket(place)
        return usual
    record = place.folder / "socket.path"
    if record.is_file() and _is_private(place.socket, place.owner):
        return place.socket
    short = Path(tempfile.mkdtemp(prefix="nanfeng-", dir=_short_folder(place.owner)))
    place.owner.given(short)
    record.write_text(str(short), "utf-8")
    return short


def drop_short_socket(place: Place) -> None:
    """Remove the short folder of a server that does not run."""
    record = place.folder / "socket.path"
    if not record.is_file():
        return
    shutil.rmtree(place.socket, ignore_errors=True)
    record.unlink()


def reachable(place: Place) -> bool:
    """Whether the socket is where it is looked for (it is not after a cleaning of temporary files)."""
    return _socket_in(place.socket).is_socket() and _fits(place.socket)


def _socket_in(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def _fits(folder: Path) -> bool:
    return len(os.fsencode(_socket_in(folder))) <= _LONGEST


def _is_private(folder: Path, owner: Owner) -> bool:
    """Whether the folder is still ours: in a shared folder somebody else may have made one of that name."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    found = folder.stat()
    return found.st_uid == owner.uid and found.st_mode & 0o077 == 0


def _short_folder(owner: Owner) -> Path:
    if not owner.is_self:
        return Path("/run")
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    return runtime if runtime.is_dir() and _fits(runtime / "nanfeng-12345678") else Path("/tmp")
