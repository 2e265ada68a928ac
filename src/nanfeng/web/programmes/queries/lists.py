"""Lists of cases: one's own, due, late, as a board, as a table, by a text; each with a constant number of queries."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Count, F, Q, QuerySet

from nanfeng.cases.flow import Stage
from nanfeng.cases.programme import Part, Programme
from nanfeng.cases.state import State
from nanfeng.kinds.text import Text
from nanfeng.web import city, clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.access import seen
from nanfeng.web.programmes.models import Case, Task

GOING_ON = tuple(state.value for state in State if state.goes_on)

_PRESSING = (F("due").asc(nulls_last=True), "pk")


@dataclass(frozen=True)
class Which:
    """Which cases are asked for; what is empty asks for nothing. `stage` is what its programme calls it today. `late`
    are those past their time at a moment; `text` is part of a number, a name or a title, or an organisation's
    identifier.
    """

    programme: str = ""
    stage: str = ""
    state: str = ""
    park: str = ""
    cohort: str = ""
    owner: str = ""
    late: datetime | None = None
    text: str = ""

    @property
    def condition(self) -> Q:
        """The question as a filter."""
        names = ("programme", "state", "park", "cohort", "owner")
        condition = Q(**{name: getattr(self, name) for name in names if getattr(self, name)})
        if self.stage:
            condition &= Q(stage__in=_names(city.pack().programmes.get(self.programme), self.stage))
        if self.text:
            condition &= _saying(self.text.strip())
        return condition & _late(self.late) if self.late else condition


def cases() -> QuerySet[Case]:
    """The cases that the present doer may see."""
    return Case.objects.filter(seen())


def matching(which: Which) -> QuerySet[Case]:
    """The cases asked for, the most pressing first."""
    return cases().filter(which.condition).order_by(*_PRESSING)


def mine() -> QuerySet[Case]:
    """The cases that go on and are the present doer's to see to, or his organisation's; the most pressing first."""
    own = Q(owner=present_doer().who) if present_doer().who else Q(pk__in=())
    scope = present()
    inside = Q(organisation__in=scope.organisations) | Q(parties__overlap=list(scope.organisations))
    return matching(Which()).filter(own | inside if scope.organisations else own, state__in=GOING_ON)


def due(within: timedelta) -> QuerySet[Case]:
    """The cases that go on and have to be led on within so long from now, those past their time left out."""
    now = clock.now()
    return cases().filter(state=State.ACTIVE.value, due__gte=now, due__lte=now + within).order_by(*_PRESSING)


def late() -> QuerySet[Case]:
    """The cases that go on past their time, the latest of all first."""
    return matching(Which(late=clock.now()))


def tasks() -> QuerySet[Task]:
    """What is left for the present doer to follow up, on cases that he sees; the most pressing first."""
    open_ones = Task.objects.filter(who=present_doer().who, done=None, case__in=cases())
    return open_ones.select_related("case").order_by("day", "pk")


@dataclass(frozen=True)
class Column:
    """A stage on the board: how many cases stand there and go on, and the most pressing of them. Cases of an earlier
    edition stand under what their stage is called now; one that is gone has a column of its own.
    """

    stage: Stage
    count: int
    cases: Sequence[Case]


def board(programme: Programme, which: Which, size: int = 20) -> list[Column]:
    """The cases of a programme that go on, by stage, the `size` most pressing of each; two queries."""
    going_on = cases().filter(which.condition, programme=programme.id, state__in=GOING_ON)
    standing = counts(programme, going_on)
    stages = [*programme.stages, *_gone(programme, standing)]
    found: dict[str, list[Case]] = {}
    for case in _first_of_each(going_on, [_names(programme, stage.id) for stage in stages], size):
        found.setdefault(programme.name_now(Part.STAGE, case.stage), []).append(case)
    return [Column(stage, standing[stage.id], found.get(stage.id, [])) for stage in stages]


def _first_of_each(among: QuerySet[Case], stages: Sequence[Sequence[str]], size: int) -> QuerySet[Case]:
    parts = [among.filter(stage__in=names).order_by(*_PRESSING)[:size] for names in stages]
    return reduce(lambda one, other: one.union(other, all=True), parts)


def counts(programme: Programme, among: QuerySet[Case]) -> Counter[str]:
    """How many cases stand in each stage, by what it is called now; one query."""
    found: Counter[str] = Counter()
    for stage, count in among.order_by().values_list("stage").annotate(Count("pk")):
        found[programme.name_now(Part.STAGE, stage)] += count
    return found


def _gone(programme: Programme, counts: Mapping[str, int]) -> Iterator[Stage]:
    """The stages in which cases of earlier editions stand, and which the programme has no more."""
    known = {stage.id for stage in programme.stages}
    return (Stage(name, Text(name, name)) for name in sorted(counts) if name not in known)


def _names(programme: Programme | None, stage: str) -> list[str]:
    """What a stage is called, and was in earlier editions."""
    renamed = programme.renamed if programme else ()
    return [stage, *(one.was for one in renamed if (one.part, one.now) == (Part.STAGE, stage))]


def _saying(text: str) -> Q:
    """Numbers, titles and names that hold a text. Behind the wall no index of texts serves, so every row is looked at;
    to fold case takes long there, and only letters have it.
    """
    folds = "i" if text.upper() != text.lower() else ""
    held = [Q(**{f"{name}__{folds}contains": text}) for name in ("number", "title", "name")]
    return reduce(or_, held, Q(**{f"organisation__{folds}endswith": text}))


def _late(at: datetime) -> Q:
    return Q(state=State.ACTIVE.value, due__lt=at)
