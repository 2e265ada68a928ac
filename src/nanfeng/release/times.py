"""Periods and dates as relations: what a longer period is made of, and what lies between two dates of a stock."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from nanfeng.kinds.figure import FigureKey
from nanfeng.release.facts import flows, stands
from nanfeng.release.implied import ANY_PERIOD, slices_of
from nanfeng.release.sheet import Sheet


def relate_periods(sheet: Sheet) -> None:
    """Every period is made of the shortest ones that can be told apart in it."""
    for names in sheet.grouped(lambda name: (replace(name.key, period=ANY_PERIOD), name.part), flows):
        by_period = {name.key.period: name for name in names}
        pieces = slices_of(by_period)
        for period, name in by_period.items():
            inside = [by_period[piece] for piece in pieces if period.contains(piece) and piece in by_period]
            if inside != [name]:
                sheet.relate_exactly(name, dict.fromkeys(inside, 1))


def relate_dates(sheet: Sheet) -> None:
    """What stands at one date and at the next tells the change between them, and behind it are the organisations that
    made it. Where these are not known, only those that came in between, or left, are certain.
    """
    for names in sheet.grouped(lambda name: name.part, stands):
        by_key = {name.key: name for name in names}
        for earlier, later in successive(by_key):
            name = by_key[later]
            change = sheet.relate_rest(name, by_key[earlier], f"{name.part} change since {earlier.period.last}")
            sheet.rests[change] = sheet.movers.get((earlier, later)) or abs(sheet.rests[change] or 0) or None


def successive(levels: Iterable[FigureKey]) -> Iterator[tuple[FigureKey, FigureKey]]:
    """Levels that differ in their date alone, each with the next."""
    alike: dict[FigureKey, list[FigureKey]] = defaultdict(list)
    for key in levels:
        alike[replace(key, period=ANY_PERIOD)].append(key)
    for keys in alike.values():
        yield from pairwise(sorted(keys, key=lambda key: (key.period.last, key.period.first)))
