"""The folder of the server's socket: only its user may enter it, and its path must be short and without a comma."""

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
    """The folder for a server about to start: the usual one, or a short one where its path will not do."""
    usual = place.folder / "socket"
    if _suits(usual):
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


def drop_socket(place: Place) -> None:
    """Remove the socket of a server that is gone, and its lock, which a process nobody has buried would keep."""
    socket = _socket_in(place.socket)
    socket.unlink(missing_ok=True)
    socket.with_name(f"{socket.name}.lock").unlink(missing_ok=True)


def reachable(place: Place) -> bool:
    """Whether the socket is where it is looked for (it is not after a cleaning of temporary files)."""
    return _socket_in(place.socket).is_socket() and _suits(place.socket)


def _socket_in(folder: Path) -> Path:
    return folder / f".s.PGSQL.{PORT}"


def _suits(folder: Path) -> bool:
    """Whether the socket's path is short enough; a comma would part it in two where it is read."""
    return len(os.fsencode(_socket_in(folder))) <= _LONGEST and "," not in str(folder)


def _is_private(folder: Path, owner: Owner) -> bool:
    """Whether the folder is still ours: in a shared folder somebody else may have made one of that name."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    found = folder.stat()
    return found.st_uid == owner.uid and found.st_mode & 0o077 == 0


def _short_folder(owner: Owner) -> Path:
    if not owner.is_self:
        return Path("/run")
    offered = [Path(os.environ.get("XDG_RUNTIME_DIR", "")), Path(tempfile.gettempdir())]
    for folder in offered:
        if folder.is_absolute() and folder.is_dir() and _suits(folder / "nanfeng-12345678"):
            return folder
    raise RuntimeError(
        "the path of the home is too long, or has a comma, for the database's socket, and so are those of the folders "
        "for temporary files; set XDG_RUNTIME_DIR to a folder of yours with a short path"
    )
