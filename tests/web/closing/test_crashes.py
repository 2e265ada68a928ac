"""A worker killed at any moment of a close or a build, and a disk that is full, leave all or nothing; it finishes."""

import json
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
from tests.web.closing import made

from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.ledger.receipt import receipts
from nanfeng.ledger.verify import verify
from nanfeng.release.build import read, releases
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release, ReleasedFigure, Vintage
from nanfeng.web.closing.ordering import order_release
from nanfeng.web.closing.releasing import Wanted
from nanfeng.web.closing.services import order_close
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.scope import SYSTEM, acting

KILLS = 50 if PROVE else 3
PATIENCE = 120

_SCRIPT = """
import resource, sys
import django
django.setup()
from nanfeng.web.jobs.runner import run
from nanfeng.web.jobs import tasks
print("begun", flush=True)
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
run(int(sys.argv[1]))
"""

Doing = Callable[..., subprocess.Popen]


@pytest.fixture
def doing(transactional_db: None, root: Path) -> Iterator[Doing]:
    """Does a job in a process of its own, which may write files of so many bytes at most (0: any)."""
    parameters = connection.get_connection_params()
    names = ("dbname", "user", "password", "host", "port")
    url = make_conninfo(**{name: parameters[name] for name in names if parameters.get(name)})
    started: list[subprocess.Popen] = []

    def start(job: int, limit: int = 0) -> subprocess.Popen:
        environment = os.environ | {"DATABASE_URL": url}
        command = [sys.executable, "-c", _SCRIPT, str(job), str(limit)]
        process = subprocess.Popen(command, env=environment, cwd=root, stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def job(pk: int) -> Job:
    with acting(SYSTEM, Doer("test")):
        return Job.objects.get(pk=pk)


def killed_until_done(doing: Doing, pk: int, longest: float) -> None:
    """Kill whoever does the job at a random moment, again and again; the last one may finish."""
    for number in range(KILLS):
        process = doing(pk)
        time.sleep(random.Random(number).uniform(0, longest))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        all_or_nothing()
    with acting(SYSTEM, Doer("test")):
        Job.objects.filter(pk=pk).exclude(state="done").update(attempts=0)
    assert doing(pk).wait(timeout=PATIENCE) == 0
    assert job(pk).state == "done", job(pk).error_en
    all_or_nothing()


def all_or_nothing() -> None:
    """What the database knows is there as a whole, and nothing that stands there is broken."""
    home = city.home()
    for receipt in receipts(home):
        assert verify(home, receipt.id) == []
    assert set(Vintage.objects.values_list("pk", flat=True)) <= {receipt.id for receipt in receipts(home)}
    for release in Release.objects.all():
        assert release.pk in releases(home)
        figures = ReleasedFigure.objects.filter(release=release).count()
        assert figures == len(read(home, release.pk).figures)


@pytest.mark.slow
def test_a_close_that_is_killed_leaves_all_or_nothing_and_finishes(doing, zone):
    made.report()
    with made.doing(Role.APPROVER):
        pk = order_close().pk
    killed_until_done(doing, pk, 1.0)
    assert [vintage.pk for vintage in Vintage.objects.all()] == [job(pk).result["vintage"]]


@pytest.mark.slow
def test_a_build_that_is_killed_makes_the_release_that_it_began(doing, zone):
    made.report()
    vintage = made.frozen()
    with made.doing(Role.STATISTICIAN):
        pk = order_release(Wanted("bulletin", "zone", Period.parse(made.PERIOD), vintage.pk)).pk
    killed_until_done(doing, pk, 6.0)
    release = Release.objects.get()
    assert release.pk == job(pk).result["release"]
    assert (release.built_at, release.report) == (job(pk).created, True)
    assert (city.home() / "reports" / release.pk / "report.zh.pdf").is_file()


@pytest.mark.slow
def test_a_full_disk_leaves_no_half_written_vintage_and_says_so(doing, zone):
    made.report(number=None)
    known = {receipt.id for receipt in receipts(city.home())}
    outside = json.loads((city.home() / "receipts.json").read_text("ascii")) if known else []
    made.report(110_000 + random.Random().randrange(10_000), number=5)
    with made.doing(Role.APPROVER):
        pk = order_close().pk
    assert doing(pk, limit=2_000).wait(timeout=PATIENCE) == 0
    assert job(pk).state == "failed"
    assert "disk" in job(pk).error_en
    assert {receipt.id for receipt in receipts(city.home())} == known
    if known:
        assert json.loads((city.home() / "receipts.json").read_text("ascii")) == outside
    assert not Vintage.objects.exists()
    with made.doing(Role.APPROVER):
        again = order_close().pk
    assert again != pk
    assert doing(again).wait(timeout=PATIENCE) == 0
    assert job(again).state == "done"
    all_or_nothing()
