"""Reading returns, always within the present scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from nanfeng.forms.form import Form
from nanfeng.web.people.scope import present
from nanfeng.web.returns.models import Call, Message, Return
from nanfeng.web.returns.stages import CLOSED, OPEN, RETURNED, UNDER_REVIEW


@dataclass(frozen=True)
class Which:
    """Which returns of a list: what is empty or False asks for nothing. `late` are those past their deadline `on` a day
    and still with their organisation; `text` is part of a name or code.
    """

    stage: str = ""
    text: str = ""
    park: str = ""
    late: date | None = None

    @property
    def condition(self) -> Q:
        """The question as a filter."""
        same = {"course__stage": self.stage, "park": self.park}
        condition = Q(**{name: said for name, said in same.items() if said})
        if self.text:
            condition &= Q(name__icontains=self.text) | Q(organisation__icontains=self.text)
        return condition & late_on(self.late) if self.late else condition


def late_on(day: date) -> Q:
    """Returns that are past their deadline on a day and still with their organisation."""
    return Q(call__deadline__lt=day, course__stage__in=OPEN)


def returns() -> QuerySet[Return]:
    """The returns that the present scope may see."""
    return Return.objects.filter(present().condition, laid_aside=False).select_related("call", "course")


def mine() -> QuerySet[Return]:
    """What the present doer's own organisation owes or has filed: what is still with it first, the most pressing first
    of all; then the rest, the latest first.
    """
    open_first = Case(When(course__stage__in=OPEN, then=0), default=1, output_field=IntegerField())
    own = returns().filter(organisation__in=present().organisations)
    return own.annotate(rest=open_first).order_by("rest", "-call__deadline", "call__form", "pk")


def matching(which: Which, call: Call | None = None) -> QuerySet[Return]:
    """The returns asked for, of one call, or of all that are open or come in late or corrected; by call, park, name."""
    current = Q(call__closed_at=None) | Q(course__stage__in=(RETURNED, *UNDER_REVIEW))
    found = returns().filter(which.condition, Q(call=call) if call else current)
    return found.order_by("-call__last", "call__form", "park", "name", "pk")


def under_way(form: Form) -> set[tuple[str, date, date]]:
    """The returns of a form that are not closed, by organisation and days."""
    open_ones = returns().filter(call__form=form.name).exclude(course__stage=CLOSED)
    return set(open_ones.values_list("organisation", "call__first", "call__last"))


def missing(call: Call) -> QuerySet[Return]:
    """Who has not filed yet, by park and name: the chase list."""
    return returns().filter(call=call, course__stage__in=OPEN).order_by("park", "name")


@dataclass(frozen=True)
class Standing:
    """A call, and how many of its returns that the present scope sees stand at each stage."""

    call: Call
    stages: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All returns of the call."""
        return sum(self.stages.values())

    @property
    def missing(self) -> int:
        """Those that are still with their organisations."""
        return sum(self.stages.get(stage, 0) for stage in OPEN)


def standing(calls: Iterable[Call]) -> list[Standing]:
    """How calls stand, with one query for all."""
    listed = list(calls)
    counted: dict[int, dict[str, int]] = {call.pk: {} for call in listed}
    seen = returns().filter(call__in=counted).select_related(None)
    for call, stage, count in seen.values_list("call", "course__stage").annotate(Count("pk")).order_by():
        counted[call][stage] = count
    return [Standing(call, counted[call.pk]) for call in listed]


def open_calls() -> QuerySet[Call]:
    """The calls that are not closed, the latest first."""
    return Call.objects.filter(closed_at=None).order_by("-last", "form")


def messages() -> QuerySet[Message]:
    """What the present doer's own organisation was told, the latest first."""
    own = Message.objects.filter(organisation__in=present().organisations)
    return own.select_related("about__call").order_by("-made", "-pk")
