"""An indicator: what a figure measures, as data over a closed set of formula kinds."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from nanfeng.forms.rule import Rule
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


class Window(StrEnum):
    """Which records of an event or span form count for a period."""

    WITHIN = "within"  # happened within the period
    TO_DATE = "to_date"  # happened on or before its last day
    ENDED = "ended"  # a span that ended within the period: a certificate that expired, say


@dataclass(frozen=True)
class Sum(Definition):
    """Sum of `field` over the records of `form` that keep `where`.

    On a cumulative form a period is composed from year-to-date returns: June alone is January–June less January–May,
    twelve months to June are last year plus this January–June less last January–June.
    """

    kind: Literal["sum"]
    form: str
    field: str
    where: Rule | None = None
    window: Window = Window.WITHIN


@dataclass(frozen=True)
class Count(Definition):
    """Number of records of `form` that keep `where`."""

    kind: Literal["count"]
    form: str
    where: Rule | None = None
    window: Window = Window.WITHIN


@dataclass(frozen=True)
class CountDistinct(Definition):
    """Number of distinct values of `field` (say, organisations) among the records of `form` that keep `where`."""

    kind: Literal["count_distinct"]
    form: str
    field: str
    where: Rule | None = None
    window: Window = Window.WITHIN


@dataclass(frozen=True)
class Stock(Definition):
    """What holds at the end of the period: records of a span form begun by then and not ended by then (what ends on
    the last day has ended, so that a stock is the one before plus what began less what ended).

    Counts records, or distinct values of `distinct`, or sums `field`. Expiries are net of, because an ended span is
    not counted.
    """

    kind: Literal["stock"]
    form: str
    field: str | None = None
    distinct: str | None = None
    where: Rule | None = None


@dataclass(frozen=True)
class Ratio(Definition):
    """Indicator `numerator` over indicator `denominator`, times `scale` (100 for a share in percent, 10,000 per
    10,000 people).

    The ratio of a group is the ratio of its sums. Both sides are taken from one vintage and the same population.
    """

    kind: Literal["ratio"]
    numerator: str
    denominator: str
    scale: Decimal = Decimal(1)


@dataclass(frozen=True)
class GroupsAbove(Definition):
    """Number of groups (values of `by`: a coded field, or an industry group set) whose indicator `of` passes the
    threshold.

    Judged on `months` months to the end of the period, on unrounded values in the unit of `of`.
    """

    kind: Literal["groups_above"]
    of: str
    by: str
    threshold: Decimal
    comparator: Comparator = Comparator.EXCEED
    months: int = 12


@dataclass(frozen=True)
class Difference(Definition):
    """Indicator `minuend` less indicator `subtrahend`: new certificates less expiries, income less cost."""

    kind: Literal["difference"]
    minuend: str
    subtrahend: str


Formula = Sum | Count | CountDistinct | Stock | Ratio | GroupsAbove | Difference
"""The closed set of formula kinds. A kind never changes its meaning: a new meaning gets a new name."""


@dataclass(frozen=True)
class Indicator(Definition):
    """What a figure measures.

    `unit` is the unit of its values: the base unit for money, `count` for counts. `growth` lists the bases on which
    its growth is given; `price_index` names the indicator (of unit index) that deflates the basis `real`. `additive`
    says that the values of disjoint groups add up to that of the whole (false for ratios and distinct counts).
    `counts` says in words what is counted (distinct organisations or contacts; new or net of expiries). `edition`
    tells several definitions in force side by side apart. `aliases` are other names under which the indicator is met
    in documents.
    """

    id: str
    name: Text
    definition: Text
    unit: Unit
    formula: Formula | None = None  # None: only published or departmental values exist
    growth: tuple[Basis, ...] = ()
    price_index: str | None = None
    additive: bool = True
    counts: Text | None = None
    edition: str | None = None
    aliases: tuple[str, ...] = ()
    source: str | None = None
