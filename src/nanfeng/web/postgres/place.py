"""Where a home's cluster lies, and where its socket: in the home, or recorded there where the home will not do."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nanfeng.web.postgres.owner import Owner, owner_of

PORT = 5432
"""Only the name of the socket's file; nothing listens on the network."""

SHELTER = Path("/var/lib/nanfeng")
"""Where root puts what the server's user could not reach in the home (for example below /root)."""

_LONGEST = 107
"""Bytes of a socket's path that Linux takes."""


@dataclass(frozen=True)
class Place:
    """The folder of a cluster: `data`, `log` and `socket` are the server's, all else (the passwords) is ours alone."""

    home: Path
    folder: Path

    @property
    def data(self) -> Path:
        """The cluster itself."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server writes about itself."""
        return self.folder / "log"

    @property
    def owner(self) -> Owner:
        """As whom the server runs."""
        return owner_of(self.data)

    @property
    def socket(self) -> Path:
        """The private folder of the socket: as recorded when the server was last started, or in the folder."""
        record = self.folder / "socket.path"
        return Path(record.read_text("utf-8")) if record.is_file() else self.folder / "socket"

    def password(self, role: str) -> Path:
        """The file that holds the password of a role."""
        return self.folder / f"{role}.password"


def place_of(home: Path) -> Place:
    """Where the home's cluster lies or would lie; raise RuntimeError where the home is a copy of another."""
    home = home.resolve()
    record = home / "postgres.path"
    if not record.is_file():
        return Place(home, home / "postgres")
    folder = Path(record.read_text("utf-8"))
    if not folder.is_dir():
        raise RuntimeError(f"{record} says that the database lies in {folder}, which is gone; restore a backup")
    first = Path((folder / "home").read_text("utf-8"))
    if first != home and (first / "postgres.path").is_file():
        raise RuntimeError(
            f"{home} is a copy of {first}, and both would use the database in {folder}; "
            f"remove {record} to begin with an empty database, and restore a backup into it"
        )
    return Place(home, folder)


def settle(home: Path) -> Place:
    """Make the cluster's folders; only what we make ourselves is given to the server's user."""
    place = place_of(home)
    owner = place.owner
    place.folder.mkdir(mode=0o711, exist_ok=True)
    if not owner.can_reach(place.folder):
        place = _sheltered(place, owner)
    for folder in (place.log, place.folder / "socket"):
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
            owner.given(folder)
    if place.folder.parent != place.home:
        (place.folder / "home").write_text(str(place.home), "utf-8")
    return place


def _sheltered(place: Place, owner: Owner) -> Place:
    if place.data.exists():
        raise RuntimeError(
            f"the user {owner.name}, as whom the database runs, cannot reach {place.folder}; let every user pass "
            "through the folders above it (chmod o+x), or move the home back to where it was"
        )
    place.folder.rmdir()
    SHELTER.mkdir(mode=0o755, parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{place.home.name}-", dir=SHELTER))
    folder.chmod(0o711)
    (folder / "home").write_text(str(place.home), "utf-8")
    (place.home / "postgres.path").write_text(str(folder), "utf-8")
    if not owner.can_reach(folder):
        raise RuntimeError(
            f"the user {owner.name} can reach neither {place.folder} nor {SHELTER}; chmod o+x one of them"
        )
    return Place(place.home, folder)


def settle_socket(place: Place, owner: Owner) -> Path:
    """The socket's folder for a server about to start: the usual one, or a short one where its path is too long."""
    usual = place.folder / "socket"
    record = place.folder / "socket.path"
    if fits(usual):
        drop_short_socket(place)
        return usual
    if record.is_file() and _is_private(Path(record.read_text("utf-8")), owner):
        return Path(record.read_text("utf-8"))
    short = Path(tempfile.mkdtemp(prefix="nanfeng-", dir=_short_folder(owner)))
    owner.given(short)
    record.write_text(str(short), "utf-8")
    return short


def drop_short_socket(place: Place) -> None:
    """Remove the short folder of a server that does not run."""
    record = place.folder / "socket.path"
    if not record.is_file():
        return
    shutil.rmtree(record.read_text("utf-8"), ignore_errors=True)
    record.unlink()


def socket_file(folder: Path) -> Path:
    """The socket in its folder."""
    return folder / f".s.PGSQL.{PORT}"


def fits(folder: Path) -> bool:
    """Whether the path of the socket in this folder is short enough."""
    return len(os.fsencode(socket_file(folder))) <= _LONGEST


def _is_private(folder: Path, owner: Owner) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    held = folder.stat()
    return held.st_uid == owner.uid and held.st_mode & 0o077 == 0


def _short_folder(owner: Owner) -> Path:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if owner.is_self and runtime and Path(runtime).is_dir() and fits(Path(runtime) / "nanfeng-12345678"):
        return Path(runtime)
    return Path("/tmp") if owner.is_self else Path("/run")
