"""What disclosure control works on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.release.release import Release
from nanfeng.release.revisions import NOTHING_MOVED, Movements
from nanfeng.release.rules import STANDARD, DisclosureRules


@dataclass(frozen=True)
class Material:
    """All that goes out together. `figures` holds what is published and what that implies (`implied_keys`); `published`
    are the keys that go out. `prominent` are those that the text speaks of: they are given up last. `movements` says
    who stands behind what has changed since the `earlier` releases and between dates.
    """

    figures: Mapping[FigureKey, Figure]
    published: tuple[FigureKey, ...]
    prominent: frozenset[FigureKey]
    definitions: Definitions
    earlier: tuple[Release, ...] = ()
    rules: DisclosureRules = STANDARD
    movements: Movements = NOTHING_MOVED

    @cached_property
    def told(self) -> Mapping[FigureKey, Figure]:
        """The figures to which earlier releases gave a value, each as the newest of these gave it."""
        releases = sorted(self.earlier, key=lambda release: release.built_at)
        said = [pair for release in releases for pair in release.figures.items()]
        return {key: figure for key, figure in said if figure.value is not None}

    @cached_property
    def still_told(self) -> frozenset[FigureKey]:
        """What an earlier release said that still holds."""
        return frozenset(
            key
            for release in self.earlier
            for key, was in release.figures.items()
            if key in self.figures and was.value is not None and was.value == self.figures[key].value
        )
