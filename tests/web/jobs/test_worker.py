"""A worker killed at any moment loses nothing: the next one finishes its job, and each step was done exactly once."""

import os
import random
import signal
import time
from pathlib import Path

import pytest
from django.db import connection
from tests.conftest import PROVE
from tests.web.jobs import work
from tests.web.log import entries

from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.services import start
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.postgres import ensure, stop

KILLS = 100 if PROVE else 2
PATIENCE = 90


def begun(folder: Path, pause: float) -> int:
    with acting(SYSTEM, Doer("li@example.org", "statistician")):
        return start("test_steps", work.TITLE, {"folder": str(folder), "pause": pause}).pk


def state(pk: int) -> str:
    with acting(SYSTEM, Doer()):
        return Job.objects.get(pk=pk).state


def until(condition, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"waited in vain until {what}"
        time.sleep(0.1)


@pytest.mark.slow
def test_a_killed_worker_loses_nothing_and_does_nothing_twice(worker, tmp_path):
    jobs = [begun(tmp_path, pause=0.05)]
    for kill in range(KILLS):
        process = worker()
        until((tmp_path / "begun").exists, "the job has begun")
        time.sleep(random.Random(kill).uniform(0, 0.4))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        (tmp_path / "begun").unlink()
        if state(jobs[-1]) == "done":
            jobs.append(begun(tmp_path, pause=0.05))
    worker()
    until(lambda: state(jobs[-1]) == "done", "the job is done")
    steps = [entry.what for entry in entries(noun="test_step")]
    assert sorted(steps) == sorted({f"{job} {step}" for job in jobs for step in range(work.STEPS)})


@pytest.mark.slow
def test_a_worker_that_is_asked_to_stop_gives_its_job_back(worker, tmp_path):
    job = begun(tmp_path, pause=1.0)
    process = worker()
    until((tmp_path / "begun").exists, "the job has begun")
    process.terminate()
    assert process.wait(timeout=30) == 0
    assert state(job) == "running"
    assert len(entries(noun="test_step")) < work.STEPS


@pytest.mark.slow
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the server of DATABASE_URL is not ours to stop")
def test_a_database_that_is_away_is_waited_for(worker, tmp_path, home):
    job = begun(tmp_path, pause=0.3)
    process = worker()
    until((tmp_path / "begun").exists, "the job has begun")
    connection.close()
    stop(home)
    time.sleep(10 if PROVE else 3)
    ensure(home, durable=False)
    until(lambda: state(job) == "done", "the job is done")
    assert process.poll() is None
    assert len(entries(noun="test_step")) == work.STEPS
