"""Doing one job: taking it up, calling its function, and writing down how it ended."""

import logging
from collections.abc import Callable

from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import NOBODY, Note, note
from nanfeng.web.jobs.failure import BROKEN_OFF, words_of
from nanfeng.web.jobs.kinds import Result, work_of
from nanfeng.web.jobs.line import Line, own_line
from nanfeng.web.jobs.models import Job
from nanfeng.web.jobs.patience import PASSING
from nanfeng.web.jobs.progress import Progress, starter
from nanfeng.web.people.scope import SYSTEM, acting

_ATTEMPTS = 8
"""Times that a job is taken up at most: one that kills its worker each time must not go on for ever."""

_log = logging.getLogger(__name__)


def run(job: int, asked_to_stop: Callable[[], bool] = lambda: False) -> None:
    """Do a job, unless it has ended already. Troubles that pass are raised, for it to be tried again; all else ends it.

    Raise BusyError where another worker does it at this moment.
    """
    with own_line(job) as line:
        taken = _take_up(job)
        if taken is None:
            return
        if taken.attempts > _ATTEMPTS:
            _fail(taken, BROKEN_OFF)
            return
        _work(taken, line, asked_to_stop)


def _work(job: Job, line: Line, asked_to_stop: Callable[[], bool]) -> None:
    try:
        result = work_of(job.kind)(Progress(job, line, asked_to_stop), **job.arguments)
    except PASSING:
        raise
    except Exception as error:
        _log.exception("job %s (%s) failed", job.pk, job.kind)
        _fail(job, words_of(error))
    else:
        _succeed(job, result)


def _take_up(pk: int) -> Job | None:
    with acting(SYSTEM, NOBODY):
        job = Job.objects.select_for_update().filter(pk=pk).first()
        if job is None or job.ended:
            return None
        job.state = Job.State.RUNNING
        job.attempts += 1
        job.started = job.started or clock.now()
        job.progress = 0
        job.save(update_fields=["state", "attempts", "started", "progress"])
        return job


def _succeed(job: Job, result: Result) -> None:
    job.state, job.progress, job.result = Job.State.DONE, 1.0, dict(result or {})
    job.words_zh, job.words_en = "已完成", "done"
    _end(job, "progress", "result", "words_zh", "words_en")


def _fail(job: Job, why: Text) -> None:
    job.state, job.error_zh, job.error_en = Job.State.FAILED, why.zh, why.en
    _end(job, "error_zh", "error_en")


def _end(job: Job, *changed: str) -> None:
    job.finished = clock.now()
    with acting(SYSTEM, starter(job)):
        job.save(update_fields=["state", "finished", *changed])
        note(Note(job.state, "job", str(job.pk), job.organisation, {"state": ["running", job.state]}, job.error_en))
