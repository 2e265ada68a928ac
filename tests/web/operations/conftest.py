"""Homes that a command was run in, as an operator runs it: in a process of its own, with nothing set but what is said."""

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


def surroundings(**more: str) -> dict[str, str]:
    """Those of somebody who has set nothing but what is said."""
    set_by_tests = ("NANFENG_", "DATABASE_", "DJANGO_")
    return {name: value for name, value in os.environ.items() if not name.startswith(set_by_tests)} | more


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
def nanfeng(root) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the program for a home and the small town's pack."""

    def run(home: Path, *arguments: object, typed: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, "--home", home, "--pack", root / "packs" / "example", *map(str, arguments)],
            cwd=root,
            env=surroundings(**variables),
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
