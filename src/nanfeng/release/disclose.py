"""Disclosure control: what may not be published because it shows, or lets anybody compute, what a single organisation
reported.

Primary rules take out cells with fewer than three contributors or one that dominates; secondary suppression takes out
as many others as it needs that none of them can be computed back from everything published together: margins, linked
tables, months, growths, ratios, and what earlier releases said. The attacker is assumed to know what is published to
the last digit, which is more than any rounded print tells.
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

import numpy as np

from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension
from nanfeng.release.attack import Exposed, Target, audit
from nanfeng.release.cells import Cells, cells_of
from nanfeng.release.facts import is_empty, is_public, operands
from nanfeng.release.implied import ANY_PERIOD
from nanfeng.release.material import Material
from nanfeng.release.names import CellName, named_by
from nanfeng.release.primary import lonely_keys, unsafe_keys
from nanfeng.release.protect import Task, protect
from nanfeng.release.release import HELD
from nanfeng.release.system import Mask, Numbers

PRIMARY, SECONDARY = "suppressed_primary", "suppressed_secondary"
"""Flags of suppressed figures."""

_GROUP = "part"
"""Role of a group that was judged: it follows from no other, and is shown only where it is published itself."""

_SYNTHETIC = "synthetic"
"""The only flag that a suppressed figure keeps: the others tell something of the number itself."""

_PRIMARY_REASON = Text(
    "为保护单个单位的信息不予公布：该数背后的单位不足三家，或其中一家占绝大部分。",
    "Not published, to protect single organisations: fewer than three stand behind it, or one of them makes up most.",
)
_SECONDARY_REASON = Text(
    "为保护单个单位的信息不予公布：若公布此数，可由其他已公布的数推算出受保护的数。",
    "Not published, to protect single organisations: with it, a protected figure could be computed from the others.",
)
_HELD_REASON = Text(
    "沿用此前公布的数，修订暂缓：更正所填内容的单位不足三家，或其中一家占绝大部分，公布修订数会显示单个单位的更正；"
    "待有更多更正后一并修订。",
    "As published before; a revision is held: fewer than three organisations corrected what they filed, or one of them "
    "makes up most of the change, so that the new number would show a single correction. It is revised once more "
    "corrections come.",
)


@dataclass(frozen=True)
class Suppression:
    """What is left out: under the primary rules (`unsafe`), besides (`secondary`), and what nothing could protect
    (`unprotected`); of these, `given_away` is what earlier releases show by themselves. Of what is left out, `held`
    repeats what an earlier release told: that is known anyway.
    """

    unsafe: frozenset[FigureKey]
    secondary: frozenset[FigureKey]
    unprotected: tuple[CellName, ...] = ()
    given_away: frozenset[CellName] = frozenset()
    held: frozenset[FigureKey] = frozenset()

    @property
    def betrayed(self) -> tuple[CellName, ...]:
        """What nothing could protect although no earlier release gave it away: it must not go out like this."""
        return tuple(name for name in self.unprotected if name not in self.given_away)


def suppression(material: Material) -> Suppression:
    """Decide what is left out."""
    cells = cells_of(material)
    unsafe = unsafe_keys(material)
    targets = targets_of(material, cells)
    if not targets:
        return decided_before(material, frozenset())
    unknown = unknown_cells(material, cells, unsafe)
    fixed = _fixed_cells(material, cells) & ~unknown
    groups = _alike([target for target in targets if not fixed[target.cell]], cells)
    given = protect(cells.system, Task(groups, unknown, fixed, _weights(material, cells)))
    failed = {*given.failed, *(target.cell for target in targets if fixed[target.cell])}
    out = [key for key in material.published if (cell := cells.number(key)) is not None and given.unknown[cell]]
    names = tuple(name for name, number in cells.numbers.items() if number in failed)
    before = _given_away(material, cells, [target for target in targets if target.cell in failed])
    decided = decided_before(material, frozenset(out))
    return replace(decided, unprotected=names, given_away=before)


def _alike(targets: Sequence[Target], cells: Cells) -> list[list[Target]]:
    """Targets of one cell in all periods, and of what its growth is made of."""
    names = list(cells.numbers)
    groups: dict[object, list[Target]] = defaultdict(list)
    for target in targets:
        name = names[target.cell]
        groups[replace(name.key, period=ANY_PERIOD)].append(target)
    return list(groups.values())


def _given_away(material: Material, cells: Cells, targets: list[Target]) -> frozenset[CellName]:
    """Those of the targets that can be placed too closely by earlier releases alone."""
    unknown = unknown_cells(replace(material, published=()), cells, frozenset())
    known = {one.cell for one in audit(cells.system, unknown, targets)}
    return frozenset(name for name, number in cells.numbers.items() if number in known)


def decided_before(material: Material, secondary: Set[FigureKey]) -> Suppression:
    """The primary rules of today with what was left out besides when the release was first made, so that a replay does
    not hang on which of several equally good choices a solver takes.
    """
    unsafe = unsafe_keys(material)
    left_out = (unsafe & frozenset(material.published)) | secondary
    lonely = lonely_keys(material)
    return Suppression(left_out & lonely, left_out - lonely, held=left_out & material.told.keys() - lonely)


def apply(material: Material, decided: Suppression) -> dict[FigureKey, Figure]:
    """The published figures as they go out, in the order of `published`."""
    shown = {str(key) for key in frozenset(material.published) - decided.unsafe - decided.secondary}
    figures = {}
    for key in material.published:
        figure = material.figures[key]
        if key in decided.held:
            figures[key] = _held(material.told[key])
        elif key in decided.unsafe:
            figures[key] = _suppressed(figure, _PRIMARY_REASON, PRIMARY)
        elif key in decided.secondary:
            figures[key] = _suppressed(figure, _SECONDARY_REASON, SECONDARY)
        else:
            figures[key] = _shown(figure, shown, material)
    return figures


def exposed(material: Material, decided: Suppression) -> list[Exposed]:
    """What the attacker can still place too closely: nothing, unless an earlier release gave it away."""
    cells = cells_of(material)
    unknown = unknown_cells(material, cells, decided.unsafe | decided.secondary)
    return audit(cells.system, unknown, targets_of(material, cells))


def targets_of(material: Material, cells: Cells) -> list[Target]:
    """The cells to protect, each with its width: unsafe levels, the own bases and matched values of unsafe growths,
    rests with too few organisations behind them, and sums whose revision rests on too few.
    """
    levels = {key.level() for key in lonely_keys(material)}
    parts = ("", "base", "current", "matched", "matched_base")
    names = [CellName(key, part) for key in sorted(levels, key=str) for part in parts]
    names += [name for name, count in cells.rests.items() if count is not None and count < material.rules.contributors]
    values = cells.system.values
    widths = _widths(material, cells)
    hidden = [name for name in names if name in cells.numbers and (values[cells.numbers[name]] or name in cells.netted)]
    wanted = _revised_sums(material, cells)
    for number in (cells.numbers[name] for name in hidden):
        wanted[number] = max(wanted.get(number, 0.0), float(widths[number]))
    return [Target(number, width) for number, width in wanted.items()]


def _revised_sums(material: Material, cells: Cells) -> dict[int, float]:
    """The sums whose revision rests on too few, by cell, with how closely nobody may know the change."""
    found: dict[int, float] = {}
    for sums in material.movements.revised.values():
        for text, changes in sums.items():
            names = [name for name in named_by(text) if name in cells.numbers]
            told = [float(abs(change.amount)) for change in changes if change.lonely]
            if names and any(told):
                found[cells.numbers[names[0]]] = max(told) * material.rules.width
    return found


def unknown_cells(material: Material, cells: Cells, left_out: Set[FigureKey]) -> Mask:
    """Which cells nobody is told: what is neither published nor said by an earlier release. What that said is known,
    whatever is left out today.
    """
    unknown = np.ones(len(cells.system.values), dtype=bool)
    for key in (frozenset(material.published) - left_out) | material.still_told:
        number = cells.number(key)
        if number is not None:
            unknown[number] = False
    return unknown


def _widths(material: Material, cells: Cells) -> Numbers:
    indicators = material.definitions.indicators
    counts = [indicators[name.key.indicator].unit.dimension is Dimension.COUNT for name in cells.numbers]
    whole = [count or name in cells.netted for name, count in zip(cells.numbers, counts, strict=True)]
    return np.maximum(np.abs(cells.system.values) * material.rules.width, np.where(whole, 1.0, 0.0))


def _fixed_cells(material: Material, cells: Cells) -> Mask:
    """What cannot be left out: said before, or a published zero of which nobody filed anything else."""
    fixed = np.zeros(len(cells.system.values), dtype=bool)
    for key in material.published:
        number = cells.number(key)
        if number is not None and key.growth is None and is_empty(material.figures[key]):
            fixed[number] = True
    for key in material.still_told:
        number = cells.number(key)
        if number is not None:
            fixed[number] = True
    return fixed


def _weights(material: Material, cells: Cells) -> Numbers:
    """The loss of leaving a cell out: more for a whole than for a part, less for a growth, most for what texts name."""
    weights = np.ones(len(cells.system.values))
    for key in material.published:
        number = cells.number(key)
        if number is None:
            continue
        weight = 0.5 if key.growth else 1 + 4 / (1 + len(key.scope))
        weights[number] = weight * (10 if key in material.prominent else 1)
    return weights


def _suppressed(figure: Figure, reason: Text, flag: str) -> Figure:
    bare = tuple(replace(part, value=None) for part in figure.components)
    flags = (*(known for known in figure.flags if known == _SYNTHETIC), flag)
    hidden = replace(figure, value=None, status=Status.SUPPRESSED, reason=reason, components=bare, flags=flags)
    return replace(hidden, contributors=None, largest_share=None)


def _held(figure: Figure) -> Figure:
    flags = tuple(dict.fromkeys((*figure.flags, HELD)))
    return replace(figure, reason=_HELD_REASON, flags=flags)


def _shown(figure: Figure, shown: Set[str], material: Material) -> Figure:
    """A figure without what would say more than itself: the largest unit's share, and parts that are not among the
    keys that are shown.
    """
    if is_public(figure.key.indicator, material.definitions):
        return replace(figure, largest_share=None)
    derivable = _derivable(figure, shown, material)
    parts = tuple(
        part if part.key in shown or (derivable and part.role != _GROUP) else replace(part, value=None)
        for part in figure.components
    )
    return replace(figure, components=parts, largest_share=None)


def _derivable(figure: Figure, shown: Set[str], material: Material) -> bool:
    """Whether all parts follow from the figure and the others that are shown: one side does, and so the other."""
    key = figure.key
    if key.growth is None:
        return any(str(replace(key, indicator=side)) in shown for side in operands(key.indicator, material.definitions))
    current = [part.value for part in figure.components if part.role == "current"]
    return str(key.level()) in shown and current == [material.figures[key.level()].value]
