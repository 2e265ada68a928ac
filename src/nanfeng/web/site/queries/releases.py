"""Releases that are out, the calendar of those to come, and the log of corrections."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone

from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Text
from nanfeng.release.content import figure_of
from nanfeng.release.release import HELD
from nanfeng.web import clock
from nanfeng.web.closing.models import CalendarEntry, Release, Revision
from nanfeng.web.closing.titles import title_of, why_revised
from nanfeng.web.site.queries.figures import standing

_A_PAGE = 50


@dataclass(frozen=True)
class Outing:
    """A day of the calendar: what came out, or is to (`release` None, or not out yet)."""

    day: date
    title: Text
    publication: str
    place: str
    period: str
    release: Release | None = None

    @property
    def uid(self) -> str:
        """What calendars know it by, whatever its day."""
        return f"{self.publication}-{self.place}-{self.period}"


@dataclass(frozen=True)
class Correction:
    """A figure that was shown otherwise: what was shown, what is shown now (None: not shown), and why in words."""

    key: FigureKey
    old: Figure | None
    new: Figure | None
    reasons: tuple[Text, ...]
    revision: Revision


def out() -> QuerySet[Release]:
    """The releases that are out, the newest first."""
    return Release.objects.filter(published_at__isnull=False).order_by("-published_at", "pk")


def title(release: Release) -> Text:
    """What a release is called."""
    return title_of(release.publication, release.place, release.period)


def planned() -> list[Outing]:
    """What is to come out, the next first: days that are planned, and releases that wait for theirs.

    Nothing of what a release will say is in it, nor whether it is made already.
    """
    entries = CalendarEntry.objects.filter(release=None, day__gte=clock.today())
    waiting = Release.objects.filter(published_at=None, withdrawn_at=None, due__isnull=False)
    found = [_outing(entry.day, entry) for entry in entries]
    found += [_outing(release.due, release) for release in waiting if release.due]
    return sorted(found, key=lambda one: (one.day, one.uid))


def past(limit: int = 100) -> list[Outing]:
    """What came out, the newest first."""
    return [_outing(_day(release), release, release) for release in out()[:limit]]


def corrections(page: str) -> tuple[Page, list[Correction]]:
    """A page of the log, the newest first."""
    rows = Revision.objects.select_related("release__vintage", "before").order_by("-at", "pk")
    found = Paginator(rows, _A_PAGE).get_page(page)
    return found, [_correction(revision) for revision in found]


def latest_corrections(limit: int) -> list[Correction]:
    """The newest entries of the log."""
    rows = Revision.objects.select_related("release__vintage", "before").order_by("-at", "pk")[:limit]
    return [_correction(revision) for revision in rows]


def held() -> list[Figure]:
    """Figures that repeat what was told before, because their revision would show a single enterprise."""
    rows = standing().filter(content__flags__contains=[HELD]).order_by("-last", "key")[:_A_PAGE]
    return [figure_of(content) for content in rows.values_list("content", flat=True)]


def _outing(day: date, of: CalendarEntry | Release, release: Release | None = None) -> Outing:
    named = title_of(of.publication, of.place, of.period)
    return Outing(day, named, of.publication, of.place, of.period, release)


def _day(release: Release) -> date:
    if release.published_at is None:
        raise ValueError(f"release {release.pk} is not out")
    return timezone.localdate(release.published_at)


def _correction(revision: Revision) -> Correction:
    old, new = (figure_of(content) if content else None for content in (revision.old, revision.new))
    why = why_revised(revision.reasons, revision.release.vintage.reason)
    return Correction(FigureKey.parse(revision.key), old, new, why, revision)
