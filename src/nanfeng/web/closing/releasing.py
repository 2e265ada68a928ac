"""Building releases: computed, noted with all their figures, and written as a report."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.urls import reverse

from nanfeng import __version__
from nanfeng.forms.form import Purpose
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.period import Period
from nanfeng.release.build import BuildRequest, build, read
from nanfeng.release.content import plain_figure
from nanfeng.release.release import Release as Computed
from nanfeng.report.publish import Writing, write_report
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.calendar import take_day
from nanfeng.web.closing.models import Release, ReleasedFigure, Vintage
from nanfeng.web.closing.turns import take_turn
from nanfeng.web.flows.queries import present_actor
from nanfeng.web.flows.services import Asked, Thing, begin, move

NOUN = "release"
FLOW = "release"
BATCH = 1000
"""Rows that are written at once."""


@dataclass(frozen=True)
class Wanted:
    """Which publication is made, for which place and period, from which vintage; `at` is when it counts as built
    (None: now), so that who begins again makes the same release.
    """

    publication: str
    place: str
    period: Period
    vintage: str
    at: datetime | None = None


def compute_release(wanted: Wanted) -> Computed:
    """Compute and store a release, with everything in view that is out or waits to go out; no database is written.

    Within the transaction in which it is entered: who builds another waits until then, so that neither gives away what
    the other one keeps. One that was entered already for the same moment is read back. Raise ValueError where it
    cannot be made.
    """
    take_turn()
    known = _entered(wanted)
    if known:
        return read(city.home(), known.pk)
    standing = Release.objects.filter(withdrawn_at=None).order_by("built_at", "pk").values_list("pk", flat=True)
    request = BuildRequest(
        wanted.period, wanted.place, wanted.vintage, wanted.at or clock.now(), __version__, earlier=tuple(standing)
    )
    return build(city.home(), city.pack(), wanted.publication, request)


@transaction.atomic
def enter_release(computed: Computed, built_by: str) -> Release:
    """Note a release that was computed, with all its figures; one that is known stays as it is.

    It enters its flow, built by the present doer where he acts in a role. Where its day was planned, it takes it.
    """
    known = Release.objects.filter(pk=computed.id).first()
    if known:
        return known
    period = computed.period
    thing = Thing(NOUN, computed.id, "", "", Purpose.SERVICE, computed.id, period.first, period.last)
    release = Release.objects.create(
        id=computed.id,
        publication=computed.publication,
        place=computed.place,
        period=str(period),
        first=period.first,
        last=period.last,
        vintage=Vintage.objects.get(pk=computed.vintage),
        built_at=computed.built_at,
        built_by=built_by,
        course=begin(FLOW, thing),
        synthetic=computed.synthetic,
    )
    figures = (_released(release, figure) for figure in computed.figures.values())
    ReleasedFigure.objects.bulk_create(figures, batch_size=BATCH)
    take_day(release)
    note(Note("build", NOUN, release.pk, changes={"publication": [None, str(release)]}))
    if present_actor():
        release.course = move(release.course.pk, 0, Asked("build"))
    return release


def write_documents(computed: Computed) -> Path:
    """Write the release's report as page, PDF and Word in both languages, its numbers leading to their pages on the
    platform; whole or not at all.
    """
    folder = report_folder(computed.id)
    unfinished = folder.with_name(f".writing-{computed.id}")
    shutil.rmtree(unfinished, ignore_errors=True)
    figures = reverse("figures:figure", args=["-"]).removesuffix("-")
    write_report(city.home(), city.pack(), computed, Writing(unfinished, figures=figures))
    replaced = folder.with_name(f".replaced-{computed.id}")
    shutil.rmtree(replaced, ignore_errors=True)
    if folder.exists():
        folder.rename(replaced)
    unfinished.rename(folder)
    shutil.rmtree(replaced, ignore_errors=True)
    Release.objects.filter(pk=computed.id).update(report=True)
    return folder


def report_folder(release_id: str) -> Path:
    """Where a release's report stands."""
    return city.home() / "reports" / release_id


def _entered(wanted: Wanted) -> Release | None:
    if wanted.at is None:
        return None
    same = {"publication": wanted.publication, "place": wanted.place, "period": str(wanted.period)}
    return Release.objects.filter(**same, vintage=wanted.vintage, built_at=wanted.at).first()


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
