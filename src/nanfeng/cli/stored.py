"""Finding stored releases."""

from pathlib import Path

from nanfeng.kinds.figure import Figure
from nanfeng.release.build import read, releases
from nanfeng.release.release import Release


def newest_release(home: Path) -> Release | None:
    """The release that was built last, None where there is none."""
    return max((read(home, one) for one in releases(home)), key=lambda release: release.built_at, default=None)


def newest_figures(home: Path) -> list[Figure]:
    """The figures of all releases, each as the release built last shows it; none where nothing was released."""
    built = sorted((read(home, one) for one in releases(home)), key=lambda release: release.built_at)
    figures = {key: figure for release in built for key, figure in release.figures.items()}
    return list(figures.values())


def release_named(home: Path, prefix: str | None) -> Release:
    """The release whose id begins with `prefix`, the newest for None; raise ValueError where it is not one release."""
    if prefix is None:
        newest = newest_release(home)
        if newest is None:
            raise ValueError(f"nothing has been published in {home} yet: run `nanfeng report`")
        return newest
    found = [one for one in releases(home) if one.startswith(prefix)]
    if len(found) != 1:
        known = ", ".join(one[:12] for one in releases(home)) or "none"
        raise ValueError(f"{prefix!r} names {len(found)} releases; there are: {known}")
    return read(home, found[0])
