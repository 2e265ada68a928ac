"""Which releases a reader gets figures from, and what they say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nanfeng.release.build import read
from nanfeng.release.release import Release as Computed
from nanfeng.release.select import Offer, catalogue
from nanfeng.web import city
from nanfeng.web.closing.access import Audience, visible
from nanfeng.web.closing.models import Release

OPEN_DATA = "tables"
"""The publication that dashboards and the table builder are made of."""

_MOST = 24
"""So many releases, the newest, are offered."""


@dataclass(frozen=True)
class Shown:
    """A release as the platform knows it, and what it says."""

    release: Release
    computed: Computed


@lru_cache(maxsize=_MOST)
def stored(release_id: str) -> Computed:
    """What a release says; it never changes, so that it is kept. Raise FileNotFoundError where its file is gone."""
    return read(city.home(), release_id)


def offered(audience: Audience) -> list[Release]:
    """The open data that an audience may see: published ones first, the newest period first, each period once."""
    found = visible(audience).filter(publication=OPEN_DATA, withdrawn_at=None)
    ordered = sorted(found, key=_newest_first)
    once: dict[tuple[str, str, bool], Release] = {}
    for release in ordered:
        once.setdefault((release.place, release.period, release.published_at is None), release)
    return list(once.values())[:_MOST]


def shown(releases: Sequence[Release], chosen: str = "") -> Shown | None:
    """The release that was chosen by its id, or by the beginning of it; else the first. None where there is none."""
    found = next((one for one in releases if chosen and one.pk.startswith(chosen)), None)
    release = found if chosen else next(iter(releases), None)
    return Shown(release, stored(release.pk)) if release else None


@lru_cache(maxsize=4)
def contents(release_ids: tuple[str, ...]) -> Mapping[str, Offer]:
    """What there is to pick from in some releases, by indicator."""
    return catalogue(stored(one) for one in release_ids)


def _newest_first(release: Release) -> tuple[bool, int, float]:
    made = release.published_at or release.built_at
    return release.published_at is None, -release.last.toordinal(), -made.timestamp()
