"""From figures to cells and relations: what anybody who knows the definitions can set up as equations.

A level is a cell. A growth, a ratio or a difference is a cell too, that of its deviation: current less (1 + growth)
times base, which is zero for the true growth. Published, it stays zero and so ties its two sides together; left out, it
may be anything and ties nothing. What a margin has beyond the parts that are given is a cell of its own, the rest.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

import numpy as np

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Difference, Ratio
from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.release.facts import adds_up, flows, is_empty, is_public, stands
from nanfeng.release.implied import ANY_PERIOD, base_key, slices_of
from nanfeng.release.margins import Margin, margins_by_field, margins_by_place
from nanfeng.release.system import System


@dataclass(frozen=True)
class CellName:
    """A cell: the figure itself (part ""), its `base` of its own, the `current` value of the records that a growth is
    of, the `matched` one, the `matched_base`, or the rest of a margin (a part with a space in it).
    """

    key: FigureKey
    part: str = ""

    def __str__(self) -> str:
        return f"{self.key} ({self.part})" if self.part else str(self.key)


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


def cells_of(figures: Mapping[FigureKey, Figure], definitions: Definitions) -> Cells:
    """The cells and relations of figures that are published together or implied by them."""
    sheet = _Sheet(definitions)
    kept = {key: figure for key, figure in figures.items() if not is_public(key.indicator, definitions)}
    for key, figure in kept.items():
        if key.growth is None and not _is_ratio(key, definitions):
            sheet.values[CellName(key)] = figure.value or Decimal(0)
            sheet.contributors[CellName(key)] = figure.contributors
            if not figure.value and not is_empty(figure):
                sheet.netted.add(CellName(key))
    for key, figure in kept.items():
        if key.growth is not None:
            _relate_growth(sheet, key, figure)
        elif not isinstance(definitions.indicators[key.indicator].formula, Ratio | Difference):
            continue
        else:
            _relate_operands(sheet, key, figure)
    _relate_margins(sheet)
    _relate_times(sheet)
    _relate_dates(sheet)
    return sheet.cells()


@dataclass
class _Sheet:
    """Cells and relations while they are being written down."""

    definitions: Definitions
    values: dict[CellName, Decimal] = field(default_factory=dict)
    contributors: dict[CellName, int | None] = field(default_factory=dict)
    rests: dict[CellName, int | None] = field(default_factory=dict)
    netted: set[CellName] = field(default_factory=set)
    relations: list[Mapping[CellName, float]] = field(default_factory=list)

    def cells(self) -> Cells:
        numbers = {name: number for number, name in enumerate(self.values)}
        negative = {name.key.indicator for name, value in self.values.items() if value < 0 or name in self.netted}
        free = {name for name in self.values if name.key.indicator in negative or self._is_deviation(name)}
        lower = np.array([-np.inf if name in free else 0.0 for name in numbers])
        values = np.array([float(value) for value in self.values.values()])
        rows = [{numbers[name]: factor for name, factor in relation.items()} for relation in self.relations]
        return Cells(numbers, System.of(values, lower, rows), self.rests, frozenset(self.netted))

    def _is_deviation(self, name: CellName) -> bool:
        return not name.part and (name.key.growth is not None or _is_ratio(name.key, self.definitions))


def _is_ratio(key: FigureKey, definitions: Definitions) -> bool:
    return isinstance(definitions.indicators[key.indicator].formula, Ratio)


def _components(figure: Figure) -> dict[str, Decimal]:
    return {part.role: part.value for part in figure.components if part.value is not None}


def _relate_growth(sheet: _Sheet, key: FigureKey, figure: Figure) -> None:
    parts = _components(figure)
    if _is_ratio(key, sheet.definitions) or "current" not in parts or "base" not in parts:
        return
    sides = _current(sheet, key, parts["current"]), _base(key)
    for side, value in zip(sides, (parts["current"], parts["base"]), strict=True):
        sheet.values.setdefault(side, value)
    if key.growth is Basis.MATCHED:
        earlier = CellName(replace(key.level(), period=key.period.year_ago()))
        for whole, side in zip((CellName(key.level()), earlier), sides, strict=True):
            _relate_matched(sheet, whole, (side, figure.contributors))
    _relate_pair(sheet, CellName(key), sides)


def _relate_matched(sheet: _Sheet, whole: CellName, matched: tuple[CellName, int | None]) -> None:
    """Those that were there in both years, and how many, are a part of all: the rest came or left in between."""
    side, sheet.contributors[side] = matched
    if whole in sheet.values and sheet.values[whole] >= sheet.values[side]:
        _relate_rest(sheet, whole, ([side], f"rest beside {side.part}"))


def _current(sheet: _Sheet, key: FigureKey, value: Decimal) -> CellName:
    """The level; where a growth is of fewer records, what these come to, as a part of the level."""
    level = CellName(key.level())
    if key.growth is Basis.MATCHED:
        return CellName(level.key, "matched")
    if level not in sheet.values or sheet.values[level] == value:
        return level
    current = CellName(level.key, "current")
    sheet.values[current] = value
    _relate_rest(sheet, level, ([current], "rest of current"))
    return current


def _base(key: FigureKey) -> CellName:
    if key.growth is Basis.MATCHED:
        return CellName(key.level(), "matched_base")
    earlier = base_key(key)
    return CellName(earlier) if earlier else CellName(key.level(), "base")


def _relate_operands(sheet: _Sheet, key: FigureKey, figure: Figure) -> None:
    formula = sheet.definitions.indicators[key.indicator].formula
    parts = _components(figure)
    if isinstance(formula, Ratio):
        names, roles = (formula.numerator, formula.denominator), ("numerator", "denominator")
    elif isinstance(formula, Difference):
        names, roles = (formula.minuend, formula.subtrahend), ("minuend", "subtrahend")
    else:
        return
    sides = CellName(replace(key, indicator=names[0])), CellName(replace(key, indicator=names[1]))
    for side, role in zip(sides, roles, strict=True):
        if side not in sheet.values and role in parts:
            sheet.values[side] = parts[role]
    if any(side not in sheet.values for side in sides):
        return
    if isinstance(formula, Difference):
        _relate_exactly(sheet, CellName(key), {sides[0]: 1, sides[1]: -1})
    else:
        _relate_pair(sheet, CellName(key), sides)


def _relate_pair(sheet: _Sheet, deviation: CellName, sides: tuple[CellName, CellName]) -> None:
    """One side less the true proportion times the other is the deviation, which is zero. Where the base is zero there
    is no proportion, and what is said instead is the difference.
    """
    upper, lower = sheet.values[sides[0]], sheet.values[sides[1]]
    proportion = float(upper / lower) if lower else 1.0
    sheet.values[deviation] = Decimal(0) if lower else upper
    sheet.relations.append({sides[0]: 1.0, sides[1]: -proportion, deviation: -1.0})


def _relate_exactly(sheet: _Sheet, whole: CellName, parts: Mapping[CellName, int]) -> bool:
    """Write down that parts make a whole, if they do, to the last digit."""
    made = sum((sheet.values[part] * factor for part, factor in parts.items()), Decimal(0))
    if made != sheet.values[whole]:
        return False
    sheet.relations.append({whole: -1.0, **{part: float(factor) for part, factor in parts.items()}})
    return True


def _relate_margins(sheet: _Sheet) -> None:
    """Complete every table with its rests, so that rests too add up by place and by field, then relate all of it."""
    alike = _grouped(sheet, lambda name: (name.key.indicator, name.key.period, name.part), adds_up)
    for names in alike:
        part, keys = names[0].part, [name.key for name in names]
        found = keys
        while found:
            found = [key for margin in margins_by_field(keys) if (key := _rest_of(sheet, margin, part))]
            keys += found
        by_place = margins_by_place(keys, sheet.definitions)
        rests = {margin: key for margin in by_place if (key := _rest_of(sheet, margin, part))}
        for margin in margins_by_field([*keys, *rests.values()]):
            _relate_margin(sheet, margin, part)
        for margin in by_place:
            rest = (rests[margin],) if margin in rests else ()
            _relate_margin(sheet, replace(margin, parts=(*margin.parts, *rest)), part)


def _rest_of(sheet: _Sheet, margin: Margin, part: str) -> FigureKey | None:
    """Write down what a margin has beyond its parts; None where it has nothing, or its parts overlap."""
    whole, parts = CellName(margin.whole, part), [CellName(key, part) for key in margin.parts]
    rest = sheet.values[whole] - sum((sheet.values[one] for one in parts), Decimal(0))
    if not rest or _overlapping(rest, [sheet.values[one] for one in (whole, *parts)]):
        return None
    name = CellName(margin.rest, part)
    sheet.values[name] = rest
    count = _remaining(sheet.contributors.get(whole), [sheet.contributors.get(one) for one in parts])
    sheet.contributors[name] = sheet.rests[name] = count
    return margin.rest


def _overlapping(rest: Decimal, values: list[Decimal]) -> bool:
    return rest < 0 and all(value >= 0 for value in values)


def _relate_margin(sheet: _Sheet, margin: Margin, part: str) -> None:
    """The parts make up the whole; where they overlap, each is merely a part of it."""
    whole, parts = CellName(margin.whole, part), [CellName(key, part) for key in margin.parts]
    if _relate_exactly(sheet, whole, dict.fromkeys(parts, 1)):
        return
    for one in parts:
        _relate_rest(sheet, whole, ([one], f"{part} rest beside {one.key}"))


def _relate_rest(sheet: _Sheet, whole: CellName, given: tuple[list[CellName], str]) -> None:
    parts, label = given
    rest = CellName(whole.key, label)
    sheet.values[rest] = sheet.values[whole] - sum((sheet.values[one] for one in parts), Decimal(0))
    sheet.rests[rest] = _remaining(sheet.contributors.get(whole), [sheet.contributors.get(one) for one in parts])
    sheet.relations.append({whole: -1.0, rest: 1.0, **dict.fromkeys(parts, 1.0)})


def _remaining(whole: int | None, parts: list[int | None]) -> int | None:
    known = [part for part in parts if part is not None]
    return whole - sum(known) if whole is not None and len(known) == len(parts) else None


def _relate_times(sheet: _Sheet) -> None:
    alike = _grouped(sheet, lambda name: (replace(name.key, period=ANY_PERIOD), name.part), flows)
    for names in alike:
        by_period = {name.key.period: name for name in names}
        pieces = slices_of(by_period)
        for period, name in by_period.items():
            inside = [by_period[piece] for piece in pieces if period.contains(piece) and piece in by_period]
            if inside != [name]:
                _relate_exactly(sheet, name, dict.fromkeys(inside, 1))


def _relate_dates(sheet: _Sheet) -> None:
    """What stands at one date and at the next tells the change between them. The organisations that came in between
    stand behind it; where none did, nobody can tell how many do.
    """
    alike = _grouped(sheet, lambda name: (replace(name.key, period=ANY_PERIOD), name.part), stands)
    for names in alike:
        dated = sorted(names, key=lambda name: (name.key.period.last, name.key.period.first))
        for earlier, later in pairwise(dated):
            label = f"{later.part} change since {earlier.key.period.last}"
            _relate_rest(sheet, later, ([earlier], label))
            change = CellName(later.key, label)
            sheet.rests[change] = abs(sheet.rests[change] or 0) or None


def _grouped(
    sheet: _Sheet, trait: Callable[[CellName], object], holds: Callable[[str, Definitions], bool]
) -> Iterable[list[CellName]]:
    """Cells that share a trait, of the indicators for which something holds; deviations and rests left out."""
    groups: dict[object, list[CellName]] = defaultdict(list)
    for name in sheet.values:
        if name.key.growth is None and " " not in name.part and holds(name.key.indicator, sheet.definitions):
            groups[trait(name)].append(name)
    return list(groups.values())
