"""`nanfeng serve` as somebody meets it who installs the platform: one command, and one Ctrl+C."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nanfeng.web.postgres import discard, running
from nanfeng.web.postgres import stop as halt

PROGRAM = Path(sys.executable).with_name("nanfeng")
PATIENCE = 120
"""Seconds on a machine that is busy with other tests."""


def until(condition: Callable[[], object], process: subprocess.Popen, said: Path | None = None) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, said and said.read_text("utf-8")[-3000:]
        assert time.monotonic() < end
        time.sleep(0.1)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A home that nothing was ever done in, where the database's user can reach it."""
    folder = Path(tempfile.mkdtemp(prefix="nanfeng-test-"))
    folder.chmod(0o755)
    yield folder / "home"
    discard(folder / "home")
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def serve(root, home, surroundings) -> Iterator[Callable[..., tuple[subprocess.Popen, str]]]:
    """Starts it in the home and waits until it answers; gives the process and its address."""
    started = []

    def start(*options: str, **variables: str) -> tuple[subprocess.Popen, str]:
        port = free_port()
        command = [PROGRAM, "--home", home, "--pack", root / "packs" / "example", "serve"]
        with (home.parent / "said").open("a") as said:
            process = subprocess.Popen(
                [*command, "--address", f"127.0.0.1:{port}", "--workers", "1", *options],
                cwd=root,
                env=surroundings | variables,
                stdout=said,
                stderr=said,
            )
        started.append(process)
        until(lambda: answers(port), process, home.parent / "said")
        return process, f"http://127.0.0.1:{port}"

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()


def answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def fetch(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    asked = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    opener = urllib.request.build_opener(NoRedirect)
    try:
        with opener.open(asked, timeout=PATIENCE) as answer:
            return (
                answer.status,
                {k.lower(): v for k, v in answer.headers.items()},
                answer.read().decode("utf-8", "replace"),
            )
    except urllib.error.HTTPError as answer:
        return answer.code, {k.lower(): v for k, v in answer.headers.items()}, ""


def shows(url: str) -> bool:
    """Whether the front page comes; a port that answers may still be held by what was killed."""
    try:
        return fetch(f"{url}/")[0] == 200
    except OSError:
        return False


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def children(process: subprocess.Popen) -> dict[str, int]:
    numbers = map(int, Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii").split())
    called = {number: command(number) for number in numbers}
    found = {"web": "gunicorn", "worker": "operations.work"}
    return {name: number for name, sign in found.items() for number, words in called.items() if sign in words}


def command(number: int) -> str:
    """What a process was started as; nothing of one that has ended."""
    try:
        return Path(f"/proc/{number}/cmdline").read_text("utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.mark.slow
@pytest.mark.xdist_group("serving")
def test_one_command_serves_survives_a_kill_and_ends_whole(serve, home):
    process, url = serve()
    status, headers, page = fetch(f"{url}/")
    assert status == 200
    sheet = re.search(r"/static/look/layout\.[0-9a-f]{12}\.css", page)
    status, headers, _ = fetch(url + sheet[0], Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"]

    halt(home)  # its own database is brought up again, too
    until(lambda: running(home), process)

    before = children(process)
    for number in before.values():
        os.kill(number, signal.SIGKILL)
    until(lambda: children(process).keys() == before.keys() and shows(url), process)
    assert not before.items() & children(process).items()

    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0
    assert not running(home)


@pytest.mark.slow
@pytest.mark.xdist_group("serving")
def test_behind_a_proxy_only_https_is_served_and_the_proxy_is_believed(serve):
    process, url = serve("--no-worker", NANFENG_HOSTS="nanfeng.example.org")
    status, headers, _ = fetch(f"{url}/", Host="nanfeng.example.org")
    assert (status, headers["location"]) == (301, "https://nanfeng.example.org/")
    status, headers, _ = fetch(f"{url}/api/v1/me", Host="nanfeng.example.org")  # ASVS 4.1.2: refused, not led on
    assert (status, headers["content-type"]) == (403, "application/problem+json")
    sign_in = f"{url}/accounts/login/"
    status, headers, _ = fetch(sign_in, Host="nanfeng.example.org", X_Forwarded_Proto="https")
    assert status == 200
    assert "max-age=31536000" in headers["strict-transport-security"]
    assert "__Host-csrf" in headers["set-cookie"]
    assert "Secure" in headers["set-cookie"]
    assert fetch(f"{url}/", Host="elsewhere.example.org", X_Forwarded_Proto="https")[0] == 400
    assert list(children(process)) == ["web"]
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [(["--address", "here"], "is not host:port"), (["--address", "TAKEN"], "somebody listens")],
)
def test_what_hinders_is_said_in_a_sentence(root, surroundings, tmp_path, options, says):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = subprocess.run(
            [
                PROGRAM,
                "--home",
                tmp_path,
                "serve",
                *(o.replace("TAKEN", f"127.0.0.1:{taken.getsockname()[1]}") for o in options),
            ],
            cwd=root,
            env=surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
    assert told.returncode == 1
    assert says in told.stderr
    assert list(tmp_path.iterdir()) == []
