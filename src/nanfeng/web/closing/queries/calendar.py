"""Reading the release calendar. It is public: that something comes out on a day is no secret, what it says is."""

from dataclasses import dataclass
from datetime import date, datetime

from nanfeng.kinds.text import Text
from nanfeng.web.closing.models import CalendarEntry, Release
from nanfeng.web.closing.titles import title_of


@dataclass(frozen=True)
class Day:
    """One line of the calendar. `release` is the id of what is published, None before; `planned` the entry that no
    release has taken yet.
    """

    day: date
    title: Text
    published_at: datetime | None = None
    release: str | None = None
    planned: CalendarEntry | None = None


def calendar() -> list[Day]:
    """What is to come out and what came out on a day of the calendar, the latest day first."""
    coming = [
        Day(entry.day, title_of(entry.publication, entry.place, entry.period), planned=entry)
        for entry in CalendarEntry.objects.filter(release=None)
    ]
    dated = Release.objects.filter(due__isnull=False, withdrawn_at=None)
    return sorted([*coming, *(_day(release) for release in dated)], key=lambda line: line.day, reverse=True)


def _day(release: Release) -> Day:
    title = title_of(release.publication, release.place, release.period)
    return Day(
        release.due or release.built_at.date(),
        title,
        release.published_at,
        release.pk if release.published_at else None,
    )
