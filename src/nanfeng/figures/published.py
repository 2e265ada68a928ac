"""What others published: a number with its wording, comparator, scope and source, kept beside what we compute."""

from dataclasses import dataclass
from decimal import Decimal

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit


@dataclass(frozen=True)
class Published(Definition):
    """One published number, date or word, as printed.

    `id` is the claim's or row's own id. `subject` is what the source calls the thing that it speaks of, word for word
    (this is how one thing under several names is found). `indicator` is None where the statement measures nothing
    that we define. `period` is None where the source states none; `period_stated` is false where it was inferred.
    `population` names the population as the source words it ("enterprises in statistical scope"), None where it says
    nothing. `part_of` is the id of the published whole that this number is a part of, and `partition` names the
    breakdown whose parts together make the whole. `value` is in `unit`; None for a statement without a number; `day`
    is set for dates. `quote` is in the source's own language.
    """

    id: str
    source: str
    subject: str
    statement: Text
    quote: str = ""
    indicator: str | None = None
    place: str | None = None
    scope: tuple[tuple[str, str], ...] = ()
    period: Period | None = None
    period_stated: bool = True
    growth: Basis | None = None
    value: Decimal | None = None
    unit: Unit | None = None
    comparator: Comparator = Comparator.EXACTLY
    day: str | None = None
    population: str | None = None
    partition: str | None = None
    part_of: str | None = None
    kind: str = "observation"
    note: Text | None = None
