"""PostgreSQL goes away for some seconds under a platform that is being used: 503 with words, then as before."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import PROVE
from tests.web.operations.test_serving import free_port

from nanfeng.web.postgres import discard, ensure, stop

PROGRAM = Path(sys.executable).with_name("nanfeng")
AWAY = 10 if PROVE else 2
"""Seconds that the database is away."""
PATIENCE = 180


def asked(url: str) -> tuple[int, str]:
    """The status of a page and its text; 0 where nobody answers yet."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def until(url: str, status: int) -> str:
    """Ask until the page answers so; give its text."""
    end = time.monotonic() + PATIENCE
    while (answer := asked(url))[0] != status:
        assert time.monotonic() < end, answer
        time.sleep(0.3)
    return answer[1]


@pytest.fixture
def served(root: Path) -> Iterator[tuple[str, Path]]:
    """A platform over a database that runs beside it: its address, and the home of the database."""
    folder = Path(tempfile.mkdtemp(prefix="nanfeng-test-"))
    folder.chmod(0o755)
    url = ensure(folder / "database", durable=False)
    address = f"127.0.0.1:{free_port()}"
    kept = {name: said for name, said in os.environ.items() if not name.startswith(("NANFENG_", "DJANGO_"))}
    command = [PROGRAM, "--home", folder / "home", "--pack", root / "packs" / "example", "serve", "--address", address]
    with (folder / "said").open("a") as said:
        surroundings = kept | {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = subprocess.Popen([*command, "--workers", "1"], cwd=root, env=surroundings, stdout=said, stderr=said)
    yield f"http://{address}/", folder / "database"
    process.terminate()
    process.wait(timeout=60)
    discard(folder / "database")
    shutil.rmtree(folder)


@pytest.mark.slow
@pytest.mark.xdist_group("serving")
def test_while_the_database_is_away_every_page_says_so_and_comes_back_by_itself(served):
    address, database = served
    until(address, 200)
    stop(database)
    assert "数据库" in until(address, 503)
    time.sleep(AWAY)
    assert asked(address)[0] == 503
    ensure(database, durable=False)
    until(address, 200)
