"""From figures to cells and relations: what anybody who knows the definitions can set up as equations.

A level is a cell; so is the deviation of a growth or a ratio (`proportions`), and what a margin has beyond the parts
that are given, the rest (`totals`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from nanfeng.figures.definitions import Definitions
from nanfeng.kinds.figure import Figure, FigureKey
from nanfeng.release.facts import is_empty, is_public
from nanfeng.release.material import Material
from nanfeng.release.names import CellName
from nanfeng.release.proportions import is_ratio, relate_proportions
from nanfeng.release.sheet import Sheet
from nanfeng.release.system import System
from nanfeng.release.times import relate_dates, relate_periods
from nanfeng.release.totals import relate_margins


@dataclass(frozen=True)
class Cells:
    """All cells by name with their numbers, and the system they make. `rests` are the rests of margins with the number
    of organisations behind each, as far as it can be told (None where it cannot). `netted` are the zeros in which
    organisations offset one another.
    """

    numbers: Mapping[CellName, int]
    system: System
    rests: Mapping[CellName, int | None]
    netted: frozenset[CellName] = frozenset()

    def number(self, key: FigureKey) -> int | None:
        """The cell of a figure, None where it takes no part in any equation."""
        return self.numbers.get(CellName(key))


def cells_of(material: Material) -> Cells:
    """The cells and relations of figures that are published together or implied by them."""
    definitions = material.definitions
    sheet = Sheet(definitions, material.movements.movers)
    names = {key.indicator for key in material.figures}
    public = {name for name in names if is_public(name, definitions)}
    kept = {key: figure for key, figure in material.figures.items() if key.indicator not in public}
    _write_levels(sheet, kept)
    relate_proportions(sheet, kept)
    relate_margins(sheet)
    relate_periods(sheet)
    relate_dates(sheet)
    return _numbered(sheet)


def _write_levels(sheet: Sheet, figures: Mapping[FigureKey, Figure]) -> None:
    for key, figure in figures.items():
        if key.growth is not None or is_ratio(key, sheet.definitions):
            continue
        name = CellName(key)
        sheet.values[name] = figure.value or Decimal(0)
        sheet.contributors[name] = figure.contributors
        if not figure.value and not is_empty(figure):
            sheet.netted.add(name)


def _numbered(sheet: Sheet) -> Cells:
    """Only deviations, and amounts of which some are negative, can be less than zero."""
    numbers = {name: number for number, name in enumerate(sheet.values)}
    negative = {name.key.indicator for name, value in sheet.values.items() if value < 0 or name in sheet.netted}
    free = {name for name in sheet.values if name.key.indicator in negative or _is_deviation(name, sheet.definitions)}
    lower = np.array([-np.inf if name in free else 0.0 for name in numbers])
    values = np.array([float(value) for value in sheet.values.values()])
    rows = [{numbers[name]: factor for name, factor in relation.items()} for relation in sheet.relations]
    return Cells(numbers, System.of(values, lower, rows), sheet.rests, frozenset(sheet.netted))


def _is_deviation(name: CellName, definitions: Definitions) -> bool:
    return not name.part and (name.key.growth is not None or is_ratio(name.key, definitions))
