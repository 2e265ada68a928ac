"""Periods and dates as relations: what a longer period is made of, and what lies between two dates of a stock."""

from dataclasses import replace
from itertools import pairwise

from nanfeng.release.facts import flows, stands
from nanfeng.release.implied import ANY_PERIOD, slices_of
from nanfeng.release.names import CellName
from nanfeng.release.sheet import Sheet


def relate_periods(sheet: Sheet) -> None:
    """Every period is made of the shortest ones that can be told apart in it."""
    for names in sheet.grouped(_but_for_the_period, flows):
        by_period = {name.key.period: name for name in names}
        pieces = slices_of(by_period)
        for period, name in by_period.items():
            inside = [by_period[piece] for piece in pieces if period.contains(piece) and piece in by_period]
            if inside != [name]:
                sheet.relate_exactly(name, dict.fromkeys(inside, 1))


def relate_dates(sheet: Sheet) -> None:
    """What stands at one date and at the next tells the change between them. The organisations that came in between
    stand behind it; where none did, nobody can tell how many do.
    """
    for names in sheet.grouped(_but_for_the_period, stands):
        dated = sorted(names, key=lambda name: (name.key.period.last, name.key.period.first))
        for earlier, later in pairwise(dated):
            change = sheet.relate_rest(later, earlier, f"{later.part} change since {earlier.key.period.last}")
            sheet.rests[change] = abs(sheet.rests[change] or 0) or None


def _but_for_the_period(name: CellName) -> object:
    return replace(name.key, period=ANY_PERIOD), name.part
