"""What a release changes of what is published: which of its figures stand from now on, and what the public log says."""

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from nanfeng.release.compare import compare
from nanfeng.release.content import plain_figure
from nanfeng.web import city, clock
from nanfeng.web.closing.models import Release, ReleasedFigure, Revision
from nanfeng.web.closing.queries.releases import published_before

Replaced = Mapping[str, set[str]]
"""Keys of figures that stood until now, by the release that they stood in."""


def replace_standing(release: Release) -> Replaced:
    """Let the figures of a release stand, but for those that stand from a newer vintage already.

    Gives what they replaced. What an earlier release of the same publication showed and this one does not show at all
    stays as it was published, and is among what is given, for the log.
    """
    standing = ReleasedFigure.objects.filter(standing=True)
    newer = standing.filter(release__vintage__closed_at__gt=release.vintage.closed_at).values("key")
    mine = ReleasedFigure.objects.filter(release=release).exclude(key__in=newer)
    before = standing.filter(key__in=mine.values("key"))
    replaced = _by_release(before | _dropped(release))
    ended = list(before.values_list("pk", flat=True))
    ReleasedFigure.objects.filter(pk__in=ended).update(standing=False)
    mine.update(standing=True)
    return replaced


def revisions(release: Release, replaced: Replaced) -> Iterator[Revision]:
    """An entry of the log for every replaced figure that the release shows otherwise, with what can have moved it."""
    for before, keys in replaced.items():
        for moved in compare(city.home(), before, release.pk):
            if str(moved.key) in keys:
                yield Revision(
                    release=release,
                    before_id=before,
                    key=str(moved.key),
                    old=moved.old and plain_figure(moved.old),
                    new=moved.new and plain_figure(moved.new),
                    reasons=[reason.value for reason in moved.reasons],
                    at=clock.now(),
                )


def _dropped(release: Release) -> QuerySet[ReleasedFigure]:
    """Standing figures of the last release of the same publication that this one holds no more."""
    last = published_before(release)
    held = ReleasedFigure.objects.filter(release=release).values("key")
    return ReleasedFigure.objects.filter(standing=True, release=last).exclude(key__in=held)


def _by_release(figures: QuerySet[ReleasedFigure]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for release, key in figures.values_list("release_id", "key"):
        found.setdefault(release, set()).add(key)
    return found
