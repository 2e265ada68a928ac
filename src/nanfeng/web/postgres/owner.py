"""The user of the operating system under which the server runs: oneself, or as root a user without rights."""

import os
import pwd
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

UNPRIVILEGED = ("nanfeng", "postgres", "nobody")
"""Whom root starts the server as: the first of these that the machine knows. PostgreSQL refuses to run as root."""

_SURROUNDINGS = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
"""All that the server's programs are told: no PG* variable turns them elsewhere, and no secret of ours reaches them."""


@dataclass(frozen=True)
class Owner:
    """A user; files in the cluster's folder belong to it, and its programs run as it."""

    name: str
    uid: int
    gid: int

    @property
    def is_self(self) -> bool:
        """Whether this process runs as that user already."""
        return self.uid == os.geteuid()

    def run(
        self, command: Sequence[str | Path], typed: str = "", held: Sequence[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run a program as this user with `typed` as its input and the open files `held`; its words are captured."""
        switch = {} if self.is_self else {"user": self.uid, "group": self.gid, "extra_groups": []}
        try:
            done = subprocess.run(
                command,
                input=typed,
                pass_fds=held,
                cwd="/",
                env=_SURROUNDINGS,
                umask=0o077,
                capture_output=True,
                text=True,
                errors="replace",
                check=False,
                **switch,
            )
        except PermissionError as error:
            return subprocess.CompletedProcess(command, 126, "", f"the user {self.name} may not run it: {error}")
        if done.returncode < 0:
            done.stderr += f"\n{command[0]} was ended: {signal.strsignal(-done.returncode)}"
        return done

    def can_run(self, command: Sequence[str | Path]) -> bool:
        """Whether the program can be reached and succeeds."""
        return self.run(command).returncode == 0

    def can_reach(self, folder: Path) -> bool:
        """Whether every folder on the way, and the folder itself, lets this user through."""
        return self.is_self or self.can_run(["test", "-x", folder])

    def given(self, path: Path) -> None:
        """Give this user a file or folder of ours."""
        if not self.is_self:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)


def owner_of(data: Path) -> Owner:
    """Who owns the cluster in `data`, or shall own the one that will be made there.

    Raise RuntimeError where it belongs to somebody else, or where root finds no user to run it as.
    """
    uid = os.geteuid()
    if data.exists():
        return _owner_of_existing(data, uid)
    if uid != 0:
        return _user(uid, os.getegid())
    known = {user.pw_name: user for user in pwd.getpwall()}
    chosen = next((known[name] for name in UNPRIVILEGED if name in known), None)
    if chosen is None:
        raise RuntimeError(
            "PostgreSQL does not run as root, and the machine has none of the users "
            f"{', '.join(UNPRIVILEGED)}; add one (useradd --system nanfeng) or run as an ordinary user"
        )
    return Owner(chosen.pw_name, chosen.pw_uid, chosen.pw_gid)


def _owner_of_existing(data: Path, uid: int) -> Owner:
    held = data.stat()
    owner = _user(held.st_uid, held.st_gid)
    if uid not in (0, owner.uid):
        raise RuntimeError(f"the database in {data} belongs to the user {owner.name}; run this as {owner.name} or root")
    if owner.uid == 0:
        raise RuntimeError(f"the database in {data} belongs to root, as whom PostgreSQL does not run; chown -R it")
    return owner


def _user(uid: int, gid: int) -> Owner:
    try:
        return Owner(pwd.getpwuid(uid).pw_name, uid, gid)
    except KeyError as error:
        raise RuntimeError(
            f"the user number {uid} has no name on this machine, which PostgreSQL needs; add it"
        ) from error
