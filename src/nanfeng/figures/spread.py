"""Which cells of a table a record belongs to: the wanted places around it, its codes, and the margins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from nanfeng.figures.formulas import SEPARATOR, by_columns
from nanfeng.figures.measure import Population
from nanfeng.figures.request import ALL, Cell


@dataclass(frozen=True)
class CellSpread:
    """Spreads rows of totals over the cells of a population."""

    population: Population
    _known: dict[tuple[str | None, ...], tuple[Cell, ...]] = field(default_factory=dict)

    def cells(self, row: Mapping[str, Any]) -> tuple[Cell, ...]:
        """The cells that a row counts in."""
        key = tuple(row[name] for name in by_columns(self.population))
        if key not in self._known:
            self._known[key] = self._spread(key[0], key[1:])
        return self._known[key]

    def _spread(self, place: str | None, codes: tuple[str | None, ...]) -> tuple[Cell, ...]:
        wanted = self.population.territories
        places = [one.code for one in wanted if (one.placeless if place is None else place in one.members)]
        choices = [(ALL, *(code.split(SEPARATOR) if code else ())) for code in codes]
        return tuple(Cell(code, combination) for code in places for combination in product(*choices))
