"""A second connection to the database beside that of the work: what is said over it is seen at once."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from nanfeng.kinds.text import Text
from nanfeng.web.jobs.patience import BusyError
from nanfeng.web.people.scope import SYSTEM

_SAYS = {"nanfeng.parks": ",".join(SYSTEM.parks), "nanfeng.purposes": ",".join(SYSTEM.purposes), "nanfeng.writes": "on"}
"""What the database's wall is told on this connection: the scope of the platform itself."""


class Line:
    """Tells how far a job is, outside of the work's transaction."""

    def __init__(self, beside: BaseDatabaseWrapper, job: int) -> None:
        self._beside = beside
        self._job = job

    def tell(self, share: float, words: Text) -> None:
        """Write down the progress, which never goes back but when the work is begun again."""
        with self._beside.cursor() as cursor:
            cursor.execute(
                "UPDATE jobs_job SET progress = %s, words_zh = %s, words_en = %s WHERE id = %s AND state = 'running'",
                [min(max(share, 0.0), 1.0), words.zh, words.en, self._job],
            )


@contextmanager
def own_line(job: int) -> Iterator[Line]:
    """Open the line of a job, and hold its lock meanwhile: no two workers ever do the same job at once.

    The lock lives and dies with the connection, so that of a killed worker is free at once. Raise BusyError where
    another worker holds it.
    """
    with closing(connection.copy()) as beside:
        if not _asked(beside, "SELECT pg_try_advisory_lock(hashtextextended('job ' || %s, 0))", str(job)):
            raise BusyError(f"job {job} is being done by another worker")
        try:
            for name, value in _SAYS.items():
                _asked(beside, "SELECT set_config(%s, %s, false)", name, value)
            yield Line(beside, job)
        finally:  # by itself: of a closed connection the server frees it a moment later, and who tries again meets it
            _asked(beside, "SELECT pg_advisory_unlock_all()")


def _asked(beside: BaseDatabaseWrapper, question: str, *values: str) -> object:
    with beside.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()[0][0]
