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

    `lonely`: fewer organisations than the rules ask for changed it, or one dominates the change.
    """

    amount: Decimal
    organisations: int
    lonely: bool


def change_between(old: Shares, new: Shares, rules: DisclosureRules) -> Change:
    """How a sum changed from the shares of `old` to those of `new`."""
    return change_of(steps_between(old, new), rules)


def steps_between(old: Shares, new: Shares) -> Shares:
    """By how much each organisation's share of a sum changed; who did not change is not there."""
    steps = {one: new.get(one, Decimal(0)) - old.get(one, Decimal(0)) for one in {*old, *new}}
    return {one: step for one, step in steps.items() if step}


def change_of(steps: Shares, rules: DisclosureRules) -> Change:
    """A change from the steps that everybody took in it."""
    sizes = [abs(step) for step in steps.values()]
    few = len(sizes) < rules.contributors
    lonely = bool(sizes) and (few or float(max(sizes) / sum(sizes)) > rules.dominance)
    return Change(sum(steps.values(), Decimal(0)), len(sizes), lonely)


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
