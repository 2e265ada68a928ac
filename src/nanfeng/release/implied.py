"""The figures that published ones imply: nobody prints them, but everybody can work them out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import GroupsAbove
from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.release.facts import flows, operands

ANY_PERIOD = Period(date.min, date.max)
"""Stands in for the period where figures are told apart by all the rest."""

_BASE_OF_ITS_OWN = {Basis.COMPARABLE, Basis.REAL}
"""Growths whose base is a value of its own and not an earlier level."""


def implied_keys(published: Iterable[FigureKey], definitions: Definitions) -> tuple[FigureKey, ...]:
    """The levels and bases behind growths, both sides of ratios and differences, and the shortest periods that can be
    told apart by subtracting published ones from one another. Without what is published itself.
    """
    given = dict.fromkeys(published)
    behind = dict.fromkeys(key for one in given for key in _behind(one, definitions))
    slices = _slices([*given, *behind], definitions)
    return tuple(key for key in dict.fromkeys([*behind, *slices]) if key not in given)


def base_key(growth: FigureKey) -> FigureKey | None:
    """The level that a growth compares with; None where its base is no level of an earlier period."""
    match growth.growth:
        case Basis.NOMINAL:
            return replace(growth.level(), period=growth.period.year_ago())
        case Basis.PREVIOUS:
            return replace(growth.level(), period=growth.period.preceding())
        case _:
            return None


def slices_of(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The shortest periods into which the bounds of overlapping periods cut one another, in order."""
    given = sorted(set(periods))
    cuts = sorted({period.first for period in given} | {period.last + timedelta(days=1) for period in given})
    pieces = [_piece(first, after) for first, after in pairwise(cuts)]
    return tuple(piece for piece in pieces if any(period.contains(piece) for period in given))


def _piece(first: date, after: date) -> Period:
    return Period(first, after - timedelta(days=1))


def _behind(key: FigureKey, definitions: Definitions) -> list[FigureKey]:
    level = key.level()
    base = base_key(key)
    found = [level, *([base] if base else [])]
    if isinstance(definitions.indicators[key.indicator].formula, GroupsAbove):
        return found
    sides = operands(key.indicator, definitions)
    return [*found, *(inner for side in sides for inner in _behind(replace(level, indicator=side), definitions))]


def _slices(keys: Iterable[FigureKey], definitions: Definitions) -> list[FigureKey]:
    alike: dict[FigureKey, list[FigureKey]] = defaultdict(list)
    for key in keys:
        if flows(key.indicator, definitions) and (key.growth is None or key.growth in _BASE_OF_ITS_OWN):
            alike[replace(key, period=ANY_PERIOD)].append(key)
    return [
        replace(group[0], period=piece) for group in alike.values() for piece in slices_of(key.period for key in group)
    ]
