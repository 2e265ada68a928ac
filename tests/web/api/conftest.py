"""What tests of the API share: somebody who calls, by a session or by a token."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.programmes.conftest import AS_DEFINED, pack_with

from nanfeng.forms.form import Purpose
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.api.covering import ALL
from nanfeng.web.api.services import Wish, make
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.models import Post, User
from nanfeng.web.people.scope import SYSTEM, acting

Call = Callable[..., Client]


@pytest.fixture(autouse=True)
def unhurried(settings):
    """Let tests call as often as they like; the one of the limits says its own."""
    settings.API_CALLS_A_MINUTE = {"token": 10**6, "address": 10**6}


@pytest.fixture
def token(people: dict[Role, User]) -> Callable[..., str]:
    """The secret of a new token of somebody: `token(Role.STATISTICIAN, covers=("records:read",))`."""

    def go(role: Role, covers=ALL, purposes=tuple(Purpose)) -> str:
        with acting(SYSTEM, Doer("test")):
            return make(Post.objects.get(user=people[role]), Wish("test", covers, purposes, 1))[1]

    return go


@pytest.fixture
def call(token: Callable[..., str]) -> Call:
    """A client that brings a token: `call(Role.AUDITOR).get("/api/v1/me")`."""

    def go(role: Role, **wish: object) -> Client:
        return Client(headers={"Authorization": f"Bearer {token(role, **wish)}"}, raise_request_exception=False)

    return go


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> None:
    """The city runs the hydrogen forklift trial, of which no line of code knows."""
    pack = pack_with(AS_DEFINED)
    monkeypatch.setattr(city, "pack", lambda: pack)
