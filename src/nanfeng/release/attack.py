"""The attacker: what can be computed back from all that is published together.

The attacker knows every published cell to its last digit, all relations, and that most cells cannot be negative. It
may choose any values of the unpublished cells that agree with that; how far one of them can go is a linear programme.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from nanfeng.release.system import Mask, Numbers, Part, System, parts_of

SLACK = 1e-6
"""How much of the protection width the solver may miss it by; its own tolerance is a tenth of that."""

_SEARCH_LIMIT = 1e4
"""Movements beyond this many widths need no telling apart; keeping them out keeps the numbers well scaled."""

_PLAIN = {"presolve": False}
"""A movement touches few cells, so that the solver is done before it would have simplified the rest."""


@dataclass(frozen=True)
class Target:
    """A cell to be protected: nobody may know it more closely than `width` to either side (in the cell's unit)."""

    cell: int
    width: float


@dataclass(frozen=True)
class Exposed:
    """A protected cell that the attacker knows too closely, with the bounds that the attacker finds."""

    cell: int
    low: float
    high: float


def bounds(system: System, unknown: Mask, cell: int) -> tuple[float, float]:
    """The least and the greatest value that a cell can have for the attacker; infinite where nothing bounds it."""
    value = float(system.values[cell])
    if not unknown[cell]:
        return value, value
    part = parts_of(system, unknown)[cell]
    scale = max(abs(value), 1.0)
    return value - scale * _extreme(system, part, (cell, -1.0, scale)), value + scale * _extreme(
        system, part, (cell, 1.0, scale)
    )


def audit(system: System, unknown: Mask, targets: Sequence[Target]) -> list[Exposed]:
    """The targets that the attacker can place closer than their width on either side."""
    parts = parts_of(system, unknown)
    proofs = Proofs.none(len(system.values), targets)
    exposed = []
    for target in targets:
        if unknown[target.cell] and _both_ways(system, parts[target.cell], (target, proofs)):
            continue
        low, high = bounds(system, unknown, target.cell)
        exposed.append(Exposed(target.cell, low, high))
    return exposed


@dataclass(frozen=True)
class Proofs:
    """Which targets are known to be able to rise and to fall by their width; the arrays fill up as movements are
    found, because one movement often proves many targets.
    """

    widths: Numbers
    up: Mask
    down: Mask

    @classmethod
    def none(cls, count: int, targets: Sequence[Target]) -> "Proofs":
        """Nothing proved yet; what is no target needs no proof."""
        widths = np.full(count, np.inf)
        for target in targets:
            widths[target.cell] = target.width
        return cls(widths, np.zeros(count, dtype=bool), np.zeros(count, dtype=bool))

    def take(self, movement: Numbers, width: float) -> None:
        """Note what a movement that was found at the scale of `width` proves. A target much narrower than that scale
        is left unproved, because the solver's tolerance is no longer small beside it.
        """
        near = self.widths >= width * 1e-2
        self.up[:] |= near & (movement >= self.widths * (1 - SLACK))
        self.down[:] |= near & (movement <= -self.widths * (1 - SLACK))


def cheapest_movement(system: System, part: Part, aim: tuple[Target, bool], costs: Numbers) -> Numbers | None:
    """The movement of all cells that lifts (True) or lowers the target by its width at the least cost a unit moved.

    `costs` is by cell of the system. None where no movement does it.
    """
    target, rising = aim
    size, spot = len(part.cells), part.position(target.cell)
    falls = np.minimum((system.values - system.lower)[part.cells] / target.width, _SEARCH_LIMIT)
    limits = np.column_stack([np.zeros(2 * size), np.concatenate([np.full(size, _SEARCH_LIMIT), np.maximum(falls, 0)])])
    limits[spot], limits[spot + size] = ((1, 1), (0, 0)) if rising else ((0, 0), (1, 1))
    if not rising and falls[spot] < 1 - SLACK:
        return None
    cost = np.tile(costs[part.cells], 2)
    zero = part.relations @ np.zeros(len(part.cells))
    found = linprog(cost, A_eq=part.split(), b_eq=zero, bounds=limits, method="highs", options=_PLAIN)
    if found.x is None:
        return None
    movement = np.zeros(len(system.values))
    movement[part.cells] = (found.x[:size] - found.x[size:]) * target.width
    return movement


def _both_ways(system: System, part: Part, aim: tuple[Target, Proofs]) -> bool:
    target, proofs = aim
    free = np.ones(len(system.values))
    for rising, proved in ((True, proofs.up), (False, proofs.down)):
        if proved[target.cell]:
            continue
        movement = cheapest_movement(system, part, (target, rising), free)
        if movement is None:
            return False
        proofs.take(movement, target.width)
    return True


def _extreme(system: System, part: Part, aim: tuple[int, float, float]) -> float:
    cell, sign, scale = aim
    goal = np.zeros(len(part.cells))
    goal[part.position(cell)] = -sign
    falls = (system.lower - system.values)[part.cells] / scale
    limits = np.column_stack([np.minimum(falls, 0), np.full(len(part.cells), np.inf)])
    zero = part.relations @ np.zeros(len(part.cells))
    found = linprog(goal, A_eq=csr_array(part.relations), b_eq=zero, bounds=limits, method="highs")
    return np.inf if found.fun is None else -float(found.fun)
