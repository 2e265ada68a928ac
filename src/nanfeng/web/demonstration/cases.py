"""The demonstration's cases: told by the offices that saw to them; those that are open are in its people's hands."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from nanfeng.cases.course import Actor
from nanfeng.cases.day import beginning
from nanfeng.cases.handling import Doing
from nanfeng.cases.programme import Programme
from nanfeng.demo.told import Told
from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.people.demonstration import DOMAIN
from nanfeng.web.people.models import Post
from nanfeng.web.people.roles import STAFF
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.queries.lists import GOING_ON
from nanfeng.web.programmes.services import Begun, add_task, begin
from nanfeng.web.programmes.services.entering import Telling, tell_past
from nanfeng.web.records.intake import Sender

Tell = Callable[[float], None]

_HANDS = {
    "investment": Role.INVESTMENT_OFFICER,
    "high_tech": Role.PARK_OFFICER,
    "service_provider": Role.STATION_STAFF,
    "visit_round": Role.PARK_OFFICER,
    "service_month": Role.PLANNER,
    "tutoring_visit": Role.STATION_STAFF,
    "service_issue": Role.STATION_STAFF,
}
"""Who sees to the open cases of a programme."""

_RECENT = timedelta(days=90)
_TASKS = 4


def tell_cases(told: Sequence[Told], tell: Tell) -> int:
    """Enter what offices tell of, programme by programme; give how many cases are new."""
    number = 0
    for position, each in enumerate(told, 1):
        programme = city.pack().programmes[each.programme]
        with acting(SYSTEM, Doer(each.entered_by)):
            number += len(tell_past(programme, each.rows, _telling(programme, each)))
        tell(position / len(told))
    return number


def _telling(programme: Programme, told: Told) -> Telling:
    role = next(role for role in programme.begun_by if role in STAFF)
    return Telling(
        Doing(Actor(told.entered_by, role), clock.now(), {}),
        Sender(told.entered_by, beginning(told.entered), synthetic=True),
    )


@transaction.atomic
def hand_out(park: str) -> None:
    """Give the open cases of one park, and those of the zone itself, to the people of the demonstration, with something
    to follow up; and let its enterprise begin some of its own.
    """
    with acting(SYSTEM, Doer()):
        for programme, role in _HANDS.items():
            _open(programme, park).update(owner=f"{role.value}@{DOMAIN}")
    for role in sorted(set(_HANDS.values())):
        with acting(SYSTEM, _doer(role)):
            _follow_up(Case.objects.filter(owner=f"{role.value}@{DOMAIN}").order_by("due", "pk"))
    clerk = Post.objects.filter(role=Role.ENTERPRISE_CLERK.value).first()
    if clerk:
        _begin_own(clerk.organisation, park)


def _open(programme: str, park: str) -> QuerySet[Case]:
    """The cases of a programme that were led on lately and have not come to its end."""
    defined = city.pack().programmes.get(programme)
    ends = [stage.id for stage in defined.stages if stage.terminal] if defined else []
    lately = Case.objects.filter(programme=programme, state__in=GOING_ON, since__gte=clock.now() - _RECENT)
    everywhere = Q() if _HANDS[programme] is Role.INVESTMENT_OFFICER else Q(park__in=(park, "", "zone"))
    return lately.filter(everywhere).exclude(stage__in=ends)


def _follow_up(cases: QuerySet[Case]) -> None:
    for days, case in enumerate(cases[:_TASKS], start=1):
        add_task(case.number, "联系对方，核对进展", clock.today() + timedelta(days=days))


def _begin_own(organisation: str, park: str) -> None:
    """What the enterprise of the demonstration has begun itself."""
    name = Organisation.objects.get(pk=organisation).name
    asked = {"subject": "希望对接产线数字化服务机构", "kind": "technology", "channel": "online"}
    intends = {"application": "new", "year": clock.today().year}
    with acting(SYSTEM, _doer(Role.ENTERPRISE_CLERK)):
        for programme, values in {"service_issue": asked, "high_tech": intends}.items():
            begin(Begun(programme, organisation, name, park, values=values))


def _doer(role: Role) -> Doer:
    return Doer(f"{role.value}@{DOMAIN}", role.value)
