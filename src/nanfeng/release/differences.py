"""What several revised figures tell together: who stands behind the differences between their changes.

Where a total and its parts were revised, the change of the rest follows; where two periods were, that of what lies
between them. Nobody prints these changes, but whoever lays two releases side by side can work them out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import FigureKey
from nanfeng.release.changes import Shares
from nanfeng.release.facts import adds_up, flows
from nanfeng.release.implied import ANY_PERIOD, slices_of
from nanfeng.release.margins import Margin, margins_by_field, margins_by_place

Steps = Mapping[FigureKey, Shares]
"""By level: by how much each organisation's share of it changed."""


def slices_between(
    revised: Iterable[FigureKey], told: Iterable[FigureKey], definitions: Definitions
) -> list[FigureKey]:
    """The shortest periods that can be told apart among those told, of whatever was revised in two of them or more."""
    lines: dict[FigureKey, int] = defaultdict(int)
    for key in revised:
        if key.growth is None and flows(key.indicator, definitions):
            lines[replace(key, period=ANY_PERIOD)] += 1
    periods = defaultdict(list)
    for key in told:
        if lines[line := replace(key, period=ANY_PERIOD)] > 1:
            periods[line].append(key.period)
    return [replace(line, period=piece) for line, given in periods.items() for piece in slices_of(given)]


def rests_between(steps: Steps, told: Iterable[FigureKey], definitions: Definitions) -> Steps:
    """The steps behind what a total has beyond the parts that are told, wherever two of these figures were revised."""
    tables: dict[object, list[FigureKey]] = defaultdict(list)
    for key in told:
        if key.growth is None and adds_up(key.indicator, definitions):
            tables[key.indicator, key.period].append(key)
    revised = [keys for keys in tables.values() if sum(key in steps for key in keys) > 1]
    return {rest: found for keys in revised for rest, found in _rests(keys, steps, definitions).items() if found}


def _rests(keys: list[FigureKey], steps: Steps, definitions: Definitions) -> Steps:
    known = {key: steps.get(key, {}) for key in keys}
    while fresh := _beyond(margins_by_field(known), known):
        known |= fresh
    known |= _beyond(margins_by_place(known, definitions), known)
    return {key: known[key] for key in known.keys() - keys}


def _beyond(margins: Iterable[Margin], known: Steps) -> Steps:
    """The steps of the rests of margins that are not known yet."""
    return {margin.rest: _less(known[margin.whole], margin, known) for margin in margins if margin.rest not in known}


def _less(whole: Shares, margin: Margin, known: Steps) -> Shares:
    left = dict(whole)
    for part in margin.parts:
        for one, step in known[part].items():
            left[one] = left.get(one, Decimal(0)) - step
    return {one: step for one, step in left.items() if step}
