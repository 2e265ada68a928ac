"""What the worker runs: the jobs, and every day the head of the log, written down outside of the database."""

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app

from nanfeng.web import city, clock
from nanfeng.web.audit.verify import head
from nanfeng.web.jobs.kinds import periodic
from nanfeng.web.jobs.patience import Patience
from nanfeng.web.jobs.runner import run
from nanfeng.web.jobs.services import RUN

_log = logging.getLogger(__name__)


@app.task(name=RUN, pass_context=True, retry=Patience())
def run_job(context: JobContext, job: int) -> None:
    """Do one job of ours."""
    run(job, context.should_abort)


@periodic("5 16 * * *", "nanfeng.audit_head")
def keep_audit_head() -> None:
    """Just after the city's midnight, add the head of the log to `audit-heads.txt` in the home, and log it.

    A line is time, position and digest. Kept elsewhere (the file is there to be copied away), it tells a log that was
    rewritten whole.
    """
    position, digest = head()
    line = f"{clock.now().isoformat(timespec='seconds')} {position} {digest}"
    with (city.home() / "audit-heads.txt").open("a", encoding="ascii") as file:
        file.write(line + "\n")
    _log.info("head of the log: %s", line)
