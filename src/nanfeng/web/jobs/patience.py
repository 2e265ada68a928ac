"""When work that broke off is tried again, and how long after."""

from django.db import InterfaceError, OperationalError
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.exceptions import ConnectorException, JobAborted
from procrastinate.jobs import Job as Queued

_LONGEST = 60
"""Seconds between two attempts at most."""


class BusyError(Exception):
    """Another worker, believed dead, still does this job."""


PASSING = (OperationalError, InterfaceError, ConnectorException, JobAborted, BusyError)
"""Troubles that pass without anybody's help: the database is away, the worker is asked to stop."""


class Patience(BaseRetryStrategy):
    """Try again after 1, 2, 4 ... seconds where the trouble passes by itself; never where it does not."""

    def get_retry_decision(self, *, exception: BaseException, job: Queued) -> RetryDecision | None:
        """When to try again; None for never."""
        if not isinstance(exception, PASSING):
            return None
        return RetryDecision(retry_in={"seconds": min(_LONGEST, 2 ** min(job.attempts, 10))})
