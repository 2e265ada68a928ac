"""Names of cells: what the equations of disclosure control speak of."""

from dataclasses import dataclass

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
