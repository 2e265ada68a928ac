"""Reading single figures as they may be shown: what stands for the public, what the office sees before, what was
revised.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.text import Text
from nanfeng.release.content import figure_of
from nanfeng.web.closing.access import Audience
from nanfeng.web.closing.models import Release, ReleasedFigure, Revision
from nanfeng.web.closing.titles import figure_title, why_revised


@dataclass(frozen=True)
class Which:
    """Which figures: what is empty or None asks for nothing. `growth` is a basis, or `level`; `scope` all fields that
    narrow the figure (None: any); `first` and `last` are the ends of its period.
    """

    indicators: Sequence[str] = ()
    places: Sequence[str] = ()
    growth: str = ""
    scope: Mapping[str, str] | None = None
    first: date | None = None
    last: date | None = None
    keys: Sequence[str] = field(default=())


@dataclass(frozen=True)
class Shown:
    """A figure with the release that it is shown from."""

    figure: Figure
    release: Release


@dataclass(frozen=True)
class Revised:
    """An entry of the log of corrections, `title` what the figure is. `old` or `new` is None where that release does
    not hold the figure.
    """

    entry: Revision
    title: Text
    old: Figure | None
    new: Figure | None
    reasons: tuple[Text, ...]


def standing(which: Which) -> QuerySet[ReleasedFigure]:
    """The figures that the public sees now, by indicator, place and period, with the releases that they stand in."""
    found = ReleasedFigure.objects.filter(standing=True).select_related("release", "release__vintage")
    asked = {
        "indicator__in": which.indicators,
        "place__in": which.places,
        "first": which.first,
        "last": which.last,
        "key__in": which.keys,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if which.growth:
        found = found.filter(growth="" if which.growth == "level" else which.growth)
    if which.scope is not None:
        found = found.filter(scope=dict(which.scope))
    return found.order_by("indicator", "place", "last", "first", "pk")


def figure(key: str, audience: Audience) -> Shown | None:
    """The figure of a key (canonical text) as an audience sees it: the public what stands, the office what was built
    last, be it out or not. None where there is none to see.
    """
    found = ReleasedFigure.objects.filter(key=key).select_related("release", "release__vintage")
    if audience is Audience.PUBLIC:
        return _first(found.filter(standing=True))
    return _first(found.filter(release__withdrawn_at=None).order_by("-release__built_at"))


def shown(rows: Iterable[ReleasedFigure]) -> list[Shown]:
    """Rows with their releases as figures."""
    return [Shown(figure_of(row.content), row.release) for row in rows]


def revisions() -> QuerySet[Revision]:
    """The public log of corrections as rows, the latest first; `revised` reads them."""
    return Revision.objects.select_related("release", "before", "release__vintage").order_by("-at", "pk")


def revised(rows: Iterable[Revision]) -> list[Revised]:
    """Entries of the log, ready to be shown."""
    return [
        Revised(
            entry=row,
            title=figure_title(FigureKey.parse(row.key)),
            old=figure_of(row.old) if row.old else None,
            new=figure_of(row.new) if row.new else None,
            reasons=why_revised(row.reasons, row.release.vintage.reason),
        )
        for row in rows
    ]


def _first(found: QuerySet[ReleasedFigure]) -> Shown | None:
    row = found.first()
    return Shown(figure_of(row.content), row.release) if row else None
