"""Tables as relations: every margin with its parts, by place and by coded field, and what it has beyond them."""

from dataclasses import replace
from decimal import Decimal

from nanfeng.kinds.figure import FigureKey
from nanfeng.release.facts import adds_up
from nanfeng.release.margins import Margin, margins_by_field, margins_by_place
from nanfeng.release.names import CellName
from nanfeng.release.sheet import Sheet


def relate_margins(sheet: Sheet) -> None:
    """Complete every table with its rests, so that rests too add up by place and by field, then relate all of it."""
    alike = sheet.grouped(lambda name: (name.key.indicator, name.key.period, name.part), adds_up)
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


def _rest_of(sheet: Sheet, margin: Margin, part: str) -> FigureKey | None:
    """Write down what a margin has beyond its parts; None where it has nothing, or its parts overlap."""
    whole, parts = CellName(margin.whole, part), [CellName(key, part) for key in margin.parts]
    rest = sheet.values[whole] - sum((sheet.values[one] for one in parts), Decimal(0))
    if not rest or _overlapping(rest, [sheet.values[one] for one in (whole, *parts)]):
        return None
    name = CellName(margin.rest, part)
    sheet.values[name] = rest
    sheet.contributors[name] = sheet.rests[name] = sheet.remaining(whole, parts)
    return margin.rest


def _overlapping(rest: Decimal, values: list[Decimal]) -> bool:
    return rest < 0 and all(value >= 0 for value in values)


def _relate_margin(sheet: Sheet, margin: Margin, part: str) -> None:
    """The parts make up the whole; where they overlap, each is merely a part of it."""
    whole, parts = CellName(margin.whole, part), [CellName(key, part) for key in margin.parts]
    if sheet.relate_exactly(whole, dict.fromkeys(parts, 1)):
        return
    for one in parts:
        sheet.relate_rest(whole, one, f"{part} rest beside {one.key}")
