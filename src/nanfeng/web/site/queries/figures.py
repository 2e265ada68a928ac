"""Published figures: what stands, as the public may see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, QuerySet, When

from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.pack.reference import Reference
from nanfeng.pack.windows import resolve_all
from nanfeng.release.content import figure_of
from nanfeng.web import city
from nanfeng.web.closing.models import Release, ReleasedFigure

Windows = Mapping[str, Period]


@dataclass(frozen=True)
class Headline:
    """A key figure of a publication, and its growth where the publication names one."""

    name: Text
    figure: Figure
    growth: Figure | None


def standing() -> QuerySet[ReleasedFigure]:
    """Every figure that the public sees."""
    return ReleasedFigure.objects.filter(standing=True)


def published(keys: Iterable[str]) -> Mapping[str, Figure]:
    """The published figures among these canonical keys."""
    rows = standing().filter(key__in=set(keys)).values_list("key", "content")
    return {key: figure_of(content) for key, content in rows}


def counted() -> Mapping[str, int]:
    """How many figures of each indicator are published."""
    rows = standing().values_list("indicator").annotate(count=Count("pk"))
    return dict(rows)


def newest() -> Mapping[str, Figure]:
    """Of each indicator the newest published level that is not narrowed and has a value, of the zone where there is
    one, else of the city.
    """
    of_zone = Case(When(place=city.pack().zone, then=0), default=1)
    rows = standing().filter(growth="", scope={}, value__isnull=False, place__in=(city.pack().zone, city.pack().city))
    latest = rows.order_by("indicator", "-last", "first", of_zone).distinct("indicator")
    return {figure.key.indicator: figure for figure in map(figure_of, latest.values_list("content", flat=True))}


def headlines() -> tuple[Release | None, list[Headline]]:
    """The key figures of the newest release of the zone that has any, and that release (None: nothing is out yet)."""
    pack = city.pack()
    named = [publication.id for publication in pack.publications.values() if publication.highlights]
    out = Release.objects.filter(published_at__isnull=False, publication__in=named, place=pack.zone)
    release = out.order_by("-last", "first", "-published_at").first()
    if release is None:
        return None, []
    return release, _headlines(release)


def _headlines(release: Release) -> list[Headline]:
    publication = city.pack().publications[release.publication]
    windows = windows_of(release)
    pairs = [_keys(text, windows, release.place) for text in publication.highlights]
    figures = published(str(key) for pair in pairs for key in pair if key)
    found = []
    for level, growth in pairs:
        figure = figures.get(str(level))
        if figure:
            name = city.pack().indicators[level.indicator].name
            found.append(Headline(name, figure, figures.get(str(growth)) if growth else None))
    return found


def _keys(text: str, windows: Windows, place: str) -> tuple[FigureKey, FigureKey | None]:
    level, _, growth = text.partition("|")
    return (
        Reference.parse(level).key(windows, place),
        Reference.parse(growth).key(windows, place) if growth else None,
    )


def windows_of(release: Release) -> Windows:
    """The windows of a release's publication as periods, by name."""
    return resolve_all(city.pack().publications[release.publication], Period.parse(release.period))
