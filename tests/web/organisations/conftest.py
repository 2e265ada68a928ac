"""What tests of organisations share: acting as somebody, and entries of the register."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from tests.web.zone import NANHAI, OWN, file

from nanfeng.kinds.identifier import check_character
from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.models import Post
from nanfeng.web.people.scope import acting, scope_of


def code(number: int, division: str = "440605") -> str:
    """The canonical identifier of a made-up enterprise."""
    body = f"91{division}MA5{number:06}"
    return f"uscc:{body}{check_character(body)}"


def entered(number: int, name: str, park: str = NANHAI, **more: str) -> str:
    """Enter an enterprise in the register; return its identifier."""
    return registered(code(number), name, park, **more)


def registered(identifier: str, name: str, park: str = NANHAI, **more: str) -> str:
    """Enter an organisation of this identifier in the register."""
    facts = {"kind": "enterprise", "established": "2018-03-04", **more}
    file("enterprise", [{"organisation": identifier, "name": name, **facts}])
    file("membership", [{"organisation": identifier, "park": park, "industry": "C3851", "since": "2019-01-01"}])
    return identifier


@contextmanager
def acting_as(role: Role, **held: str) -> Iterator[None]:
    """Act in a role, as a request would: an officer of Nanhai, a clerk of the zone's first enterprise."""
    own = {Role.PARK_OFFICER: {"park": NANHAI}, Role.ENTERPRISE_CLERK: {"organisation": OWN.organisation}}
    post = Post(role=role.value, **(held or own.get(role, {})))
    with acting(scope_of(post), Doer(f"{role}@example.org", role.value, post.organisation or post.park)):
        yield


@pytest.fixture
def as_role() -> Callable:
    """`with as_role(Role.PARK_OFFICER): ...`."""
    return acting_as
