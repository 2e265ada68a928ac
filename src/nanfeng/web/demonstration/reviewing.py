"""How far the returns have come that are being collected when the demonstration opens: each step of somebody's own."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.demonstration.people import team
from nanfeng.web.flows.services import Asked, move_many
from nanfeng.web.people.demonstration import DOMAIN
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.models import Return
from nanfeng.web.returns.stages import DRAFT

_WAITING = 4
"""Returns that are left for the officer of the demonstration to review."""


@transaction.atomic
def review(officers_park: str) -> None:
    """Submit what was filed, and take it as far as the approver's desk; a few of one park stay on its officer's."""
    filed: dict[str, list[Return]] = defaultdict(list)
    with acting(SYSTEM, Doer()):
        owing = Return.objects.filter(course__stage=DRAFT).exclude(filed_at=None).order_by("pk")
        for one in owing.exclude(park="").select_related("course"):
            filed[one.park].append(one)
    for park, returns in filed.items():
        _take("submit", Doer(f"returns.{park}@{DOMAIN}", Role.PARK_OFFICER.value), returns, seen=0)
        reviewed = returns[_WAITING:] if park == officers_park else returns
        _take("pass", Doer(f"officer.{park}@{DOMAIN}", Role.PARK_OFFICER.value), reviewed, seen=1)
        _take("check", team().doer(Role.STATISTICIAN), reviewed, seen=2)


def _take(transition: str, doer: Doer, returns: Iterable[Return], seen: int) -> None:
    """Take a step with returns that stand at the version `seen`."""
    with acting(SYSTEM, doer):
        move_many({one.course.pk: seen for one in returns}, Asked(transition))
