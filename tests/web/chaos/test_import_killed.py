"""A worker killed at any moment of an import leaves all of the file's rows or none, and the import finishes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from tests.conftest import PROVE
from tests.web.zone import NANHAI, OWN

from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.audit.verify import faults
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.intake import Sender
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.records.sendings import Sent, take_in

KILLS = 100 if PROVE else 3
ROWS = 1_500
PATIENCE = 180
"""Seconds on a machine that is busy with other tests."""

_WORKER = """
import sys
import django
django.setup()
from nanfeng.web.jobs.runner import run
from nanfeng.web.jobs import tasks
print("begun", flush=True)
run(int(sys.argv[1]))
"""

Doing = Callable[[int], subprocess.Popen]


@pytest.fixture
def doing(transactional_db: None, root: Path) -> Iterator[Doing]:
    """Does a job in a process of its own."""
    parameters = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    url = make_conninfo(**{name: parameters[name] for name in names if parameters.get(name)})
    started: list[subprocess.Popen] = []

    def start(job: int) -> subprocess.Popen:
        command = [sys.executable, "-c", _WORKER, str(job)]
        surroundings = os.environ | {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join(sys.path)}
        process = subprocess.Popen(command, env=surroundings, cwd=root, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def begun() -> int:
    """The import of a file with many visits, waiting for a worker."""
    lines = [f"v-{number},2026-05-06,{OWN.organisation.removeprefix('uscc:')},{NANHAI},主题" for number in range(ROWS)]
    content = "\n".join(["走访编号,走访日期,统一社会信用代码,所属园区,走访主题", *lines]).encode()
    with acting(SYSTEM, Doer("station@example.org", Role.STATION_STAFF.value)):
        sent = Sent("visits.csv", [content], city.pack().forms["tutoring_visit"])
        return take_in(sent, Sender("station@example.org", clock.now(), synthetic=True)).pk


def kept() -> int:
    """Rows that are there: all of the file's, or none, and the sending says the same."""
    with acting(SYSTEM, Doer("test")):
        rows = Record.objects.filter(form="tutoring_visit").count()
        sending = Sending.objects.get()
    assert (rows, sending.state, sending.accepted) in [(0, "waiting", 0), (ROWS, "done", ROWS)], sending.protocol
    return rows


@pytest.mark.slow
@pytest.mark.xdist_group("serving")
def test_an_import_that_is_killed_keeps_all_or_nothing_and_finishes(doing, zone):
    pk = begun()
    for number in range(KILLS):
        process = doing(pk)
        time.sleep(random.Random(number).uniform(0, 3))
        process.send_signal(signal.SIGKILL)
        process.wait()
        kept()
        with acting(SYSTEM, Doer("test")):
            Job.objects.filter(pk=pk).exclude(state="done").update(attempts=0)
    assert doing(pk).wait(timeout=PATIENCE) == 0
    assert kept() == ROWS
    with acting(SYSTEM, Doer("test")):
        job = Job.objects.get(pk=pk)
        assert (job.state, job.result["accepted"]) == ("done", ROWS), job.error_en
        assert Record.objects.filter(form="tutoring_visit", version__gt=1).count() == 0
    assert list(faults()) == []
