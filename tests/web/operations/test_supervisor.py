"""Children are kept running, end together, and never outlive their supervisor. All of them are real processes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SUPERVISOR = """
import logging, signal, sys
from nanfeng.web.operations.supervisor import Child, supervise
logging.basicConfig(level="INFO")
child = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()} '); exec(sys.argv[2])"
patient, hasty = "time.sleep(60)", "sys.exit(3)"
deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(sys.argv[1] + '.deaf', 'w'); time.sleep(60)"
where = sys.argv[1]
children = [Child(n, [sys.executable, "-c", child, f"{where}/{n}", patient]) for n in ("one", "two")]
if "hasty" in sys.argv:
    children.append(Child("hasty", [sys.executable, "-c", child, f"{where}/hasty", hasty]))
if "deaf" in sys.argv:
    children.append(Child("deaf", [sys.executable, "-c", child, f"{where}/deaf", deaf]))
supervise(children, lambda: open(f"{where}/started", "w").close())
open(f"{where}/over", "w").close()
"""


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


def numbers(path: Path) -> list[int]:
    """The processes that a child has been so far."""
    return [int(number) for number in path.read_text("utf-8").split()] if path.exists() else []


def runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def supervise(tmp_path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts a supervisor whose two children wait, and waits for them."""
    started = []

    def start(*more: str) -> subprocess.Popen:
        command = [sys.executable, "-c", SUPERVISOR, str(tmp_path), *more]
        started.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
        assert until(lambda: all(numbers(tmp_path / name) for name in ("one", "two")))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_stop_it_ends_all_and_returns(supervise, tmp_path, number):
    supervisor = supervise()
    assert until((tmp_path / "started").exists)
    supervisor.send_signal(number)
    assert supervisor.wait(20) == 0
    assert (tmp_path / "over").exists()
    assert not any(runs(n) for name in ("one", "two") for n in numbers(tmp_path / name))


def test_asked_twice_it_ends_at_once(supervise, tmp_path):
    supervisor = supervise("deaf")
    assert until((tmp_path / "deaf.deaf").exists)
    supervisor.send_signal(signal.SIGINT)
    assert until(lambda: not any(runs(n) for name in ("one", "two") for n in numbers(tmp_path / name)))
    assert supervisor.poll() is None
    supervisor.send_signal(signal.SIGINT)
    assert "deaf has not ended by itself; it is killed" in supervisor.communicate(timeout=20)[1]
    assert not runs(numbers(tmp_path / "deaf")[0])


def test_a_killed_child_is_started_again_and_the_other_is_left_alone(supervise, tmp_path):
    supervisor = supervise()
    os.kill(numbers(tmp_path / "one")[0], signal.SIGKILL)
    assert until(lambda: len(numbers(tmp_path / "one")) == 2)
    assert len(numbers(tmp_path / "two")) == 1
    supervisor.terminate()
    assert "one ended with status -9; it is started again" in supervisor.communicate(timeout=20)[1]


def test_a_child_that_dies_at_once_is_not_started_in_a_rush(supervise, tmp_path):
    supervisor = supervise("hasty")
    time.sleep(3)
    supervisor.terminate()
    supervisor.wait(20)
    assert 2 <= len(numbers(tmp_path / "hasty")) <= 4


def test_new_code_is_run_after_a_hangup(supervise, tmp_path):
    supervisor = supervise()
    supervisor.send_signal(signal.SIGHUP)
    assert until(lambda: all(len(numbers(tmp_path / name)) == 2 for name in ("one", "two")))
    assert supervisor.poll() is None


def test_children_end_with_a_supervisor_that_was_killed(supervise, tmp_path):
    supervisor = supervise()
    supervisor.kill()
    supervisor.wait(5)
    assert until(lambda: not any(runs(n) for name in ("one", "two") for n in numbers(tmp_path / name)))
