"""The process that does the jobs. Several may run, on several machines; each job is done by one at a time."""

import asyncio
import logging
import signal

from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError

from nanfeng.web.jobs import kinds

HEARTBEAT = 2.0
"""Seconds between two signs of life of a worker."""

DEAD = 10.0
"""Seconds without a sign of life after which others take over what a worker was doing."""

_PAUSE = 2.0
"""Seconds before a worker that lost the database tries to reach it again."""

_GRACE = 10.0
"""Seconds that a job has to come to its end when the worker is asked to stop; then it breaks off where it next tells
its progress, and is begun again by the next worker.
"""

_log = logging.getLogger(__name__)


def run_worker(concurrency: int = 1) -> None:
    """Do jobs, `concurrency` at a time, until SIGTERM or SIGINT. A database that is away is waited for."""
    kinds.find()
    asyncio.run(_run(concurrency))


async def _run(concurrency: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            await _serve(concurrency, stop)
        except (ConnectorException, OperationalError, OSError) as error:
            _log.warning("the database does not answer (%s); trying again", error)
        await _until(stop, _PAUSE)


async def _serve(concurrency: int, stop: asyncio.Event) -> None:
    """Work until asked to stop, or until the database is lost."""
    with app.replace_connector(DjangoConnector().get_worker_connector()) as connected:
        async with connected.open_async():
            worker = asyncio.create_task(_worker(connected, concurrency))
            helpers = [asyncio.create_task(stop.wait()), asyncio.create_task(_take_over(connected))]
            await asyncio.wait([worker, *helpers], return_when=asyncio.FIRST_COMPLETED)
            for task in (*helpers, worker):
                task.cancel()
            ends = await asyncio.gather(worker, *helpers, return_exceptions=True)
            _log.info("the worker ended: %s", ends[0])


async def _worker(connected: App, concurrency: int) -> None:
    await connected.run_worker_async(
        concurrency=concurrency,
        install_signal_handlers=False,
        fetch_job_polling_interval=2.0,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=DEAD,
        shutdown_graceful_timeout=_GRACE,
        delete_jobs="successful",
    )


async def _take_over(connected: App) -> None:
    """Put back into the queue what dead workers were doing, again and again."""
    while True:
        for job in await connected.job_manager.get_stalled_jobs(seconds_since_heartbeat=DEAD):
            _log.warning("taking over job %s of a worker that is gone", job.id)
            await connected.job_manager.retry_job(job)
        await asyncio.sleep(HEARTBEAT)


async def _until(stop: asyncio.Event, seconds: float) -> None:
    """Wait, but not longer than until asked to stop."""
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return
