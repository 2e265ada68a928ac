"""Who stands behind what has changed: between an earlier release and now, and between two dates of a stock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.ledger.read import Reader, open_reader
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack
from nanfeng.release.changes import (
    Change,
    Contributions,
    Shares,
    change_between,
    change_of,
    contributions,
    steps_between,
)
from nanfeng.release.differences import rests_between, slices_between
from nanfeng.release.facts import is_public, stands
from nanfeng.release.release import HELD, Release
from nanfeng.release.rules import DisclosureRules
from nanfeng.release.times import successive

Revision = Mapping[str, tuple[Change, ...]]
"""How the sums behind a figure changed, by their canonical texts, since each of the earlier releases."""


@dataclass(frozen=True)
class Movements:
    """`revised`: the figures that an earlier release told otherwise, and what follows from several of these: rests of
    totals, and what lies between two periods. `movers`: how many organisations moved a stock
    from one date to the next; 1 where one of them dominates the change.
    """

    revised: Mapping[FigureKey, Revision] = field(default_factory=dict)
    movers: Mapping[tuple[FigureKey, FigureKey], int] = field(default_factory=dict)


NOTHING_MOVED = Movements()
"""Where no earlier release and no other date tells anything."""


@dataclass(frozen=True)
class Books:
    """The records of now with their definitions, and the home in which those of earlier releases are."""

    home: Path
    pack: Pack
    reader: Reader
    rules: DisclosureRules

    def opened(self, release: Release) -> tuple[Definitions, Reader]:
        """What an earlier release was computed from."""
        same = release.pack_digest == self.pack.digest
        pack = self.pack if same else load(self.home / "packs" / release.pack_digest)
        return pack.definitions, open_reader(self.home, release.vintage)


def movements(figures: Mapping[FigureKey, Figure], earlier: Iterable[Release], books: Books) -> Movements:
    """Look into the records for everybody who moved a figure. Raise FileNotFoundError where the vintage or the pack of
    an earlier release is not there any more.
    """
    told = [(release, _watched(release, figures, books.pack.definitions)) for release in earlier]
    dated = _dated(figures, books.pack.definitions)
    asked = dict.fromkeys([*(key for _, keys in told for key in keys), *(key for pair in dated for key in pair)])
    now = contributions(list(asked), books.pack.definitions, books.reader)
    movers = {(one, next_): _behind(_change(now[one], now[next_], books.rules)) for one, next_ in dated}
    return Movements(_revisions(told, now, books), movers)


def _revisions(
    told: Iterable[tuple[Release, list[FigureKey]]], now: Mapping[FigureKey, Contributions], books: Books
) -> Mapping[FigureKey, Revision]:
    found: dict[FigureKey, dict[str, tuple[Change, ...]]] = {}
    for release, keys in told:
        then = contributions(keys, *books.opened(release)) if keys else {}
        steps = {key: _steps(then[key], now[key]) for key in keys}
        levels = {key: of_sums[str(key)] for key, of_sums in steps.items() if str(key) in of_sums}
        rests = rests_between(levels, _told(release), books.pack.definitions)
        for key, of_sums in {**steps, **{rest: {str(rest): step} for rest, step in rests.items()}}.items():
            changed = found.setdefault(key, {})
            for name, step in of_sums.items():
                changed[name] = (*changed.get(name, ()), change_of(step, books.rules))
    return found


def _steps(then: Contributions, now: Contributions) -> Mapping[str, Shares]:
    return {name: steps_between(then.get(name, {}), now.get(name, {})) for name in dict.fromkeys([*then, *now])}


def _told(release: Release) -> list[FigureKey]:
    return [key for key, figure in release.figures.items() if figure.value is not None]


def _watched(release: Release, figures: Mapping[FigureKey, Figure], definitions: Definitions) -> list[FigureKey]:
    """What a release told that has another value now, and the periods that can be told apart in that."""
    revised = _revised(release, figures, definitions)
    told = [key for key in _told(release) if key in figures]
    between = [key for key in slices_between(revised, told, definitions) if key in figures]
    return list(dict.fromkeys([*revised, *between]))


def _revised(release: Release, figures: Mapping[FigureKey, Figure], definitions: Definitions) -> list[FigureKey]:
    """What a release told by itself and what has another value now, public facts left out."""
    return [
        key
        for key, was in release.figures.items()
        if key in figures
        and was.value is not None
        and was.value != figures[key].value
        and HELD not in was.flags
        and not is_public(key.indicator, definitions)
    ]


def _dated(figures: Mapping[FigureKey, Figure], definitions: Definitions) -> list[tuple[FigureKey, FigureKey]]:
    """Neighbouring dates of stocks between which something changed."""
    names = {key.indicator for key in figures}
    stocks = {name for name in names if stands(name, definitions) and not is_public(name, definitions)}
    levels = [key for key in figures if key.growth is None and key.indicator in stocks]
    return [pair for pair in successive(levels) if figures[pair[0]].value != figures[pair[1]].value]


def _change(one: Contributions, other: Contributions, rules: DisclosureRules) -> Change:
    """Between two levels that are a single sum each."""
    old, new = (next(iter(sums.values()), {}) for sums in (one, other))
    return change_between(old, new, rules)


def _behind(change: Change) -> int:
    return 1 if change.lonely else change.organisations
