"""The sheet on which cells and their relations are written down, before they become a system."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import FigureKey
from nanfeng.release.names import CellName


@dataclass
class Sheet:
    """Cells with their values, and relations that hold between them.

    `contributors` is how many organisations stand behind a cell, None where nobody can tell. `rests` are what a whole
    has beyond the parts that are given, with their contributors. `netted` are the zeros in which organisations offset
    one another. `movers` are how many organisations moved a stock between two dates, where that is known. A relation
    maps cells to coefficients; weighted with these, their values add up to zero.
    """

    definitions: Definitions
    movers: Mapping[tuple[FigureKey, FigureKey], int] = field(default_factory=dict)
    values: dict[CellName, Decimal] = field(default_factory=dict)
    contributors: dict[CellName, int | None] = field(default_factory=dict)
    rests: dict[CellName, int | None] = field(default_factory=dict)
    netted: set[CellName] = field(default_factory=set)
    relations: list[Mapping[CellName, float]] = field(default_factory=list)

    def relate_exactly(self, whole: CellName, parts: Mapping[CellName, int]) -> bool:
        """Write down that parts make a whole, if they do, to the last digit."""
        made = sum((self.values[part] * factor for part, factor in parts.items()), Decimal(0))
        if made != self.values[whole]:
            return False
        self.relations.append({whole: -1.0, **{part: float(factor) for part, factor in parts.items()}})
        return True

    def relate_rest(self, whole: CellName, part: CellName, label: str) -> CellName:
        """Write down that a cell is a part of a whole, and name the rest."""
        rest = CellName(whole.key, label)
        self.values[rest] = self.values[whole] - self.values[part]
        self.rests[rest] = self.remaining(whole, [part])
        self.relations.append({whole: -1.0, rest: 1.0, part: 1.0})
        return rest

    def remaining(self, whole: CellName, parts: Iterable[CellName]) -> int | None:
        """How many organisations are in the whole and in none of the parts, None where it cannot be told."""
        counts = [self.contributors.get(name) for name in (whole, *parts)]
        known = [count for count in counts if count is not None]
        return known[0] - sum(known[1:]) if len(known) == len(counts) else None

    def grouped(
        self, trait: Callable[[CellName], object], holds: Callable[[str, Definitions], bool]
    ) -> list[list[CellName]]:
        """Cells that share a trait, of the indicators for which something holds; deviations and rests left out."""
        groups: dict[object, list[CellName]] = defaultdict(list)
        for name in self.values:
            if name.key.growth is None and " " not in name.part and holds(name.key.indicator, self.definitions):
                groups[trait(name)].append(name)
        return list(groups.values())
