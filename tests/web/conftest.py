"""What tests of the platform share: a real PostgreSQL, and somebody who acts.

The database is made in the server that `DATABASE_URL` names, else in an embedded one of this test process.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, override_settings
from django.utils import timezone
from django.utils.translation import override
from playwright.sync_api import Browser, Page
from tests.conftest import PROVE
from tests.web import zone as made_up
from tests.web.zone import Enterprise
from whitenoise.middleware import WhiteNoiseMiddleware

from nanfeng.kinds.role import Role
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.models import Post, User
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.postgres import discard, ensure
from nanfeng.web.settings import database

_OPPOSITE = [("zh-CN", 1280), ("en-US", 390)]
SCREENS = [*_OPPOSITE, ("zh-CN", 390), ("en-US", 1280)] if PROVE else _OPPOSITE
"""In which language and how wide (in pixels) pages are looked at, on a desktop and on a phone: two that differ in both;
the other two as well in `make prove`.
"""


@pytest.fixture(scope="session")
def home() -> Path:
    """Where the platform under test keeps its files."""
    return settings.ENVIRONMENT.home


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Look through the static files once: each client of a test would do it again when it builds its middleware.

    They go by their plain names and are served from where they lie, whatever commands of a test collect.
    """
    found: dict[str, object] = {}
    look_through = WhiteNoiseMiddleware.add_files_from_finders

    def once(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            look_through(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    told = {"STATIC_ROOT": tmp_path_factory.mktemp("static"), "STORAGES": settings.STORAGES | plain}
    with pytest.MonkeyPatch.context() as patch, override_settings(**told):
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(home: Path) -> Iterator[None]:
    """Point Django at the server before its test database is made, one for each process of a parallel run."""
    url = os.environ.get("DATABASE_URL") or ensure(home, durable=False)
    name = "_".join(filter(None, ["test_nanfeng", os.environ.get("PYTEST_XDIST_WORKER")]))
    connections["default"].settings_dict |= database(url)
    connections["default"].settings_dict["TEST"] |= {"NAME": name, "CHARSET": "UTF8", "TEMPLATE": "template0"}
    yield
    if "DATABASE_URL" not in os.environ:
        discard(home)


@pytest.fixture
def as_system(db: None) -> Iterator[None]:
    """Act as the platform itself does in its jobs: everything may be seen and written."""
    with acting(SYSTEM, Doer("test")):
        yield


@pytest.fixture
def zone(db: None) -> tuple[Enterprise, ...]:
    """Six enterprises that owe monthly returns, three in Nanhai and three in Shunde, entered in the register."""
    made_up.settle(made_up.ENTERPRISES)
    return made_up.ENTERPRISES


@pytest.fixture
def people(db: None) -> dict[Role, User]:
    """An account for every role; the clerk acts for the zone's first enterprise, the officers for its park."""
    return made_up.somebody_for_every_role()


@pytest.fixture
def sign_in(people: dict[Role, User]) -> Callable[[Client, Role], Client]:
    """Signs a client in as the holder of a role: `sign_in(client, Role.PARK_OFFICER)`; gives the client back."""

    def go(client: Client, role: Role) -> Client:
        client.force_login(people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return go


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Begin each test in the platform's first language; a request of the test before may have chosen the other."""
    with override(settings.LANGUAGE_CODE):
        yield


PageAs = Callable[..., Page]


@pytest.fixture
def page_as(browser: Browser, live_server, transactional_db: None) -> Iterator[PageAs]:
    """Open a browser page as somebody: `page_as(Role.PARK_OFFICER, park="park_nanhai", locale="en-US", width=390)`.

    None is the public. Addresses without a host are the platform's. At the end the test fails where a page had asked
    for anything outside this machine, or had written an error to the console.
    """
    contexts, faults = [], []

    def open_page(role: Role | None, *, locale: str = "zh-CN", width: int = 1280, **post: str) -> Page:
        context = browser.new_context(base_url=live_server.url, locale=locale, viewport={"width": width, "height": 900})
        contexts.append(context)
        if role is not None:
            context.add_cookies([session_cookie(role, live_server.url, post)])
        page = context.new_page()
        page.on("request", lambda request: faults.extend(asked_outside(request.url, live_server.url)))
        page.on("response", lambda answer: faults.extend(asset_missing(answer.url, answer.status)))
        page.on("console", lambda said: faults.extend(said_wrong(said.type, said.text)))
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def session_cookie(role: Role, url: str, post: dict[str, str]) -> dict[str, str]:
    """A signed-in session of an account that holds one post (`organisation`, `park` or `department` as needed)."""
    user, _ = User.objects.get_or_create(email=f"{role}@example.org")
    Post.objects.get_or_create(user=user, role=role.value, since=timezone.localdate(), **post)
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key, "url": url}


def asked_outside(asked: str, server: str) -> list[str]:
    """What is wrong with an address that a page asks for: nothing, where the platform itself answers there."""
    inside = asked.startswith(("data:", "blob:")) or urlsplit(asked).netloc == urlsplit(server).netloc
    return [] if inside else [f"a page asked for {asked}"]


def asset_missing(asked: str, status: int) -> list[str]:
    """What is wrong with an answer: nothing, unless it is a script, style or picture that did not come."""
    return [f"{asked} gave {status}"] if status >= 400 and "/static/" in asked else []


def said_wrong(kind: str, text: str) -> list[str]:
    """What is wrong with a line on the console: nothing, but for an error that is no refused request."""
    return [text] if kind == "error" and not text.startswith("Failed to load resource") else []
