"""The cases of the organisation that one acts for: where each stands, whom it waits for, what was not read yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from nanfeng.cases.ahead import waits_for
from nanfeng.cases.programme import Part, Programme
from nanfeng.cases.state import State
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.models import Case, Message
from nanfeng.web.programmes.queries.lists import GOING_ON, cases, mine


@dataclass(frozen=True)
class Own:
    """A case on its organisation's list. `programme` is as it is today, None where it is gone; `roles` are those who
    take the next step, `unread` counts messages from the office.
    """

    case: Case
    programme: Programme | None
    roles: tuple[Role, ...]
    unread: int

    @property
    def waits_here(self) -> bool:
        """Whether the next step is the reader's."""
        return present_doer().role in self.roles


def with_next(listed: Iterable[Case]) -> list[Own]:
    """Cases with whom they wait for; one query for all."""
    found = list(listed)
    unread = dict(_unread(found).values_list("case").annotate(Count("pk")).order_by())
    known = city.pack().programmes
    return [Own(case, known.get(case.programme), next_roles(case), unread.get(case.pk, 0)) for case in found]


def next_roles(case: Case) -> tuple[Role, ...]:
    """Who takes the next step with a case, as far as its stage says."""
    programme = city.pack().programmes.get(case.programme)
    stage = programme.name_now(Part.STAGE, case.stage) if programme else ""
    if programme is None or stage not in {one.id for one in programme.stages}:
        return ()
    return tuple(sorted(waits_for(programme, stage, State(case.state)), key=list(Role).index))


def waiting() -> int:
    """How many of the organisation's cases wait for the present doer; one query."""
    stands = mine().filter(_inside()).order_by().values_list("programme", "stage", "state").annotate(Count("pk"))
    return sum(
        count
        for programme, stage, state, count in stands
        if present_doer().role in next_roles(Case(programme=programme, stage=stage, state=state))
    )


def unread() -> int:
    """How many messages from the office on the organisation's cases were not read; one query."""
    return _unread(cases().filter(_inside(), state__in=GOING_ON)).count()


def _inside() -> Q:
    own = list(present().organisations)
    return Q(organisation__in=own) | Q(parties__overlap=own)


def _unread(among: Iterable[Case]) -> QuerySet[Message]:
    return Message.objects.filter(case__in=among, inbound=False, read=None)
