"""A second connection to the database beside that of the work: what is said over it is seen at once."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    beside = connection.copy()
    try:
        with beside.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended('job ' || %s, 0))", [str(job)])
            if not cursor.fetchone()[0]:
                raise BusyError(f"job {job} is being done by another worker")
            for name, value in _SAYS.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [name, value])
        yield Line(beside, job)
    finally:
        beside.close()
