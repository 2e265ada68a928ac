"""The largest: which organisations contribute most to a figure."""

from dataclasses import dataclass
from decimal import Decimal

from nanfeng.figures.calculation import Measured
from nanfeng.figures.collected import Collected
from nanfeng.figures.compute import derive
from nanfeng.figures.definitions import Definitions
from nanfeng.figures.formulas import unit_totals
from nanfeng.figures.request import Request
from nanfeng.figures.selection import Sources
from nanfeng.kinds.figure import FigureKey
from nanfeng.ledger.read import Reader


@dataclass(frozen=True)
class Contribution:
    """What one organisation (canonical identifier; the record's key where the form has none) adds to a figure."""

    organisation: str
    value: Decimal


def largest(key: FigureKey, number: int, definitions: Definitions, reader: Reader) -> list[Contribution]:
    """The `number` largest contributors to a level, largest first, equals in the order of their identifiers.

    Empty where nothing can be computed. Raise ValueError for a figure that is no sum or count of records.
    """
    sources = Sources(definitions, reader)
    (calculation,) = derive(
        Request(key.indicator, key.period, key.place, scope=key.scope), Collected(sources)
    ).calculations
    if not isinstance(calculation, Measured) or calculation.column.distinct or key.growth:
        raise ValueError(f"{key} is not added up from records: nobody is the largest of it")
    totals = unit_totals(calculation.population, calculation.column, sources)
    rows = totals.sort("t0", "_unit", descending=[True, False]).head(number).select("_unit", "t0").collect("pyarrow")
    return [Contribution(organisation, Decimal(value)) for organisation, value in rows.iter_rows()]
