"""The demonstration zone, made once: what `nanfeng demo` leaves behind."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from nanfeng.pack.load import load
from nanfeng.release.build import read
from nanfeng.report.publish import Writing, write_report
from nanfeng.web.postgres import discard, ensure, stop, superuser_url


@pytest.fixture(scope="session")
def nanfeng(root):
    """The program, as a user calls it from the project's folder."""
    program = Path(sys.executable).with_name("nanfeng")

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [str(program), *map(str, arguments)]
        own = {name: value for name, value in os.environ.items() if not name.startswith(("NANFENG_", "DATABASE_URL"))}
        return subprocess.run(command, cwd=root, env=own, capture_output=True, text=True, check=False)

    return run


@pytest.fixture(scope="session")
def pack(root):
    return load(root / "packs" / "foshan")


@pytest.fixture(scope="session")
def home(nanfeng, root, tmp_path_factory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("zone")
    ensure(home, durable=False)
    done = nanfeng("--home", home, "demo", "--json")
    assert done.returncode == 0, done.stderr
    (home / "said.json").write_text(done.stdout, "utf-8")
    released = read(home, json.loads(done.stdout)["release"])
    write_report(home, load(root / "packs" / "foshan"), released, Writing(home / "report", rows=True))
    yield home
    discard(home)


@pytest.fixture(scope="module")
def database(home):
    """The zone's database, read past the wall."""
    ensure(home)
    with psycopg.connect(superuser_url(home), dbname="nanfeng") as connection:
        yield connection
    stop(home)


@pytest.fixture(scope="session")
def figures(nanfeng, home) -> dict[str, dict]:
    release = json.loads((home / "said.json").read_text("utf-8"))["release"]
    done = nanfeng("--home", home, "figures", "--release", release, "--json")
    assert done.returncode == 0, done.stderr
    return {figure["key"]: figure for figure in json.loads(done.stdout)}
