"""What became of vintages and releases: each closing, building and step, with its time, its reason and its note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from nanfeng.web.closing.models import Release, Vintage
from nanfeng.web.flows.models import Step


@dataclass(frozen=True)
class Event:
    """Something that happened to a vintage or a release. `noun` and `id` name it, `what` tells more, `done` is what
    was done (`close`, or a transition of the flow of releases); `reason` is a code, `note` what somebody
    wrote; empty for none.
    """

    at: datetime
    noun: str
    id: str
    what: str
    done: str
    by: str
    reason: str = ""
    note: str = ""


def history() -> list[Event]:
    """Everything that happened to vintages and releases, the latest first; three queries."""
    events = (*map(_closed, Vintage.objects.all()), *_steps(Release.objects.select_related("course", "vintage")))
    return sorted(events, key=lambda event: event.at, reverse=True)


def _closed(one: Vintage) -> Event:
    what = f"{one.rows:,} rows"
    return Event(one.closed_at, "vintage", one.pk, what, "close", one.closed_by, one.reason, one.note)


def _steps(releases: Iterable[Release]) -> Iterator[Event]:
    by_course = {one.course.pk: one for one in releases}
    for step in Step.objects.filter(course__in=by_course).select_related("course"):
        one = by_course[step.course.pk]
        what = f"{one} (vintage {one.vintage})"
        yield Event(step.entered, "release", one.pk, what, step.transition, step.by, step.reason_code, step.reason)
