"""A job is started with its caller's transaction, acts as its starter, tells its progress, and ends in plain words."""

import pytest
from django.db import OperationalError, connection, transaction
from tests.web.jobs import work
from tests.web.log import entries

from nanfeng.forms.form import Purpose
from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs import queries, tasks
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.patience import BusyError
from nanfeng.web.jobs.runner import run
from nanfeng.web.jobs.services import start
from nanfeng.web.people.scope import SYSTEM, Scope, acting

LI = Doer("li@example.org", "park_officer", "park_nanhai")
PARK = Scope(parks=("park_nanhai",), purposes=(Purpose.STATISTICS,), writes=True)
TITLE = work.TITLE

pytestmark = pytest.mark.usefixtures("queue")


def started(kind: str = "test_refusal", key: str = "", doer: Doer = LI, **arguments: object) -> Job:
    with acting(PARK, doer):
        return start(kind, TITLE, arguments, key=key)


def after(job: Job) -> Job:
    with acting(SYSTEM, Doer()):
        return Job.objects.get(pk=job.pk)


def queued() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        return cursor.fetchone()[0]


def test_a_job_acts_as_its_starter_and_within_his_scope(tmp_path):
    job = started("test_steps", folder=str(tmp_path))
    run(job.pk)
    done = after(job)
    assert (done.state, done.percent, done.result) == ("done", 100, {"url": "/done/"})
    noted = entries(noun="test_step")
    assert len(noted) == work.STEPS
    assert {(entry.who, str(entry.changes["scope"])) for entry in noted} == {(LI.who, "[None, ['park_nanhai']]")}


def test_a_job_of_a_transaction_that_is_undone_was_never_started():
    with acting(PARK, LI):
        start("test_refusal", TITLE, {"how": "text"})
        transaction.set_rollback(True)
    assert queued() == 0


def test_a_kind_that_nobody_does_is_refused_at_once():
    with pytest.raises(KeyError, match="declares jobs of the kind test_nothing"):
        started("test_nothing")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("issue", "a.xlsx：B7: the unit is wrong; mend it"),
        ("text", "there are no data"),
        ("slip", "Something unexpected went wrong"),
    ],
)
def test_what_was_refused_is_said_and_not_tried_again(how, words):
    job = started(how=how)
    run(job.pk)
    run(job.pk)
    failed = after(job)
    assert (failed.state, failed.attempts) == ("failed", 1)
    assert words in failed.error.en
    assert failed.error.zh


def test_a_trouble_that_passes_is_tried_again_but_not_for_ever():
    job = started(how="away")
    for _ in range(8):
        with pytest.raises(OperationalError):
            run(job.pk)
        assert not after(job).ended
    run(job.pk)
    assert after(job).state == "failed"
    assert "broke off too many times" in after(job).error.en


def test_progress_is_seen_though_the_work_is_undone():
    job = started("test_watch", seen=[])
    run(job.pk)
    assert (after(job).progress, after(job).words.en, after(job).error.zh) == (0.5, "half", "不成")


def test_the_same_key_is_the_same_job_until_it_has_failed():
    first = started(how="text", key="2023-04")
    assert started(how="text", key="2023-04").pk == first.pk
    assert queued() == 1
    run(first.pk)
    assert started(how="text", key="2023-04").pk != first.pk
    assert started(how="text").pk != started(how="text").pk


def test_a_job_is_done_by_one_worker_at_a_time():
    job = started(how="text")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended('job ' || %s, 0))", [str(job.pk)])
    with pytest.raises(BusyError):
        run(job.pk)
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    other.close()
    run(job.pk)
    assert after(job).state == "failed"


@pytest.mark.parametrize(
    ("scope", "doer", "sees"),
    [
        (PARK, LI, True),
        (PARK, Doer("wang@example.org", "park_officer", "park_nanhai"), True),
        (PARK, Doer("wang@example.org", "station_staff", "park_nanhai"), False),
        (Scope(parks=("park_shunde",), purposes=(Purpose.STATISTICS,)), LI, False),
        (SYSTEM, Doer("ma@example.org", "statistician"), False),
    ],
)
def test_jobs_are_seen_in_the_same_office_only(scope, doer, sees):
    job = started(how="text")
    with acting(scope, doer):
        assert queries.visible().filter(pk=job.pk).exists() is sees


def test_the_database_itself_hides_the_jobs_of_another_park():
    job = started(how="text")
    with acting(Scope(parks=("park_shunde",), purposes=tuple(Purpose)), LI):
        assert not Job.objects.filter(pk=job.pk).exists()


def test_the_head_of_the_log_is_kept_every_day(home):
    started(how="text")
    with transaction.atomic():
        tasks.keep_audit_head()
    last = (home / "audit-heads.txt").read_text("ascii").splitlines()[-1].split()
    assert (int(last[1]), last[2]) == (len(entries()), entries()[-1].digest)
