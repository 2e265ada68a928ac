"""Primary rules: the figures that show too much by themselves, or together with an earlier release."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.release.facts import is_empty, is_public, operands
from nanfeng.release.implied import base_key
from nanfeng.release.material import Material
from nanfeng.release.rules import DisclosureRules

_PRIMARY = "suppressed_primary"


def unsafe_keys(material: Material) -> frozenset[FigureKey]:
    """All figures, implied ones included, that have to be left out before anything is chosen to protect them."""
    return lonely_keys(material) | lonely_changes(material) | hidden_before(material)


def lonely_keys(material: Material) -> frozenset[FigureKey]:
    """The figures with too few behind them, now or in an earlier release, and growths and ratios made of them."""
    own = {key for key, figure in material.figures.items() if _is_lonely(figure, material.rules)}
    own |= {key for key, was in _hidden(material) if _PRIMARY in was.flags}
    return _with_what_they_make(own, material)


def hidden_before(material: Material) -> frozenset[FigureKey]:
    """What an earlier release left out, whatever for, so that two releases never fill each other's gaps. What it left
    out only to protect others needs no protection of its own.
    """
    return _with_what_they_make((key for key, _ in _hidden(material)), material)


def _hidden(material: Material) -> Iterator[tuple[FigureKey, Figure]]:
    for release in material.earlier:
        for key, was in release.figures.items():
            if was.status is Status.SUPPRESSED and key in material.figures:
                yield key, was


def lonely_changes(material: Material) -> frozenset[FigureKey]:
    """The figures whose revision rests on too few, and growths and ratios made of them: what changed between two
    releases is a figure too, which anybody who lays them side by side can read off.
    """
    revised = material.movements.revised
    own = {key for key, sums in revised.items() if any(change.lonely for found in sums.values() for change in found)}
    return _with_what_they_make(own, material)


def _with_what_they_make(own: Iterable[FigureKey], material: Material) -> frozenset[FigureKey]:
    definitions = material.definitions
    kept = {key for key in own if not is_public(key.indicator, definitions)}
    return frozenset(kept | {key for key in material.figures if kept.intersection(_made_of(key, definitions))})


def _is_lonely(figure: Figure, rules: DisclosureRules) -> bool:
    """Also where there is no percentage, as long as what it would have been made of is told."""
    if is_empty(figure) and not any(part.value for part in figure.components):
        return False
    few = figure.contributors is not None and 0 < figure.contributors < rules.contributors
    return few or (figure.largest_share is not None and figure.largest_share > rules.dominance)


def _made_of(key: FigureKey, definitions: Definitions) -> list[FigureKey]:
    base = base_key(key)
    earlier = [base] if base else []
    sides = [replace(key.level(), indicator=side) for side in operands(key.indicator, definitions)]
    return [*([key.level()] if key.growth else []), *earlier, *sides]
