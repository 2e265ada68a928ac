"""How long something may stand in a stage. The clock runs while it goes on, and stands still while it is paused."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from nanfeng.cases.course import Course
from nanfeng.cases.day import CHINA, local_day
from nanfeng.cases.flow import Allowed, Flow
from nanfeng.cases.state import State
from nanfeng.kinds.working_days import add_working_days, is_working_day

Pause = tuple[datetime, datetime]


def due(flow: Flow, course: Course) -> datetime | None:
    """The last moment in time to leave the present stage; None where nothing is due: the stage has no limit, the thing
    does not go on, or nobody knows since when it is there.
    """
    return _last(flow, course) if course.state is State.ACTIVE else None


def kept(flow: Flow, course: Course) -> Mapping[str, bool]:
    """By stage that it left, by going on or ending without success, whether that was in time, each time that it was
    there; stages without a limit are left out, and those that the flow does not know.
    """
    found: dict[str, bool] = {}
    known = {stage.id for stage in flow.stages}
    for place, step in enumerate(course.steps):
        if step.source in known and (step.source != step.target or not step.state.goes_on):
            last = _last(flow, replace(course, steps=course.steps[:place]), step.happened)
            found |= {} if last is None else {step.source: found.get(step.source, True) and step.happened <= last}
    return found


def _last(flow: Flow, course: Course, left: datetime | None = None) -> datetime | None:
    """The last moment in time; a pause that lasted until it `left` the stage counts as one."""
    allowed, since = flow.stage(course.stage).within, course.since
    if allowed is None or since is None:
        return None
    return _end(allowed, since, tuple(_pauses(course, left)))


def _end(allowed: Allowed, since: datetime, pauses: tuple[Pause, ...]) -> datetime:
    """Working days end with the day; where both kinds are set, the one that ends first counts."""
    ends: list[datetime] = []
    if allowed.hours:
        stood_still = sum((until - start for start, until in pauses), timedelta())
        ends.append(since + timedelta(hours=allowed.hours) + stood_still)
    if allowed.working_days:
        days = allowed.working_days + sum(_working_days_between(*pause) for pause in pauses)
        day = add_working_days(local_day(since), days)
        ends.append(_end_of(day, since))
    return min(ends, default=since)


def _pauses(course: Course, left: datetime | None = None) -> Iterator[Pause]:
    """The times since it came to the present stage, until it `left`, in which it did not go on, one after another."""
    stopped: datetime | None = None
    for step in course.steps_in_stage:
        goes_on = step.state is State.ACTIVE
        if stopped is not None and goes_on:
            yield stopped, step.happened
        stopped = None if goes_on else stopped or step.happened
    if stopped is not None and left is not None:
        yield stopped, left


def _working_days_between(start: datetime, until: datetime) -> int:
    first, last = local_day(start), local_day(until)
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(day) for day in days)


def _end_of(day: date, like: datetime) -> datetime:
    """The last moment of a day in China, on the kind of clock that the other moment was read from."""
    return datetime.combine(day, time.max, None if like.tzinfo is None else CHINA)
