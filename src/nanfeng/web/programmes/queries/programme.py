"""A programme as planners see it: how far cases come, how long they stand in each stage, what is taken of its limits,
and its cohorts. Each is counted over the cases that may be seen; limits over all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Case, Count, DurationField, F, Q, Sum, TextField, Value, When
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
    rows = stays.annotate(stage=_stage_now(programme)).values("stage")
    median = _Median(F("last") - F("first"), output_field=DurationField())
    came = {row["stage"]: row for row in rows.annotate(came=Count("pk"), days=median)}
    now = counts(programme, cases().filter(programme=programme.id, state__in=GOING_ON))
    return [_passage(stage, came.get(stage.id, {}), now[stage.id]) for stage in programme.stages]


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
    """The cohorts of a programme with their cases; one query."""
    going_on = Count("pk", filter=Q(state__in=GOING_ON))
    found = cases().filter(programme=programme.id).order_by().values("cohort").annotate(all=Count("pk"), on=going_on)
    counted = {row["cohort"]: row for row in found}
    none = {"all": 0, "on": 0}
    rows = [(cohort, counted.get(cohort.id, none)) for cohort in programme.cohorts]
    return [Round(cohort, row["on"], row["all"] - row["on"]) for cohort, row in rows]


def _passage(stage: Stage, came: Mapping[str, Any], now: int) -> Passage:
    stood: timedelta | None = came.get("days")
    return Passage(stage, came.get("came", 0), now, stood / timedelta(days=1) if stood is not None else None)


class _Median(Aggregate):
    """The median of an expression, in the database."""

    function = "percentile_cont"
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
