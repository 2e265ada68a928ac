"""Growths, ratios and differences as relations between the two sides that they are made of.

A growth or a ratio is a cell, that of its deviation: current less (1 + growth) times base, which is zero for the true
growth. Published, it stays zero and so ties its two sides together; left out, it may be anything and ties nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.indicator import Difference, Ratio
from nanfeng.kinds.figure import Basis, Figure, FigureKey
from nanfeng.release.names import CellName, base_of
from nanfeng.release.sheet import Sheet


def is_ratio(key: FigureKey, definitions: Definitions) -> bool:
    """Whether a figure, growths included, is of an indicator that is a ratio of two others."""
    return isinstance(definitions.indicators[key.indicator].formula, Ratio)


def relate_proportions(sheet: Sheet, figures: Mapping[FigureKey, Figure]) -> None:
    """Relate every growth, ratio and difference with its two sides; the levels are on the sheet already."""
    for key, figure in figures.items():
        if key.growth is not None:
            _relate_growth(sheet, key, figure)
        else:
            _relate_operands(sheet, key, figure)


def _components(figure: Figure) -> dict[str, Decimal]:
    return {part.role: part.value for part in figure.components if part.value is not None}


def _relate_growth(sheet: Sheet, key: FigureKey, figure: Figure) -> None:
    parts = _components(figure)
    if is_ratio(key, sheet.definitions) or "current" not in parts or "base" not in parts:
        return
    sides = _current(sheet, key, parts["current"]), base_of(key)
    for side, value in zip(sides, (parts["current"], parts["base"]), strict=True):
        sheet.values.setdefault(side, value)
    if key.growth is Basis.MATCHED:
        earlier = CellName(replace(key.level(), period=key.period.year_ago()))
        for whole, side in zip((CellName(key.level()), earlier), sides, strict=True):
            sheet.contributors[side] = figure.contributors
            _relate_matched(sheet, whole, side)
    _relate_pair(sheet, CellName(key), sides)


def _relate_matched(sheet: Sheet, whole: CellName, side: CellName) -> None:
    """Those that were there in both years are a part of all: the rest came or left in between."""
    if whole in sheet.values and sheet.values[whole] >= sheet.values[side]:
        sheet.relate_rest(whole, side, f"rest beside {side.part}")


def _current(sheet: Sheet, key: FigureKey, value: Decimal) -> CellName:
    """The level; where a growth is of fewer records, what these come to, as a part of the level."""
    level = CellName(key.level())
    if key.growth is Basis.MATCHED:
        return CellName(level.key, "matched")
    if level not in sheet.values or sheet.values[level] == value:
        return level
    current = CellName(level.key, "current")
    sheet.values[current] = value
    sheet.relate_rest(level, current, "rest of current")
    return current


def _relate_operands(sheet: Sheet, key: FigureKey, figure: Figure) -> None:
    formula = sheet.definitions.indicators[key.indicator].formula
    if isinstance(formula, Ratio):
        names, roles = (formula.numerator, formula.denominator), ("numerator", "denominator")
    elif isinstance(formula, Difference):
        names, roles = (formula.minuend, formula.subtrahend), ("minuend", "subtrahend")
    else:
        return
    parts = _components(figure)
    sides = CellName(replace(key, indicator=names[0])), CellName(replace(key, indicator=names[1]))
    for side, role in zip(sides, roles, strict=True):
        if side not in sheet.values and role in parts:
            sheet.values[side] = parts[role]
    if any(side not in sheet.values for side in sides):
        return
    if isinstance(formula, Difference):
        sheet.relate_exactly(CellName(key), {sides[0]: 1, sides[1]: -1})
    else:
        _relate_pair(sheet, CellName(key), sides)


def _relate_pair(sheet: Sheet, deviation: CellName, sides: tuple[CellName, CellName]) -> None:
    """One side less the true proportion times the other is the deviation, which is zero. Where the base is zero there
    is no proportion, and what is said instead is the difference.
    """
    upper, lower = sheet.values[sides[0]], sheet.values[sides[1]]
    proportion = float(upper / lower) if lower else 1.0
    sheet.values[deviation] = Decimal(0) if lower else upper
    sheet.relations.append({sides[0]: 1.0, sides[1]: -proportion, deviation: -1.0})
