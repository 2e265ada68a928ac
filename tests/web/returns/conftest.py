"""A call for the monthly return of the made-up zone, and ways to file for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest
from django.test import Client
from tests.web import zone as made_up
from tests.web.zone import ENTERPRISES, Enterprise

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.models import Post
from nanfeng.web.people.queries import standing_posts
from nanfeng.web.people.scope import SYSTEM, acting, scope_of
from nanfeng.web.returns import services
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call, Return

PERIOD = Period.parse("2026-01..2026-09")


@pytest.fixture
def call(zone) -> Call:
    """The monthly return of January to September 2026, which all six enterprises owe."""
    form = city.pack().forms["monthly_return"]
    (due,) = due_periods(form, PERIOD.last, PERIOD.last)
    with acting(SYSTEM, Doer("test")):
        return open_call(form, due, "test")


@pytest.fixture
def go(sign_in) -> Callable[[Role], Client]:
    """A fresh client signed in in a role."""
    return lambda role: sign_in(Client(), role)


def filing(enterprise: Enterprise, output: int, period: str = "2026-01..2026-09") -> dict[str, str]:
    """A typed row of the monthly return, in thousand yuan."""
    return {
        "organisation": enterprise.organisation,
        "period": period,
        "output": str(output),
        "revenue": str(output),
        "employees": "100",
    }


def returns_of(enterprises: Sequence[Enterprise] = ENTERPRISES) -> list[Return]:
    """The returns of enterprises as they are, in the order of their organisations."""
    with acting(SYSTEM, Doer("test")):
        found = Return.objects.select_related("call", "course").order_by("organisation")
        return list(found.filter(organisation__in=[one.organisation for one in enterprises]))


@dataclass(frozen=True)
class Zone:
    """People who take steps with returns."""

    posts: dict[Role, Post]

    def step(self, role: Role, transition: str, returns: Sequence[Return], **more: str) -> None:
        """Take a step with returns in a role, as they are now; raise what it is refused for."""
        post = self.posts[role]
        scope = SYSTEM if role is Role.ENTERPRISE_CLERK else scope_of(post)
        with acting(scope, Doer(post.user.email, role.value)):
            for one in Return.objects.select_related("call", "course").filter(pk__in=[each.pk for each in returns]):
                services.move(one, one.course.version, Asked(transition, **more))


@pytest.fixture
def office(people) -> Zone:
    """The zone's people, to take steps."""
    return Zone({role: standing_posts(user).select_related("user").get() for role, user in people.items()})


@pytest.fixture
def submitted(call, office) -> list[Return]:
    """All six filed and submitted: 100 thousand yuan more for each than for the one before."""
    made_up.file("monthly_return", [filing(one, 90_000 + 100 * rank) for rank, one in enumerate(ENTERPRISES)])
    office.step(Role.ENTERPRISE_CLERK, "submit", returns_of())
    return returns_of()
