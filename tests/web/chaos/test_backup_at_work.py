"""A backup made while jobs write is as of one moment: restored elsewhere it has every row, file and figure."""

import itertools
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo
from tests.web.chaos.nursery import surroundings
from tests.web.chaos.test_import_killed import begun
from tests.web.closing import made

from nanfeng.kinds.role import Role
from nanfeng.ledger.storage import sha256_of
from nanfeng.ledger.verify import verify
from nanfeng.release.replay import replay
from nanfeng.web import city, clock
from nanfeng.web.closing.services import order_close
from nanfeng.web.jobs.runner import run
from nanfeng.web.operations.backup import back_up
from nanfeng.web.operations.restore import restore
from nanfeng.web.postgres import superuser_url

ELSEWHERE = "restored_elsewhere"


@contextmanager
def at_work() -> Iterator[None]:
    """Files are taken in and records are closed meanwhile, one after another."""
    over, busy = threading.Event(), threading.Event()

    def work() -> None:
        for number in itertools.takewhile(lambda _: not over.is_set(), itertools.count(1)):
            run(begun(number))
            busy.set()
            made.report(100_000 + number, number=0)
            with made.doing(Role.APPROVER):
                job = order_close().pk
            run(job)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    assert busy.wait(120)
    yield
    over.set()
    thread.join()


@pytest.fixture
def elsewhere(transactional_db: None, home: Path, root: Path, monkeypatch) -> Iterator[str]:
    """The URL of an empty database as who sees all; the platform's own role is told where it is backed up."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {ELSEWHERE}")
    monkeypatch.setenv("DATABASE_URL", surroundings(root)["DATABASE_URL"])
    yield make_conninfo(superuser_url(home), dbname=ELSEWHERE)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {ELSEWHERE} WITH (FORCE)")


@pytest.mark.slow
@pytest.mark.xdist_group("chaos")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="of an external database only an operator may see all")
def test_a_backup_made_while_jobs_write_is_whole(zone, elsewhere, tmp_path, monkeypatch):
    made.report()
    release = made.built(made.frozen())
    with at_work():
        done = back_up(city.home(), tmp_path / "whole.tar.gz", clock.now())

    home = tmp_path / "home"
    monkeypatch.setenv("DATABASE_URL", make_conninfo(os.environ["DATABASE_URL"], dbname=ELSEWHERE))
    with pytest.raises(ValueError, match="NANFENG_BACKUP_URL"):
        restore(done.file, home)
    monkeypatch.setenv("NANFENG_BACKUP_URL", elsewhere)
    restored = restore(done.file, home)
    assert (restored.rows, restored.files) == (done.rows, done.files)
    assert replay(home, release.pk) == []
    what_is_named_is_there(elsewhere, home)


def what_is_named_is_there(url: str, home: Path) -> None:
    """Every file that a row names, and every row that a finished job counted."""
    with psycopg.connect(url) as restored:
        sent = restored.execute("SELECT sha256, state, accepted FROM records_sending").fetchall()
        assert [sha256 for sha256, _, _ in sent if sha256_of(home / "sent" / f"{sha256}.csv") != sha256] == []
        assert {state for _, state, _ in sent} >= {"done"}
        visits = "SELECT count(*) FROM records_record WHERE form = 'tutoring_visit'"
        assert restored.execute(visits).fetchone() == (sum(accepted for _, _, accepted in sent),)
        vintages = restored.execute("SELECT id FROM closing_vintage").fetchall()
        assert [fault for (vintage,) in vintages for fault in verify(home, vintage)] == []
        ends = "SELECT (SELECT max(position) FROM audit_entry) = (SELECT position FROM audit_head)"
        assert restored.execute(ends).fetchone() == (True,)
