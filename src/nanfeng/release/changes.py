"""Changes: what organisations did to a figure between two of its values, be it two vintages or two dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nanfeng.figures.definitions import Definitions
from nanfeng.figures.trace import TracedPart, traces
from nanfeng.kinds.figure import FigureKey
from nanfeng.ledger.read import Reader
from nanfeng.release.rules import DisclosureRules

Shares = Mapping[str, Decimal]
"""What each organisation (each record where the form has none) adds to a sum; who is not there adds nothing."""

Contributions = Mapping[str, Shares]
"""The shares of every sum that a figure is worked out from, by the canonical text of that sum."""


@dataclass(frozen=True)
class Change:
    """How a sum changed: by `amount`, in the unit of the sum, through so many `organisations`.

    `lonely`: fewer organisations than the rules ask for changed it, or one dominates the change. `tells`: besides,
    what one of these changed by is nearly all that it filed before or files now, so that the change shows its level.
    """

    amount: Decimal
    organisations: int
    lonely: bool
    tells: bool


def change_between(old: Shares, new: Shares, rules: DisclosureRules) -> Change:
    """How a sum changed from the shares of `old` to those of `new`."""
    steps = {one: new.get(one, Decimal(0)) - old.get(one, Decimal(0)) for one in {*old, *new}}
    moved = sorted((one for one, step in steps.items() if step), key=lambda one: (-abs(steps[one]), one))
    amount = sum(steps.values(), Decimal(0))
    few = len(moved) < rules.contributors
    gross = sum((abs(steps[one]) for one in moved), Decimal(0))
    lonely = bool(moved) and (few or float(abs(steps[moved[0]]) / gross) > rules.dominance)
    seen = moved if few else moved[:1]
    tells = lonely and any(_extent(old.get(one), new.get(one)) > 1 - rules.width for one in seen)
    return Change(amount, len(moved), lonely, tells)


def _extent(old: Decimal | None, new: Decimal | None) -> float:
    """A change as a share of the larger of the two amounts: 1 for who comes or goes, more where the sign turned."""
    before, after = old or Decimal(0), new or Decimal(0)
    return float(abs(after - before) / max(abs(before), abs(after)))


def contributions(
    keys: Sequence[FigureKey], definitions: Definitions, reader: Reader
) -> Mapping[FigureKey, Contributions]:
    """What everybody adds to the sums behind figures, read once for all of them."""
    return {key: dict(_sums(found.top)) for key, found in traces(keys, definitions, reader).items()}


def _sums(part: TracedPart) -> Iterable[tuple[str, Shares]]:
    if part.parts:
        for under in part.parts:
            yield from _sums(under)
        return
    shares: dict[str, Decimal] = {}
    for row in part.rows:
        unit = row.organisation or row.record
        shares[unit] = shares.get(unit, Decimal(0)) + row.contribution
    yield part.key, {unit: share for unit, share in shares.items() if share}
