"""Reading releases: those of the office by stage, those of the public, and the files of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db.models import Exists, OuterRef, Q, QuerySet

from nanfeng.kinds.figure import Figure
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack
from nanfeng.release.build import read
from nanfeng.release.content import figure_of
from nanfeng.release.release import Release as Computed
from nanfeng.web import city
from nanfeng.web.closing.access import Audience, visible
from nanfeng.web.closing.models import Release, ReleasedFigure


@dataclass(frozen=True)
class Movement:
    """A figure of a release that is another than what stands; `old` None where nothing stands for it."""

    old: Figure | None
    new: Figure


def office_releases() -> QuerySet[Release]:
    """All releases with where each stands, the last built first; for those who may see them before their day."""
    return Release.objects.select_related("course", "vintage").order_by("-built_at", "pk")


def published_releases() -> QuerySet[Release]:
    """What is published, the last published first; `superseded` where a later one says the same anew."""
    later = Release.objects.filter(
        publication=OuterRef("publication"),
        place=OuterRef("place"),
        period=OuterRef("period"),
        published_at__gt=OuterRef("published_at"),
    )
    releases = visible(Audience.PUBLIC).annotate(superseded=Exists(later))
    return releases.order_by("-published_at", "pk")


def published_before(release: Release) -> Release | None:
    """What was published last of the same publication, place and period, other than this release."""
    same = {"publication": release.publication, "place": release.place, "period": release.period}
    out = Release.objects.filter(**same, published_at__isnull=False).exclude(pk=release.pk)
    return out.order_by("-published_at").first()


def figures_of(release: Release) -> QuerySet[ReleasedFigure]:
    """The figures of a release in the order in which it was made; `content` has the figure."""
    return ReleasedFigure.objects.filter(release=release).order_by("pk")


def movements(release: Release, most: int) -> list[Movement]:
    """The figures that a release shows otherwise than what stands now, up to so many."""
    standing = ReleasedFigure.objects.filter(standing=True, key=OuterRef("key")).exclude(release=release)
    same_value = Q(value=OuterRef("value")) | Q(value=None)
    same = standing.filter(same_value, status=OuterRef("status"))
    moved = figures_of(release).filter(Exists(standing)).exclude(Exists(same))[:most]
    before = ReleasedFigure.objects.filter(standing=True, key__in=[figure.key for figure in moved])
    old = {figure.key: figure_of(figure.content) for figure in before}
    return [Movement(old.get(figure.key), figure_of(figure.content)) for figure in moved]


def computed(release: Release) -> Computed:
    """A release as it is stored in its file; raise FileNotFoundError, or ValueError for one that was changed."""
    return read(city.home(), release.pk)


def pack_of(computed: Computed) -> Pack:
    """The definitions that a release was made with."""
    present = city.pack()
    return present if present.digest == computed.pack_digest else _kept_pack(computed.pack_digest)


def report_file(release: Release, name: str) -> Path | None:
    """A file of a release's report by its name inside the folder (`index.html`, `figures/….html`); None where there is
    none. Whether the reader may see the release is for `access` to say.
    """
    folder = (city.home() / "reports" / release.pk).resolve()
    path = (folder / name).resolve()
    inside = path.is_relative_to(folder) and path.is_file()
    return path if release.report and inside else None


def report_sizes(release: Release) -> Iterator[tuple[str, int]]:
    """The names and sizes in bytes of the report's documents for printing."""
    for name in ("report.zh.pdf", "report.en.pdf", "report.zh.docx", "report.en.docx"):
        path = report_file(release, name)
        if path:
            yield name, path.stat().st_size


@lru_cache(maxsize=4)
def _kept_pack(digest: str) -> Pack:
    return load(city.home() / "packs" / digest)
