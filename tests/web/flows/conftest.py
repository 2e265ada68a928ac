"""People of the zone who move a return, and the return."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.flows import services
from nanfeng.web.flows.models import Course
from nanfeng.web.flows.services import Asked, Thing
from nanfeng.web.people.scope import SYSTEM, Scope, acting

OWN, PARK = "uscc:91440605MA4UTQ5T3K", "park_nanhai"
SCOPES = {
    "clerk": Scope(organisations=(OWN,), writes=True),
    "park": Scope(parks=(PARK,), purposes=(Purpose.STATISTICS,), writes=True),
}
ROLES = {
    "clerk": Role.ENTERPRISE_CLERK,
    "park": Role.PARK_OFFICER,
    "statistician": Role.STATISTICIAN,
    "approver": Role.APPROVER,
}


@contextmanager
def acting_as(who: str) -> Iterator[None]:
    """Act as `clerk`, `park`, `statistician` or `approver`; what follows a dash tells people of one role apart."""
    role = who.split("-", maxsplit=1)[0]
    with acting(SCOPES.get(role, SYSTEM), Doer(f"{who}@example.org", ROLES[role].value)):
        yield


@pytest.fixture
def people() -> Callable[[str], AbstractContextManager[None]]:
    return acting_as


def thing(subject: str = "monthly_return 2023-04") -> Thing:
    return Thing("return", subject, OWN, PARK, Purpose.STATISTICS, digest="first")


@pytest.fixture
def course(db: None) -> Course:
    """A return in draft."""
    with acting_as("clerk"):
        return services.begin("return", thing())


def step(course: Course, who: str, transition: str, **more: str) -> Course:
    """One step with the course as it is now."""
    with acting_as(who):
        seen = Course.objects.get(pk=course.pk)
        return services.move(seen.pk, seen.version, Asked(transition, **more))


@pytest.fixture
def checked(course: Course) -> Course:
    """A return that was submitted, passed and checked, by three people."""
    step(course, "clerk", "submit")
    step(course, "park", "pass")
    return step(course, "statistician", "check")
