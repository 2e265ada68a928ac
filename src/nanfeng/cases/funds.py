"""Seats and money of a programme that cannot be overdrawn, and the instalments in which a grant is paid."""

from dataclasses import dataclass
from decimal import Decimal

from nanfeng.forms.rule import Rule
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Limit(Definition):
    """So many seats (`of` is None), or so much of the number or money field `of`, for all cases together.

    Where `per` names something, each value of it has as much to itself: `cohort`, `park`, `organisation`, `year` (of
    the day on which the case first came to the stage), or a field of the programme, such as the guarantor; with two
    names, each pair of values. A case takes its part `since` a stage; nothing of it is paid before. One that is
    withdrawn or lost, or goes back before that stage, gives back what was not paid.
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
