"""The attacker: what can be computed back from all that is published together.

The attacker knows every published cell to its last digit, all relations, and that most cells cannot be negative. It
may choose any values of the unpublished cells that agree with that; how far one of them can go is a linear programme.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from nanfeng.release.system import Mask, Numbers, Part, System, parts_of

SLACK = 1e-6
"""How much of the protection width the solver may miss it by; its own tolerance is a tenth of that."""

_SEARCH_LIMIT = 1e4
"""Movements beyond this many widths need no telling apart; keeping them out keeps the numbers well scaled."""

_NEAR = 4
"""How many relations away the first search goes: a swap between four cells of a table, its months and its growths."""

_CHEAP = 1e-3
"""What costs less to move need not be left out for it: it is unknown anyway."""

_SMALL = 0.5
"""A search in more than this share of a part is hardly quicker than one in all of it."""

_PLAIN = {"presolve": False}
"""A movement touches few cells, so that the solver is done before it would have simplified the rest."""

_CERTAIN = {0, 2}
"""The solver's codes for solved and for impossible; with any other it is asked again, with its simplification."""


@dataclass(frozen=True)
class Target:
    """A cell to be protected: nobody may know it more closely than `width` to either side (in the cell's unit), or to
    what everybody knows it cannot fall below.
    """

    cell: int
    width: float


@dataclass(frozen=True)
class Push:
    """Targets that are lifted (`rising`) or lowered together, each by at least its width."""

    targets: tuple[Target, ...]
    rising: bool

    @property
    def scale(self) -> float:
        """The greatest width: what the solver counts in."""
        return max(target.width for target in self.targets)


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
    goal = np.zeros(len(part.cells))
    goal[part.position(cell)] = 1.0
    return value - _extreme(system, part, -goal), value + _extreme(system, part, goal)


def audit(system: System, unknown: Mask, targets: Sequence[Target]) -> list[Exposed]:
    """The targets that the attacker can place closer than their width on either side."""
    parts = parts_of(system, unknown)
    proofs = Proofs.none(system, targets)
    exposed = []
    for target in targets:
        if unknown[target.cell] and _is_safe(system, parts[target.cell], target, proofs):
            continue
        low, high = bounds(system, unknown, target.cell)
        exposed.append(Exposed(target.cell, low, high))
    return exposed


@dataclass(frozen=True)
class Proofs:
    """Which targets are known to be able to rise and to fall by their width; the arrays fill up as movements are
    found, because one movement often proves many targets. `falls` are the widths downwards, no more than a cell can
    fall at all.
    """

    widths: Numbers
    falls: Numbers
    up: Mask
    down: Mask

    @classmethod
    def none(cls, system: System, targets: Sequence[Target]) -> "Proofs":
        """Nothing proved yet, but that some targets cannot fall; what is no target needs no proof."""
        widths = np.full(len(system.values), np.inf)
        for target in targets:
            widths[target.cell] = target.width
        falls = np.minimum(widths, system.values - system.lower)
        return cls(widths, falls, np.zeros(len(widths), dtype=bool), falls <= widths * SLACK)

    def take(self, movement: Numbers, width: float) -> None:
        """Note what a movement that was found at the scale of `width` proves. A target much narrower than that scale
        is left unproved, because the solver's tolerance is no longer small beside it.
        """
        near = self.widths >= width * 1e-2
        self.up[:] |= near & (movement >= self.widths * (1 - SLACK))
        self.down[:] |= near & (movement <= -self.falls * (1 - SLACK))


def cheapest_movement(system: System, part: Part, push: Push, costs: Numbers) -> Numbers | None:
    """The movement of all cells that does what the push asks, at the least cost a unit moved; looked for in a few
    cells first, because it is often found there and the solver then has a tenth of the work.

    `costs` is by cell of the system. None where no movement does it.
    """
    for some in _narrower(part, push, costs):
        found = _movement(system, some, push, costs)
        if found is not None:
            return found
    return _movement(system, part, push, costs)


def _narrower(part: Part, push: Push, costs: Numbers) -> Iterator[Part]:
    """First the cells that can move for next to nothing, if they are a small part; then those around the targets."""
    cells = [target.cell for target in push.targets]
    free = part.within((costs[part.cells] < _CHEAP) | np.isin(part.cells, cells))
    near = part.around(cells, _NEAR)
    for some in (free, near):
        if len(some.cells) < len(part.cells) * _SMALL:
            yield some


def _movement(system: System, part: Part, push: Push, costs: Numbers) -> Numbers | None:
    limits = _limits(system, part, push)
    found = _solved(np.tile(costs[part.cells], 2), part.split(), limits)
    if found is None:
        return None
    size = len(part.cells)
    movement = np.zeros(len(system.values))
    movement[part.cells] = (found[:size] - found[size:]) * push.scale
    return movement


def _limits(system: System, part: Part, push: Push) -> Numbers:
    """Least and greatest rise of each cell, then fall, by the scale of the push."""
    size = len(part.cells)
    room = (system.values - system.lower)[part.cells] / push.scale
    greatest = np.concatenate([np.full(size, _SEARCH_LIMIT), np.clip(room, 0, _SEARCH_LIMIT)])
    limits = np.column_stack([np.zeros(2 * size), greatest])
    for target in push.targets:
        spot = part.position(target.cell)
        way, back = (spot, spot + size) if push.rising else (spot + size, spot)
        limits[way, 0] = min(target.width / push.scale, limits[way, 1])
        limits[back] = 0.0
    return limits


def _solved(cost: Numbers, relations: csr_array, limits: Numbers) -> Numbers | None:
    """The cheapest amounts within limits that keep the relations; None where none do."""
    zero = relations @ np.zeros(len(cost))
    found = linprog(cost, A_eq=relations, b_eq=zero, bounds=limits, method="highs", options=_PLAIN)
    if found.status not in _CERTAIN:
        found = linprog(cost, A_eq=relations, b_eq=zero, bounds=limits, method="highs")
    return found.x


def _is_safe(system: System, part: Part, target: Target, proofs: Proofs) -> bool:
    alike = np.ones(len(system.values))
    for rising, proved in ((True, proofs.up), (False, proofs.down)):
        if proved[target.cell]:
            continue
        movement = cheapest_movement(system, part, Push((target,), rising), alike)
        if movement is None:
            return False
        proofs.take(movement, target.width)
    return True


def _extreme(system: System, part: Part, goal: Numbers) -> float:
    """How far the goal can rise, infinite where nothing holds it; worked out in units of the largest of its cells."""
    scale = max(float(np.max(np.abs(system.values[part.cells] * goal))), 1.0)
    falls = (system.lower - system.values)[part.cells] / scale
    limits = np.column_stack([np.minimum(falls, 0), np.full(len(part.cells), np.inf)])
    zero = part.relations @ np.zeros(len(part.cells))
    found = linprog(-goal, A_eq=part.relations, b_eq=zero, bounds=limits, method="highs")
    return np.inf if found.fun is None else -float(found.fun) * scale
