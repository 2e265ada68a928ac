"""Everything that the rules look at, with the questions that they ask of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from nanfeng.figures.indicator import Indicator, Ratio, Stock
from nanfeng.figures.published import Published
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Figure
from nanfeng.kinds.place import Place
from nanfeng.kinds.provenance import Source
from nanfeng.kinds.unit import Dimension, Rate

Identity = tuple[object, ...]


@dataclass(frozen=True)
class Context:
    """What published figures refer to: sources, places and indicators by id, and dated rates of exchange."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    rates: Sequence[Rate] = ()


@dataclass(frozen=True)
class Book:
    """Published figures and targets (kind `target`) as rows, computed figures, and their context."""

    rows: tuple[Published, ...]
    computed: tuple[Figure, ...]
    context: Context

    def row(self, row_id: str | None) -> Published | None:
        """The row with this id, None where there is none."""
        return self._by_id.get(row_id or "")

    @cached_property
    def levels(self) -> list[Published]:
        """Observed or expected levels: numbers of an indicator that are neither growth, target nor plan."""
        return [row for row in self.measured if row.growth is None]

    @cached_property
    def growths(self) -> list[Published]:
        """Observed growth rates."""
        return [row for row in self.measured if row.growth is not None]

    @cached_property
    def measured(self) -> list[Published]:
        """Rows that give a number of an indicator and are neither target nor plan."""
        return [
            row for row in self.rows if has_number(row) and row.indicator and row.kind in ("observation", "forecast")
        ]

    def levels_of(self, growth: Published) -> list[Published]:
        """The levels that this is the growth of: those of its own source where that gives one, else all."""
        found = [row for row in self.levels if identity(row) == level_identity(growth) and not clash(row, growth)]
        return [row for row in found if row.source == growth.source] or found

    def is_flow(self, row: Published) -> bool:
        """Whether the number grows with the length of its period: an amount or count that is no stock and no ratio."""
        indicator = self.context.indicators.get(row.indicator or "")
        formula = indicator.formula if indicator else None
        kinds = (Dimension.YUAN, Dimension.USD, Dimension.COUNT)
        return row.unit is not None and row.unit.dimension in kinds and not isinstance(formula, Stock | Ratio)

    @cached_property
    def _by_id(self) -> dict[str, Published]:
        return {row.id: row for row in self.rows}

    def within(self, place: str | None) -> Iterator[str]:
        """The codes of all places that contain this one."""
        seen: set[str] = set()
        waiting = [place] if place else []
        while waiting:
            known = self.context.places.get(waiting.pop())
            for parent in known.parents if known else ():
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
                    yield parent


def has_number(row: Published) -> bool:
    """Whether the row gives a number with its unit."""
    return row.value is not None and row.unit is not None


def number(row: Published) -> Decimal:
    """The number of a row in the base unit; raise ValueError where it gives none."""
    if row.value is None or row.unit is None:
        raise ValueError(f"{row.id} has no number")
    return row.value * row.unit.factor


def dimension(row: Published) -> Dimension | None:
    """What the row's unit measures, None without a unit."""
    return row.unit.dimension if row.unit else None


def exact(row: Published) -> bool:
    """Whether the row states its number without 'over', 'about' or the like."""
    return has_number(row) and row.comparator is Comparator.EXACTLY


def identity(row: Published) -> Identity:
    """What the row's number measures, population aside."""
    return row.indicator, row.period, row.place, row.scope, row.growth


def level_identity(row: Published) -> Identity:
    """What the level measures that a growth row is the growth of."""
    return row.indicator, row.period, row.place, row.scope, None


def subject_matter(row: Published) -> Identity:
    """What the row speaks of, whenever: its identity without the period."""
    return row.indicator, row.place, row.scope, row.growth, dimension(row)


def clash(one: Published, other: Published) -> bool:
    """Whether both rows name a population, in words of one script, and name different ones."""
    if not one.population or not other.population:
        return False
    return one.population.isascii() == other.population.isascii() and one.population != other.population
