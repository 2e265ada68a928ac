"""The kinds of jobs that apps declare in their `tasks.py`, and what runs by the clock."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TypeVar

from django.utils.module_loading import autodiscover_modules
from procrastinate.contrib.django import app

from nanfeng.web.jobs.patience import Patience

Result = Mapping[str, object] | None
Work = Callable[..., Result]
"""Does a job: takes its `Progress` and its arguments by name; gives a result of plain JSON with the `url` to go on at,
or None. It may be begun again after it was broken off anywhere, so everything in it must bear repetition.
"""
W = TypeVar("W", bound=Work)

_log = logging.getLogger(__name__)
_works: dict[str, Work] = {}


def job(kind: str) -> Callable[[W], W]:
    """Declare the function that does jobs of a kind; raise ValueError where another does them already."""

    def declare(work: W) -> W:
        if _works.setdefault(kind, work) is not work:
            raise ValueError(f"jobs of the kind {kind} are declared twice")
        return work

    return declare


def find() -> None:
    """Read every app's `tasks.py`, once; they bring along all that computes and writes."""
    autodiscover_modules("tasks")


def work_of(kind: str) -> Work:
    """The function that does jobs of a kind; raise KeyError that lists the kinds there are."""
    find()
    if kind not in _works:
        raise KeyError(f"no tasks.py declares jobs of the kind {kind}; there are: {', '.join(sorted(_works))}")
    return _works[kind]


def periodic(cron: str, name: str) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Run a function by the clock: `cron` is minute, hour, day, month and weekday in UTC (the city is 8 hours ahead).

    Each time is run once, by whichever worker comes first; where all were down, the last time missed within a day is
    made good. The function opens its own transaction (`acting(SYSTEM, NOBODY)`) and must bear repetition.
    """

    def declare(work: Callable[[], object]) -> Callable[[], object]:
        def run(timestamp: int) -> None:
            _log.info("%s, due at %s", name, datetime.fromtimestamp(timestamp, UTC))
            work()

        app.periodic(cron=cron)(app.task(name=name, retry=Patience())(run))
        return work

    return declare
