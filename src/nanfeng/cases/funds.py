"""Seats and money of a programme that cannot be overdrawn, and the instalments in which a grant is paid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from nanfeng.cases.state import State
from nanfeng.forms.rule import Rule
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Limit(Definition):
    """So many seats (`of` is None), or so much of the number or money field `of`, for all cases together.

    Where `per` names something, each value of it has as much to itself: `cohort`, `park`, `organisation`, `year` (of
    the day on which the case came to the stage), or a field of the programme, such as the guarantor. Two names: each
    pair of values. A case takes its part `since` a stage. One that is withdrawn or lost gives back what was not paid.
    """

    id: str
    label: Text
    total: Decimal
    since: str
    of: str | None = None
    per: tuple[str, ...] = ()


@dataclass(frozen=True)
class Instalment(Definition):
    """A part of the money field `of` (0 < `share` <= 1) that is payable `since` a stage on, once the rule `when` over
    the case's fields answers yes and the organisation has confirmed the outcome `confirmed`, where these are named.

    `paid_by` are the roles that enter its payment. The shares of one field add up to one at most.
    """

    id: str
    label: Text
    of: str
    share: Decimal
    since: str
    paid_by: tuple[Role, ...]
    when: Rule | None = None
    confirmed: str | None = None


@dataclass(frozen=True)
class Taken:
    """What one case takes of a limit: its part, and how much of it was paid already."""

    part: Decimal
    paid: Decimal = Decimal(0)

    def in_state(self, state: State) -> Decimal:
        """What counts against the limit."""
        return self.part if state in (State.ACTIVE, State.PAUSED) else self.paid


def overdrawn(limit: Limit, others: Decimal, part: Decimal) -> Decimal:
    """By how much a part would overdraw the limit of which others have taken so much; zero where it fits."""
    return max(others + part - limit.total, Decimal(0))


def due(instalments: Iterable[Instalment], granted: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """What each instalment comes to, to the cent; the last of a grant takes the rest, so that they add up to it where
    their shares add up to one.
    """
    found: dict[str, Decimal] = {}
    for of, parts in groupby(sorted(instalments, key=_money), key=_money):
        grant = granted.get(of)
        if grant is not None:
            found |= _split(grant, tuple(parts))
    return found


def _money(instalment: Instalment) -> str:
    return instalment.of


def _split(grant: Decimal, parts: tuple[Instalment, ...]) -> dict[str, Decimal]:
    """Each part as far as the shares up to it reach, less what the parts before it came to."""
    found: dict[str, Decimal] = {}
    share = Decimal(0)
    for one in parts:
        share += one.share
        found[one.id] = (grant * share).quantize(_CENT) - sum(found.values(), Decimal(0))
    return found
