"""Worker processes that know the tests' jobs, and a queue that is empty before each test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

_SCRIPT = """
import django
django.setup()
import tests.web.jobs.work
from nanfeng.web.jobs.worker import run_worker
run_worker()
"""


@pytest.fixture
def queue(transactional_db: None) -> None:
    """The queue of procrastinate is no table of ours and is not emptied between tests by itself."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")


@pytest.fixture
def worker(queue: None, root: Path) -> Iterator[Callable[[], subprocess.Popen]]:
    """Starts real worker processes on the test database; those that still run at the end are killed."""
    parameters = connection.get_connection_params()
    url = make_conninfo(
        **{name: parameters[name] for name in ("dbname", "user", "password", "host", "port") if parameters.get(name)}
    )
    started: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        environment = os.environ | {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join([str(root), *sys.path])}
        started.append(subprocess.Popen([sys.executable, "-c", _SCRIPT], env=environment, cwd=root))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
