"""Every write of closing: releases, from the building of one to the day on which it goes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from nanfeng import __version__
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.period import Period
from nanfeng.release.build import BuildRequest, build
from nanfeng.release.compare import compare
from nanfeng.release.content import plain_figure
from nanfeng.release.release import Release as Computed
from nanfeng.report.publish import Writing, write_report
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.models import Release, ReleasedFigure, Revision, Vintage

_BATCH = 1000


@dataclass(frozen=True)
class Wanted:
    """Which publication is made, for which place and period, from which vintage."""

    publication: str
    place: str
    period: Period
    vintage: str


def compute_release(wanted: Wanted) -> Computed:
    """Compute and store a release, with everything in view that is out or waits to go out; no database is written.

    Raise ValueError where it cannot be made.
    """
    standing = Release.objects.order_by("built_at").values_list("id", flat=True)
    request = BuildRequest(
        wanted.period, wanted.place, wanted.vintage, clock.now(), __version__, earlier=tuple(standing)
    )
    return build(city.home(), city.pack(), wanted.publication, request)


@transaction.atomic
def enter_release(computed: Computed, built_by: str) -> Release:
    """Note a release that was computed, with all its figures; one that is known stays as it is."""
    release, new = Release.objects.get_or_create(
        id=computed.id,
        defaults={
            "publication": computed.publication,
            "place": computed.place,
            "period": str(computed.period),
            "first": computed.period.first,
            "last": computed.period.last,
            "vintage": Vintage.objects.get(pk=computed.vintage),
            "built_at": computed.built_at,
            "built_by": built_by,
            "synthetic": computed.synthetic,
        },
    )
    if new:
        figures = (_released(release, figure) for figure in computed.figures.values())
        ReleasedFigure.objects.bulk_create(figures, batch_size=_BATCH)
        note(Note("build", "release", release.id, changes={"publication": [None, str(release)]}))
    return release


def write_documents(computed: Computed) -> Path:
    """Write the release's report as page, PDF and Word in both languages, without single records."""
    folder = report_folder(computed.id)
    write_report(city.home(), city.pack(), computed, Writing(folder))
    Release.objects.filter(pk=computed.id).update(report=True)
    return folder


def report_folder(release_id: str) -> Path:
    """Where a release's report stands."""
    return city.home() / "reports" / release_id


@transaction.atomic
def schedule(release: Release, due: date) -> None:
    """Put a release into the calendar."""
    before, release.due = release.due, due
    release.save(update_fields=["due"])
    note(Note("schedule", "release", release.pk, changes={"due": [before and str(before), str(due)]}))


@transaction.atomic
def put_out(release: Release) -> Release:
    """Let the public see a release from now on: its figures stand instead of earlier ones, and what it shows otherwise
    than the last release of the same publication, place and period goes into the log of corrections.
    """
    if release.published_at:
        return release
    before = _published_before(release)
    now = clock.now()
    release.published_at = now
    release.save(update_fields=["published_at"])
    keys = ReleasedFigure.objects.filter(release=release).values("key")
    ReleasedFigure.objects.filter(standing=True, key__in=keys).update(standing=False)
    ReleasedFigure.objects.filter(release=release).update(standing=True)
    if before:
        Revision.objects.bulk_create(_revisions(release, before), batch_size=_BATCH)
    note(Note("publish", "release", release.pk, changes={"published_at": [None, now.isoformat()]}))
    return release


def _published_before(release: Release) -> Release | None:
    same = {"publication": release.publication, "place": release.place, "period": release.period}
    return Release.objects.filter(**same, published_at__isnull=False).order_by("-published_at").first()


def _revisions(release: Release, before: Release) -> Iterable[Revision]:
    for moved in compare(city.home(), before.pk, release.pk):
        yield Revision(
            release=release,
            before=before,
            key=str(moved.key),
            old=moved.old and plain_figure(moved.old),
            new=moved.new and plain_figure(moved.new),
            reasons=list(moved.reasons),
            at=clock.now(),
        )


def _released(release: Release, figure: Figure) -> ReleasedFigure:
    key = figure.key
    return ReleasedFigure(
        release=release,
        key=str(key),
        indicator=key.indicator,
        place=key.place,
        first=key.period.first,
        last=key.period.last,
        growth=key.growth or "",
        scope=dict(key.scope),
        status=figure.status,
        value=figure.value,
        content=plain_figure(figure),
    )
