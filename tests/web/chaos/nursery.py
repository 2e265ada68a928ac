"""Workers that may be killed at any moment, forked from a process that has everything loaded: a hundred cost little."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from django.db import connection
from psycopg.conninfo import make_conninfo

from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.scope import SYSTEM, acting

PATIENCE = 120
"""Seconds on a machine that is busy with other tests."""

_SCRIPT = """
import os, resource, signal, sys, time, traceback
import django
django.setup()
from nanfeng.web import city
from nanfeng.web.jobs import tasks
from nanfeng.web.jobs.runner import run
city.pack()

def work(job, limit):
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        run(job)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)

def ended(child, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number, status = os.waitpid(child, os.WNOHANG)
        if number:
            return status
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]

for line in sys.stdin:
    job, limit, seconds = line.split()
    child = os.fork() or work(int(job), int(limit))
    print(os.waitstatus_to_exitcode(ended(child, float(seconds))), flush=True)
"""


def surroundings(root: Path) -> dict[str, str]:
    """Those of a process that works on the test database."""
    parameters = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    url = make_conninfo(**{name: parameters[name] for name in names if parameters.get(name)})
    return os.environ | {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}


class Nursery:
    """One worker at a time, each a process of its own with its own connections to the database."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SCRIPT],
            env=surroundings(root),
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(self, job: int, seconds: float) -> bool:
        """Let a worker begin a job and kill it after so many seconds, as `kill -9` does; whether it was still at it."""
        return self._ended(f"{job} 0 {seconds}") == -signal.SIGKILL

    def finish(self, job: int, limit: int = 0) -> Job:
        """Let a worker do the job to its end, with files of `limit` bytes at most (0: any); the job as it is then."""
        assert self._ended(f"{job} {limit} {PATIENCE}") == 0
        return as_it_is(job)

    def close(self) -> None:
        """End."""
        self._process.communicate(timeout=PATIENCE)

    def _ended(self, order: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(order, file=self._process.stdin, flush=True)
        status = int(self._process.stdout.readline())
        assert status in (0, -signal.SIGKILL), "the worker came to grief by itself"
        until_alone()
        return status


def killed_at_random(
    nursery: Nursery, kills: int, begin: Callable[[int], int], check: Callable[[], object]
) -> list[Job]:
    """Kill workers at so many random moments of jobs, and hold the state against `check` after each.

    `begin` starts the job of that number; it is taken up by worker after worker until one finishes it. The time given
    to a worker follows how fast this machine is just now: it grows with each that was killed, and shrinks with each
    that finished before. Gives the jobs, all of them done.
    """
    chance, hits, longest = random.Random(), 0, 1.0
    jobs = [begin(0)]
    while hits < kills:
        hit = nursery.kill(jobs[-1], chance.uniform(0, longest))
        hits, longest = hits + hit, longest * (1.1 if hit else 0.7)
        check()
        if as_it_is(jobs[-1]).state == "done":
            jobs.append(begin(len(jobs)))
        taken_up_anew(jobs[-1])
    done = [*map(as_it_is, jobs[:-1]), nursery.finish(jobs[-1])]
    assert [job.error_en for job in done if job.state != "done"] == []
    check()
    print(f"{hits} workers killed, the last within {longest:.1f} s; {len(done)} jobs, all done")
    return done


def as_it_is(job: int) -> Job:
    """The job's present state."""
    with acting(SYSTEM, Doer("test")):
        return Job.objects.get(pk=job)


def taken_up_anew(job: int) -> None:
    """Forget how often a job was broken off: after eight times in a row the platform gives up and says so."""
    with acting(SYSTEM, Doer("test")):
        Job.objects.filter(pk=job).update(attempts=0)


def until_alone() -> None:
    """Wait until the database has noticed that a killed process is gone: what it was about to commit is decided."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    end = time.monotonic() + PATIENCE
    while _answer(others) != 0:
        assert time.monotonic() < end, "somebody else stays connected to the test database"
        time.sleep(0.01)


def _answer(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return (cursor.fetchone() or [None])[0]
