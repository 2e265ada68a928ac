"""Primary rules: the figures that show too much by themselves, or together with an earlier release."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.release.facts import is_empty, is_public, operands
from nanfeng.release.implied import base_key
from nanfeng.release.release import Release
from nanfeng.release.rules import STANDARD, DisclosureRules


@dataclass(frozen=True)
class Material:
    """All that goes out together. `figures` holds what is published and what that implies (`implied_keys`); `published`
    are the keys that go out. `prominent` are those that the text speaks of: they are given up last.
    """

    figures: Mapping[FigureKey, Figure]
    published: tuple[FigureKey, ...]
    prominent: frozenset[FigureKey]
    definitions: Definitions
    earlier: tuple[Release, ...] = ()
    rules: DisclosureRules = STANDARD


def unsafe_keys(material: Material) -> frozenset[FigureKey]:
    """The figures, implied ones included, that fall under the primary rules, and growths and ratios made of them; also
    what an earlier release left out, so that two releases never fill each other's gaps.
    """
    figures, definitions = material.figures, material.definitions
    own = {key for key, figure in figures.items() if _is_unsafe(figure, material.rules)}
    own |= {key for release in material.earlier for key, was in release.figures.items() if _follows(key, was, material)}
    own = {key for key in own if not is_public(key.indicator, definitions)}
    return frozenset(own | {key for key in figures if own.intersection(_made_of(key, definitions))})


def _is_unsafe(figure: Figure, rules: DisclosureRules) -> bool:
    """Also where there is no percentage, as long as what it would have been made of is told."""
    if is_empty(figure) and not any(part.value for part in figure.components):
        return False
    few = figure.contributors is not None and 0 < figure.contributors < rules.contributors
    return few or (figure.largest_share is not None and figure.largest_share > rules.dominance)


def _follows(key: FigureKey, was: Figure, material: Material) -> bool:
    """Whether an earlier release's figure forces this one out: it was left out then, or has since changed by the
    records of so few organisations that the change would show them.
    """
    now = material.figures.get(key)
    if now is None or was.status is Status.SUPPRESSED:
        return now is not None
    if was.value is None or now.value is None or was.value == now.value:
        return False
    more = abs((now.contributors or 0) - (was.contributors or 0))
    return was.contributors is not None and 0 < more < material.rules.contributors


def still_told(release: Release, material: Material) -> list[FigureKey]:
    """What an earlier release said that still holds."""
    now = material.figures
    return [
        key
        for key, was in release.figures.items()
        if key in now and was.value is not None and was.value == now[key].value
    ]


def _made_of(key: FigureKey, definitions: Definitions) -> list[FigureKey]:
    base = base_key(key)
    earlier = [base] if base else []
    sides = [replace(key.level(), indicator=side) for side in operands(key.indicator, definitions)]
    return [*([key.level()] if key.growth else []), *earlier, *sides]
