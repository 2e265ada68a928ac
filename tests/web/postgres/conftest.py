"""Homes with a real server in them; the folders lie where the server's user can reach them, too."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nanfeng.web.postgres import discard, ensure


@pytest.fixture
def home() -> Iterator[Path]:
    """A home without a database yet; what is made in it is taken away again."""
    folder = Path(tempfile.mkdtemp(prefix="nanfeng-test-"))
    folder.chmod(0o755)
    home = folder / "home"
    yield home
    discard(home)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def _made() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="nanfeng-test-"))
    folder.chmod(0o755)
    ensure(folder / "home", durable=False)
    yield folder / "home"
    discard(folder / "home")
    shutil.rmtree(folder)


@pytest.fixture
def served(_made: Path) -> Path:
    """A home whose server runs."""
    ensure(_made, durable=False)
    return _made


@pytest.fixture(scope="session")
def server_process() -> Callable[[Path], int]:
    """The number of the process of a home's server."""
    return lambda home: int((home / "postgres" / "data" / "postmaster.pid").read_text("utf-8").split()[0])
