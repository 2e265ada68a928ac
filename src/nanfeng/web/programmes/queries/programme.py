"""A programme as planners see it: how far cases come, how long they stand in each stage, what is taken of its limits,
and its cohorts. Each is counted over the cases that may be seen; limits over all.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate

from django.db.models import Case, Count, F, Q, Sum, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform

from nanfeng.cases.case_form import STAGE, form_name
from nanfeng.cases.flow import Stage
from nanfeng.cases.funds import Limit
from nanfeng.cases.programme import Cohort, Part, Programme
from nanfeng.kinds.role import Role
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.access import OVERSEES, programmes_of
from nanfeng.web.programmes.models import Taken
from nanfeng.web.programmes.queries.lists import GOING_ON, cases, counts
from nanfeng.web.records.queries import records


@dataclass(frozen=True)
class Passage:
    """A stage: how many cases came to it at all, how many are there now and go on, and for how many days they stood
    there who left it (the median; None where none did).
    """

    stage: Stage
    came: int
    now: int
    days: float | None


@dataclass(frozen=True)
class Use:
    """What is taken of a limit, by what it is `per` (one empty text where it is one for all); base units or seats."""

    limit: Limit
    pot: tuple[str, ...]
    taken: Decimal
    unit: Unit

    @property
    def free(self) -> Decimal:
        """What is left; below nought where the total was lowered since."""
        return self.limit.total - self.taken

    @property
    def share(self) -> Decimal | None:
        """What is taken in percent of the total; None where there is none."""
        return self.taken / self.limit.total * 100 if self.limit.total else None


@dataclass(frozen=True)
class Round:
    """A cohort and how many cases are in it: that go on, that are at an end without success, in all."""

    cohort: Cohort
    going_on: int
    ended: int

    @property
    def total(self) -> int:
        """All of its cases."""
        return self.going_on + self.ended


def programmes() -> list[Programme]:
    """The programmes that the city runs, in the order of its definitions."""
    return list(city.pack().programmes.values())


def mine() -> list[Programme]:
    """The programmes that are the present doer's work."""
    role = present_doer().role
    if not role or role in OVERSEES:
        return programmes()
    named = programmes_of(Role(role))
    return [one for one in programmes() if one.id in named]


def standing() -> Mapping[str, Mapping[str, int]]:
    """By programme how many cases there are in each state; one query for all."""
    found: dict[str, dict[str, int]] = {}
    for programme, state, count in cases().order_by().values_list("programme", "state").annotate(Count("pk")):
        found.setdefault(programme, {})[state] = count
    return found


def funnel(programme: Programme) -> list[Passage]:
    """How far the cases of a programme come; two queries."""
    stays = records().filter(form=form_name(programme.id), current=True).exclude(status=WITHDRAWN).order_by()
    stood = stays.annotate(stage=_stage_now(programme), stood=F("last") - F("first")).values_list("stage", "stood")
    came: dict[str, Counter[timedelta | None]] = defaultdict(Counter)
    for stage, time, count in stood.annotate(Count("pk")):
        came[stage][time] += count
    now = counts(programme, cases().filter(programme=programme.id, state__in=GOING_ON))
    return [_passage(stage, came[stage.id], now[stage.id]) for stage in programme.stages]


def _stage_now(programme: Programme) -> Case:
    """What the stage of a record is called now."""
    renamed = [one for one in programme.renamed if one.part is Part.STAGE]
    said = KeyTextTransform(STAGE, "content")
    return Case(
        *(When(content__stage=one.was, then=Value(one.now)) for one in renamed), default=said, output_field=TextField()
    )


def limits(programme: Programme) -> list[Use]:
    """What is taken of each limit, by pot, over all cases of the programme; one query."""
    with seeing(SYSTEM):
        taken = Taken.objects.filter(programme=programme.id).order_by("pot")
        sums: dict[str, list[tuple[str, Decimal]]] = {}
        for limit, pot, amount in taken.values_list("limit", "pot").annotate(Sum("amount")):
            sums.setdefault(limit, []).append((pot, amount))
    units = {each.name: each.unit.base for each in programme.fields if each.unit}
    return [
        Use(limit, tuple(pot.split("|")), amount, units.get(limit.of or "", Unit.COUNT))
        for limit in programme.limits
        for pot, amount in sums.get(limit.id) or [("", Decimal(0))]
    ]


def rounds(programme: Programme) -> Sequence[Round]:
    """The cohorts of a programme with their cases; one query, none where it has no cohorts."""
    if not programme.cohorts:
        return []
    going_on = Count("pk", filter=Q(state__in=GOING_ON))
    found = cases().filter(programme=programme.id).order_by().values("cohort").annotate(all=Count("pk"), on=going_on)
    counted = {row["cohort"]: row for row in found}
    none = {"all": 0, "on": 0}
    rows = [(cohort, counted.get(cohort.id, none)) for cohort in programme.cohorts]
    return [Round(cohort, row["on"], row["all"] - row["on"]) for cohort, row in rows]


def _passage(stage: Stage, came: Mapping[timedelta | None, int], now: int) -> Passage:
    left = {time / timedelta(days=1): count for time, count in came.items() if time is not None}
    return Passage(stage, sum(came.values()), now, _median(left))


def _median(counted: Mapping[float, int]) -> float | None:
    """The median of values, of which it is known how often each comes; None where there are none."""
    if not counted:
        return None
    values = sorted(counted)
    ends = list(accumulate(counted[value] for value in values))
    low, high = (values[bisect_right(ends, place)] for place in ((ends[-1] - 1) // 2, ends[-1] // 2))
    return (low + high) / 2
