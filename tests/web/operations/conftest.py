"""Homes that a command was run in as an operator runs it: by itself, with nothing set but what is said."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nanfeng.web.postgres import discard

PROGRAM = Path(sys.executable).with_name("nanfeng")
"""What is installed beside the tests' Python."""


_SET_BY_TESTS = ("NANFENG_", "DATABASE_", "DJANGO_")


@pytest.fixture(scope="session")
def surroundings() -> dict[str, str]:
    """Those of somebody who has set nothing."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_SET_BY_TESTS)}


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder for homes, where the database's user can reach them."""
    folder = Path(tempfile.mkdtemp(prefix="nanfeng-test-"))
    folder.chmod(0o755)
    yield folder
    for home in folder.iterdir():
        if home.is_dir():
            discard(home)
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def nanfeng(root, surroundings) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program for a home and the small town's pack, under another program where one is named."""

    def run(
        home: Path, *arguments: object, typed: str = "", under: tuple[str, ...] = (), **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*under, PROGRAM, "--home", home, "--pack", root / "packs" / "example", *map(str, arguments)],
            cwd=root,
            env=surroundings | variables,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
