"""The server's user can run the programs wherever the platform is installed."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from nanfeng.web.postgres.owner import owner_of
from nanfeng.web.postgres.programs import binaries, binaries_for


def test_the_newest_programs_are_taken() -> None:
    found = sorted(path.parent.parent.name for path in binaries().parent.parent.glob("pginstall*/bin/postgres"))
    assert binaries().parent.name == found[-1]
    assert {"postgres", "psql", "pg_dump", "pg_restore"} <= {path.name for path in binaries().iterdir()}


@pytest.mark.slow
def test_programs_that_root_installed_for_itself_alone_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = binaries().parent.parent
    installed = tmp_path / "closed" / package.name
    shutil.copytree(binaries().parent, installed / binaries().parent.name, symlinks=True)
    shutil.copytree(package.with_name(f"{package.name}.libs"), installed.with_name(f"{package.name}.libs"))
    shutil.copy(package / "__init__.py", installed)
    installed.parent.chmod(0o700)
    monkeypatch.syspath_prepend(installed.parent)
    assert binaries().is_relative_to(installed)
    owner = owner_of(tmp_path / "none")
    with tempfile.TemporaryDirectory() as shared:
        Path(shared).chmod(0o755)
        mask = os.umask(0o077)
        try:
            programs = binaries_for(owner, Path(shared) / "shelter")
        finally:
            os.umask(mask)
        assert owner.can_run([programs / "initdb", "--version"])
        assert binaries_for(owner, Path(shared) / "shelter") == programs
        assert [path.name for path in Path(shared).glob("*/unfinished-*")] == []
