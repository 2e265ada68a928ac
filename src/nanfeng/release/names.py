"""Names of cells: what the equations of disclosure control speak of."""

from dataclasses import dataclass, replace

from nanfeng.figures.calculation import Side
from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.release.implied import base_key


@dataclass(frozen=True)
class CellName:
    """A cell: the figure itself (part ""), its `base` of its own, the `current` value of the records that a growth is
    of, the `matched` one, the `matched_base`, or the rest of a margin (a part with a space in it).
    """

    key: FigureKey
    part: str = ""

    def __str__(self) -> str:
        return f"{self.key} ({self.part})" if self.part else str(self.key)


def base_of(growth: FigureKey) -> CellName:
    """What a growth compares with: an earlier level, or a base of its own."""
    if growth.growth is Basis.MATCHED:
        return CellName(growth.level(), "matched_base")
    earlier = base_key(growth)
    return CellName(earlier) if earlier else CellName(growth.level(), "base")


def named_by(sum_: str) -> tuple[CellName, ...]:
    """The cells that a sum behind a figure can be, by its canonical text; the first of them that there is, is it."""
    text, _, end = sum_.rpartition("/")
    side = Side(end) if end in set(Side) else Side.FILED
    key = FigureKey.parse(sum_ if side is Side.FILED else text)
    match side:
        case Side.WITH_YEAR_AGO:
            return CellName(key, "current"), CellName(key)
        case Side.YEAR_AGO:
            return (CellName(key, "base"),)
        case Side.MATCHED:
            return (CellName(key, "matched"),)
        case Side.MATCHED_BASE:
            return (CellName(replace(key, period=key.period.shifted(1)), "matched_base"),)
        case _:
            return (CellName(key),)
