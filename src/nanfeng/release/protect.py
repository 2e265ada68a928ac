"""Secondary suppression: which further cells to leave out, so that no protected one can be computed back.

The heuristic of Kelly, Golden and Assad (1992) with the costs of Fischetti and Salazar (1999): for each protected cell
and each direction, find the cheapest movement of all cells that keeps every relation and moves that cell by its width;
every published cell that has to move with it is left out. Such a movement is itself the proof that the attacker cannot
tell the two apart, and leaving out more never spoils it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from nanfeng.release.attack import SLACK, Proofs, Push, Target, cheapest_movement
from nanfeng.release.system import Mask, Numbers, Part, System, parts_of

_NOTHING = 1e-6
"""Cost of moving a cell that is unknown anyway: small, so that movements stay short."""


@dataclass(frozen=True)
class Task:
    """What to protect, and what may be given up for it.

    `groups` are targets that are likely to move together, such as one cell in successive months: they are tried at
    once before each is alone. `unknown` are the cells that are not published anyway. `fixed` are those that cannot be
    left out (published before, or a known nothing). `weights` is the loss, for each published cell, of leaving it out.
    """

    groups: Sequence[Sequence[Target]]
    unknown: Mask
    fixed: Mask
    weights: Numbers


@dataclass(frozen=True)
class Protection:
    """`unknown`: all cells not published, the further ones included. `failed`: targets that nothing could protect."""

    unknown: Mask
    failed: tuple[int, ...]


def protect(system: System, task: Task) -> Protection:
    """Leave out as many further cells as it takes to protect every target.

    The widest targets go first, because what they need protects many of the narrower. Then all is protected once more
    in the other order out of these cells alone, which brings back what turned out not to be needed.
    """
    first = _protected(system, task, widest_first=True)
    if first.failed:
        return first
    second = _protected(system, replace(task, fixed=task.fixed | ~first.unknown), widest_first=False)
    lighter = task.weights[second.unknown].sum() < task.weights[first.unknown].sum()
    return second if lighter and not second.failed else first


def _protected(system: System, task: Task, *, widest_first: bool) -> Protection:
    work = _Work.begun(system, task)
    groups = work.groups()
    for group in groups if widest_first else reversed(groups):
        for rising in (True, False):
            together = work.open(group, rising=rising)
            if len(together) > 1:
                work.push(Push(together, rising))
            for target in work.open(group, rising=rising):
                if not work.is_proved(target, rising=rising) and not work.push(Push((target,), rising)):
                    work.failed.append(target.cell)
    return Protection(work.unknown, tuple(work.failed))


@dataclass(frozen=True)
class _Work:
    """Protection while it is being found: `unknown` and `proofs` fill up."""

    system: System
    task: Task
    parts: Mapping[int, Part]
    unknown: Mask
    proofs: Proofs
    failed: list[int]

    @classmethod
    def begun(cls, system: System, task: Task) -> "_Work":
        targets = [target for group in task.groups for target in group]
        parts = parts_of(system, task.unknown | ~task.fixed)
        return cls(system, task, parts, task.unknown.copy(), Proofs.none(system, targets), [])

    def groups(self) -> list[tuple[Target, ...]]:
        """What is tried at once: targets of one group and one part, the widest first."""
        found: dict[tuple[int, int], list[Target]] = defaultdict(list)
        for number, group in enumerate(self.task.groups):
            for target in sorted(group, key=_by_width):
                found[number, int(self.parts[target.cell].cells[0])].append(target)
        return sorted(map(tuple, found.values()), key=lambda group: _by_width(group[0]))

    def open(self, group: Sequence[Target], *, rising: bool) -> tuple[Target, ...]:
        """Those of a group that are still to be proved."""
        return tuple(one for one in group if not self.is_proved(one, rising=rising) and one.cell not in self.failed)

    def is_proved(self, target: Target, *, rising: bool) -> bool:
        """Whether a target is known to be able to rise, or to fall, by its width."""
        return bool((self.proofs.up if rising else self.proofs.down)[target.cell])

    def push(self, push: Push) -> bool:
        """Leave out what has to move with the targets; whether anything does."""
        costs = np.where(self.unknown, _NOTHING, self.task.weights)
        movement = cheapest_movement(self.system, self.parts[push.targets[0].cell], push, costs)
        if movement is None:
            return False
        self.unknown[:] |= np.abs(movement) > push.scale * SLACK
        self.proofs.take(movement, push.scale)
        return True


def _by_width(target: Target) -> tuple[float, int]:
    return -target.width, target.cell
