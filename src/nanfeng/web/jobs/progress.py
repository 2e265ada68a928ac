"""What a job's function is given: a voice to say how far it is, and a door to write through."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from procrastinate.exceptions import JobAborted

from nanfeng.forms.form import Purpose
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Doer
from nanfeng.web.jobs.line import Line
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.scope import Scope, acting


class Progress:
    """The progress of one job."""

    def __init__(self, job: Job, line: Line, asked_to_stop: Callable[[], bool]) -> None:
        self.job = job
        self._line = line
        self._asked_to_stop = asked_to_stop

    def tell(self, share: float, words: Text) -> None:
        """Say how far it is, 0 to 1, and what is done now; seen at once, whatever transaction is open.

        Here the job is broken off, to be begun again later, where its worker is asked to stop.
        """
        if self._asked_to_stop():
            raise JobAborted(f"the worker stops; job {self.job.pk} will be begun again")
        self._line.tell(share, words)

    @contextmanager
    def acting(self, scope: Scope | None = None) -> Iterator[None]:
        """Open a transaction in the name, and within the scope, of who started the job; or within a scope given.

        Keep it short: compute before it, write in it.
        """
        with acting(scope or starters_scope(self.job), starter(self.job)):
            yield


def starter(job: Job) -> Doer:
    """Who started a job, for the log."""
    return Doer(job.by, job.role, job.acting_for)


def starters_scope(job: Job) -> Scope:
    """What the starter could see and write when he started the job."""
    kept = job.scope
    listed = {name: tuple(kept[name]) for name in ("organisations", "parks")}
    purposes = tuple(Purpose(each) for each in kept["purposes"])
    return Scope(**{**kept, **listed, "purposes": purposes})
