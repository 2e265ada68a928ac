"""Measures: sums and counts over the records of one form, as the smallest things that figures are made of.

A `Population` says whose records and in which cells, a `Column` what is added up over them. Columns of one
population are computed together, in one pass over the records.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from nanfeng.forms.rule import Rule
from nanfeng.kinds.period import Period


class TimeTest(StrEnum):
    """How a record has to stand to a period in order to count for it."""

    SAME = "same"  # reports on exactly that period
    BEGUN_WITHIN = "begun_within"
    BEGUN_BY = "begun_by"  # on or before its last day
    ENDED_WITHIN = "ended_within"
    HOLDS_AT = "holds_at"  # begun on or before its last day, not ended by then


@dataclass(frozen=True)
class Term:
    """The records that stand so to the period, added or subtracted."""

    test: TimeTest
    period: Period
    coefficient: int = 1


@dataclass(frozen=True)
class Territory:
    """A place whose figures are wanted and the places whose records belong to it.

    `placeless` takes in records that have no place: they belong to what has no parent, the whole city.
    """

    code: str
    members: tuple[str, ...]
    placeless: bool = False


@dataclass(frozen=True)
class Match:
    """Only organisations with records both now and in the year before, at the place and in the industry of now.

    Mergers and splits up to the end of the current period are followed: predecessors and successors are one unit.
    """

    current: tuple[Term, ...]
    base: tuple[Term, ...]


@dataclass(frozen=True)
class Population:
    """The records of `form` that keep `where` and lie in `scope`, in the cells of `territories` by `by`."""

    form: str
    territories: tuple[Territory, ...]
    by: tuple[str, ...] = ()
    scope: tuple[tuple[str, str], ...] = ()
    where: Rule | None = None
    match: Match | None = None


@dataclass(frozen=True)
class Column:
    """What is added up: `field`, or the records themselves where it is None, over the records of `terms`.

    `given` leaves out records that do not say that other field. `distinct` counts the different values of that field
    instead.
    """

    terms: tuple[Term, ...]
    field: str | None = None
    given: str | None = None
    distinct: str | None = None


@dataclass(frozen=True)
class Statistic:
    """A column in a cell.

    `value` is the sum, 0 where nothing is said: `units` then is 0. `units` counts the distinct organisations that say
    something (distinct records where the form has no organisation), `contributors` those of them whose total is not
    zero: who adds nothing hides nobody. `largest_share` is the largest one's share of
    their absolute contributions (0 to 1). `synthetic` is true if any record is. `gross` sums these contributions.
    """

    value: Decimal
    units: int
    largest_share: float | None
    synthetic: bool
    gross: Decimal = Decimal(0)
    contributors: int = 0
