"""One figure with what belongs to it: how it was revised, and its like on other bases, at other places and times."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, F, Q, When

from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.release.content import figure_of
from nanfeng.web import city
from nanfeng.web.closing.access import Audience, visible
from nanfeng.web.closing.models import Release, ReleasedFigure, Revision

_RELATED = 60
_NEWEST = F("release__published_at").desc(nulls_last=True)


@dataclass(frozen=True)
class Found:
    """A figure with the release that it is shown from; `standing` where it is what the public sees now."""

    figure: Figure
    release: Release
    standing: bool


@dataclass(frozen=True)
class Revised:
    """A revision that was published: when, what was shown before and since (None: nothing), and codes of why."""

    at: datetime
    release: Release
    old: Figure | None
    new: Figure | None
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Related:
    """Figures that differ from one in one respect alone."""

    bases: tuple[Figure, ...]
    places: tuple[Figure, ...]
    periods: tuple[Figure, ...]


def find(key: FigureKey, audience: Audience, release: str = "") -> Found | None:
    """The figure that stands, else the newest that the audience may see; in a certain release where one is named."""
    seen = visible(audience).filter(withdrawn_at=None)
    found = ReleasedFigure.objects.filter(key=str(key), release__in=seen).select_related("release__vintage")
    if release:
        found = found.filter(release=release)
    first = found.order_by("-standing", _NEWEST, "-release__built_at").first()
    return Found(figure_of(first.content), first.release, first.standing) if first else None


def newest(indicators: Collection[str], audience: Audience) -> list[Found]:
    """Of each indicator the newest level of all that the audience may see, for the zone, else for the city: of those
    that end on the same day the one of the longest time. One query; indicators without figures are left out.
    """
    zone, seen = city.pack().zone, visible(audience).filter(withdrawn_at=None)
    found = ReleasedFigure.objects.filter(indicator__in=indicators, growth="", scope={}, release__in=seen)
    found = found.filter(place__in=(zone, city.pack().city)).select_related("release__vintage")
    order = ("indicator", "-last", "first", Case(When(place=zone, then=0), default=1))
    told = found.order_by(*order, "-standing", _NEWEST, "-release__built_at").distinct("indicator")
    return [Found(figure_of(one.content), one.release, one.standing) for one in told]


def history(key: FigureKey) -> list[Revised]:
    """How a published figure was revised, the latest first."""
    moved = Revision.objects.filter(key=str(key), release__published_at__isnull=False)
    return [
        Revised(one.at, one.release, _figure(one.old), _figure(one.new), tuple(one.reasons))
        for one in moved.select_related("release__vintage").order_by("-at", "-pk")
    ]


def related(found: Found) -> Related:
    """Its like on other bases, at other places, and for other periods, with one query."""
    key = found.figure.key
    same_scope = ReleasedFigure.objects.filter(indicator=key.indicator, scope=dict(key.scope))
    same_time = Q(first=key.period.first, last=key.period.last)
    same_basis = Q(growth=key.growth or "")
    alike = (same_time & Q(place=key.place)) | (same_time & same_basis) | (Q(place=key.place) & same_basis)
    among = Q(standing=True) if found.standing else Q(release=found.release)
    rows = same_scope.filter(among, alike).exclude(key=str(key)).order_by("-last", "first", "pk")[:_RELATED]
    figures = [figure_of(row.content) for row in rows]
    return Related(
        tuple(one for one in figures if (one.key.period, one.key.place) == (key.period, key.place)),
        tuple(one for one in figures if (one.key.period, one.key.growth) == (key.period, key.growth)),
        tuple(_of_period(figures, key)),
    )


def _of_period(figures: list[Figure], key: FigureKey) -> Iterator[Figure]:
    return (one for one in figures if (one.key.place, one.key.growth) == (key.place, key.growth))


def _figure(content: dict | None) -> Figure | None:
    return figure_of(content) if content else None
