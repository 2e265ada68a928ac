"""Margins: which figures are the sums of which others, by place and by coded field."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import FigureKey


@dataclass(frozen=True)
class Margin:
    """A figure and those into which it is broken down `by` a kind of place or a field; there may be a rest."""

    whole: FigureKey
    parts: tuple[FigureKey, ...]
    by: str


def margins_of(keys: Collection[FigureKey], definitions: Definitions) -> tuple[Margin, ...]:
    """Every margin among levels of one indicator and one period."""
    return (*_by_place(keys, definitions), *_by_field(keys))


def lies_in(inner: str, outer: str, definitions: Definitions) -> bool:
    """Whether a place lies inside another one, directly or through others; a place does not lie inside itself."""
    if inner not in definitions.places:
        return False
    parents = definitions.places[inner].parents
    return outer in parents or any(lies_in(parent, outer, definitions) for parent in parents)


def _by_field(keys: Collection[FigureKey]) -> list[Margin]:
    parts: dict[tuple[FigureKey, str], list[FigureKey]] = defaultdict(list)
    for key in keys:
        for name, code in key.scope:
            whole = replace(key, scope=tuple(pair for pair in key.scope if pair != (name, code)))
            parts[whole, name].append(key)
    given = set(keys)
    return [Margin(whole, _ordered(found), name) for (whole, name), found in parts.items() if whole in given]


def _by_place(keys: Collection[FigureKey], definitions: Definitions) -> list[Margin]:
    parts: dict[tuple[FigureKey, str], list[FigureKey]] = defaultdict(list)
    there: dict[FigureKey, list[str]] = defaultdict(list)
    for key in keys:
        there[replace(key, place="")].append(key.place)
    for alike, places in there.items():
        for inner in (place for place in places if place in definitions.places):
            for outer in _nearest(inner, places, definitions):
                kind = definitions.places[inner].kind
                parts[replace(alike, place=outer), kind].append(replace(alike, place=inner))
    return [Margin(whole, _ordered(found), kind) for (whole, kind), found in parts.items()]


def _nearest(place: str, among: Collection[str], definitions: Definitions) -> list[str]:
    """Those of the places `among` which lie around `place` with none of them in between."""
    around = [outer for outer in among if lies_in(place, outer, definitions)]
    return [outer for outer in around if not any(lies_in(other, outer, definitions) for other in around)]


def _ordered(keys: list[FigureKey]) -> tuple[FigureKey, ...]:
    return tuple(sorted(keys, key=str))
