"""Reading what there is to close: calls, how far each is, and what the returns of one add up to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from nanfeng.forms.field import Field
from nanfeng.kinds.period import Period
from nanfeng.web.closing.queries.vintages import REOPENING
from nanfeng.web.flows.models import Step
from nanfeng.web.returns.aggregate import Sums, in_all, period_before, summed_fields, sums
from nanfeng.web.returns.entries import form_of, period_of
from nanfeng.web.returns.models import Call, Return
from nanfeng.web.returns.queries import returns


@dataclass(frozen=True)
class Aggregate:
    """The current records of a call added up, field by field, beside `before`, the period for which the form was owed
    before (None where there is none), and the year before.
    """

    before: Period | None
    lines: Sequence[tuple[Field, Sums]]


def calls() -> QuerySet[Call]:
    """All calls, those of the latest period first."""
    return Call.objects.order_by("-last", "form")


def aggregate(call: Call) -> Aggregate:
    """What a call adds up to, whatever stage its returns are at, as the present scope sees them."""
    form, found = form_of(call), sums(call)
    lines = [(field, in_all(found.get(field.name, {}))) for field in summed_fields(form)]
    return Aggregate(period_before(form, period_of(call)), lines)


def closed_returns(call: Call) -> QuerySet[Return]:
    """The returns of a call that are closed, by park and name."""
    return returns().filter(call=call, course__stage="closed").order_by("park", "name")


def reopenings() -> QuerySet[Step]:
    """Every reopening of a return for a correction that the present scope sees, the latest first."""
    mine = returns().values("course")
    found = Step.objects.filter(transition=REOPENING, course__in=mine)
    return found.select_related("course__return").order_by("-pk")
