"""Where a home's cluster lies: in the home, or recorded there where the server's user could not reach it."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nanfeng.web.postgres.folders import make
from nanfeng.web.postgres.owner import Owner, owner_of

SHELTER = Path("/var/lib/nanfeng")
"""Where root puts what the server's user could not reach in the home (for example below /root)."""

RECORD = "postgres.path"
"""The file in the home that names the folder of a cluster that lies elsewhere."""


@dataclass(frozen=True)
class Place:
    """The folder of a cluster and the user of its server.

    `data`, `log` and `socket` in it belong to that user; all else, the passwords too, to us alone.
    """

    home: Path
    folder: Path
    owner: Owner

    @property
    def data(self) -> Path:
        """The cluster itself."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server writes about itself."""
        return self.folder / "log"

    @property
    def socket(self) -> Path:
        """The private folder of the socket: as recorded when the server was last started, or in the folder."""
        record = self.folder / "socket.path"
        return Path(record.read_text("utf-8")) if record.is_file() else self.folder / "socket"

    def password(self, role: str) -> Path:
        """The file that holds the password of a role."""
        return self.folder / f"{role}.password"


def place_of(home: Path) -> Place:
    """Where the home's cluster lies or would lie; raise RuntimeError where it cannot be ours.

    That is where it belongs to another user, where its folder is gone, and where the home is a copy of another.
    """
    home = home.resolve()
    record = home / RECORD
    folder = _recorded(home, record) if record.is_file() else home / "postgres"
    return Place(home, folder, owner_of(folder / "data"))


def settle(home: Path) -> Place:
    """Make the cluster's folders; only what we make ourselves is given to the server's user."""
    place = place_of(home)
    make(place.folder, 0o711)
    if not place.owner.can_reach(place.folder):
        place = _sheltered(place)
    for folder in (place.log, place.folder / "socket"):
        if make(folder, 0o700):
            place.owner.given(folder)
    if place.folder.parent != place.home:
        (place.folder / "home").write_text(str(place.home), "utf-8")
    return place


def _recorded(home: Path, record: Path) -> Path:
    folder = Path(record.read_text("utf-8"))
    if not folder.is_dir():
        raise RuntimeError(
            f"{record} says that the database lies in {folder}, which is gone; "
            f"remove {record} to begin with an empty database, and restore a backup into it"
        )
    first = Path((folder / "home").read_text("utf-8"))
    if first != home and (first / RECORD).is_file():
        raise RuntimeError(
            f"{home} is a copy of {first}, and both would use the database in {folder}; "
            f"remove {record} to begin with an empty database, and restore a backup into it"
        )
    return folder


def _sheltered(place: Place) -> Place:
    """A folder outside the home for a cluster that is yet to be made."""
    owner = place.owner
    if place.data.exists():
        raise RuntimeError(
            f"the user {owner.name}, as whom the database runs, cannot reach {place.folder}; let every user pass "
            "through the folders above it (chmod o+x), or move the home back to where it was"
        )
    make(SHELTER, 0o755)
    folder = Path(tempfile.mkdtemp(prefix=f"{place.home.name}-", dir=SHELTER))
    folder.chmod(0o711)
    if not owner.can_reach(folder):
        folder.rmdir()
        raise RuntimeError(f"the user {owner.name} can reach neither {place.home} nor {SHELTER}; chmod o+x one of them")
    (folder / "home").write_text(str(place.home), "utf-8")
    (place.home / RECORD).write_text(str(folder), "utf-8")
    shutil.rmtree(place.folder)
    return Place(place.home, folder, owner)
