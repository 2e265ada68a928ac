"""Margins: which figures are the sums of which others, by place and by coded field."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import FigureKey

_REST = "~"
"""Stands in a key for what is in none of the places or codes that are given."""


@dataclass(frozen=True)
class Margin:
    """A figure and those into which it is broken down by a kind of place or a field; `rest` is the key of what it has
    beyond them.
    """

    whole: FigureKey
    parts: tuple[FigureKey, ...]
    rest: FigureKey


def lies_in(inner: str, outer: str, definitions: Definitions) -> bool:
    """Whether a place lies inside another one, directly or through others; a place does not lie inside itself."""
    if inner not in definitions.places:
        return False
    parents = definitions.places[inner].parents
    return outer in parents or any(lies_in(parent, outer, definitions) for parent in parents)


def margins_by_field(keys: Collection[FigureKey]) -> list[Margin]:
    """Every margin by a coded field among levels of one indicator and one period."""
    parts: dict[tuple[FigureKey, str], list[FigureKey]] = defaultdict(list)
    for key in keys:
        for name, code in key.scope:
            whole = replace(key, scope=tuple(pair for pair in key.scope if pair != (name, code)))
            parts[whole, name].append(key)
    given = set(keys)
    return [
        Margin(whole, _ordered(found), replace(whole, scope=(*whole.scope, (name, _REST))))
        for (whole, name), found in parts.items()
        if whole in given
    ]


def margins_by_place(keys: Collection[FigureKey], definitions: Definitions) -> list[Margin]:
    """Every margin by a kind of place among levels of one indicator and one period, each place under the nearest ones
    around it.
    """
    parts: dict[tuple[FigureKey, str], list[FigureKey]] = defaultdict(list)
    there: dict[FigureKey, list[str]] = defaultdict(list)
    for key in keys:
        there[replace(key, place="")].append(key.place)
    for alike, places in there.items():
        for inner in (place for place in places if place in definitions.places):
            for outer in _nearest(inner, places, definitions):
                kind = definitions.places[inner].kind
                parts[replace(alike, place=outer), kind].append(replace(alike, place=inner))
    return [
        Margin(whole, _ordered(found), replace(whole, place=f"{whole.place}{_REST}{kind}"))
        for (whole, kind), found in parts.items()
    ]


def _nearest(place: str, among: Collection[str], definitions: Definitions) -> list[str]:
    """Those of the places `among` which lie around `place` with none of them in between."""
    around = [outer for outer in among if lies_in(place, outer, definitions)]
    return [outer for outer in around if not any(lies_in(other, outer, definitions) for other in around)]


def _ordered(keys: list[FigureKey]) -> tuple[FigureKey, ...]:
    return tuple(sorted(keys, key=str))
