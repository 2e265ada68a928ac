"""Secondary suppression: which further cells to leave out, so that no protected one can be computed back.

The heuristic of Kelly, Golden and Assad (1992) with the costs of Fischetti and Salazar (1999): for each protected cell
and each direction, find the cheapest movement of all cells that keeps every relation and moves that cell by its width;
every published cell that has to move with it is left out. Such a movement is itself the proof that the attacker cannot
tell the two apart, and leaving out more never spoils it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nanfeng.release.attack import SLACK, Proofs, Push, Target, cheapest_movement
from nanfeng.release.system import Mask, Numbers, System, parts_of

_NOTHING = 1e-6
"""Cost of moving a cell that is unknown anyway: small, so that movements stay short."""


@dataclass(frozen=True)
class Task:
    """What to protect, and what may be given up for it.

    `unknown` are the cells that are not published anyway. `fixed` are those that cannot be left out (published before,
    or a known nothing). `weights` is the loss, for each published cell, of leaving it out.
    """

    targets: Sequence[Target]
    unknown: Mask
    fixed: Mask
    weights: Numbers


@dataclass(frozen=True)
class Protection:
    """`unknown`: all cells not published, the further ones included. `failed`: targets that nothing could protect."""

    unknown: Mask
    failed: tuple[int, ...]


def protect(system: System, task: Task) -> Protection:
    """Leave out as many further cells as it takes to protect every target; the widest targets go first, because what
    they need protects many of the narrower.
    """
    parts = parts_of(system, task.unknown | ~task.fixed)
    unknown = task.unknown.copy()
    proofs = Proofs.none(system, task.targets)
    failed: list[int] = []
    for target in sorted(task.targets, key=lambda target: (-target.width, target.cell)):
        for rising, proved in ((True, proofs.up), (False, proofs.down)):
            if proved[target.cell] or target.cell in failed:
                continue
            costs = np.where(unknown, _NOTHING, task.weights)
            movement = cheapest_movement(system, parts[target.cell], Push(target, rising), costs)
            if movement is None:
                failed.append(target.cell)
                continue
            unknown |= np.abs(movement) > target.width * SLACK
            proofs.take(movement, target.width)
    return Protection(unknown, tuple(failed))
