"""The release calendar: days that are planned before the release is made, and the release that takes one."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Note, note, present_doer
from nanfeng.web.closing.models import CalendarEntry, Release

CANCELLED = Text("已取消这个计划发布日", "the planned day was cancelled")
_TAKEN = Text(
    "这份发布已有计划发布日：请先取消原来的安排",
    "a day is planned for this publication already: cancel that one first",
)


@dataclass(frozen=True)
class Planned:
    """A publication for a place and a period (canonical text), and the day on which it is to come out."""

    publication: str
    place: str
    period: str
    day: date


class TakenError(ValueError):
    """There is a planned day for that publication already."""


def plan_day(planned: Planned) -> CalendarEntry:
    """Enter a day; raise TakenError where the next release of the same publication has one already."""
    try:
        with transaction.atomic():
            entry = CalendarEntry.objects.create(**vars(planned), planned_by=present_doer().who)
    except IntegrityError as error:
        raise TakenError(_TAKEN) from error
    note(Note("plan", "calendar", str(entry), changes={"day": [None, str(planned.day)]}))
    return entry


def cancel_day(entry: CalendarEntry) -> None:
    """Take a planned day out of the calendar; raise ValueError where a release has taken it."""
    if entry.release is not None:
        raise ValueError("a release has this day: schedule or withdraw the release instead")
    note(Note("cancel", "calendar", str(entry), changes={"day": [str(entry.day), None]}))
    entry.delete()


def take_day(release: Release) -> None:
    """Give a new release the day that was planned for it; none where nobody planned one."""
    same = {"publication": release.publication, "place": release.place, "period": release.period}
    entry = CalendarEntry.objects.filter(**same, release=None).first()
    if entry is None:
        return
    entry.release, release.due = release, entry.day
    entry.save(update_fields=["release"])
    release.save(update_fields=["due"])


def give_back(release: Release) -> None:
    """Free the planned day of a release that will not come out, for the one that is made instead.

    Where another day was planned for that meanwhile, this one goes.
    """
    for entry in CalendarEntry.objects.filter(release=release):
        same = {"publication": entry.publication, "place": entry.place, "period": entry.period}
        if CalendarEntry.objects.filter(**same, release=None).exists():
            entry.delete()
        else:
            entry.release = None
            entry.save(update_fields=["release"])
