"""Every page says who may open it; who may not is turned away; who only reads sends no form."""

import re

import pytest
from django.test import Client
from django.urls import path
from tests.web.log import entries
from tests.web.people.cast import ENTERPRISE

from nanfeng.kinds.role import Role
from nanfeng.web.people.matrix import Route, routes, sights
from nanfeng.web.people.models import Office
from nanfeng.web.urls import urlpatterns

STAND_INS = {"int": "1", "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def address(route: Route) -> str:
    """The route's path with something in place of its parameters."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: STAND_INS.get(found[1] or "str", "x"), route.path)


def ours() -> list[Route]:
    """The pages of our own; those of packages begin otherwise, and calls of the API have tests of their own."""
    return [route for route in routes() if not route.path.startswith(("/accounts/", "/admin/", "/api/"))]


def answers(client: Client, route: Route, method: str = "get") -> int:
    return getattr(client, method)(address(route)).status_code


@pytest.fixture
def acting_as(person):
    """A browser that is signed in as somebody with one role."""

    def go(role: Role) -> Client:
        client = Client(raise_request_exception=False)
        office = Office(role, ENTERPRISE, "park_nanhai", "city_government")
        client.force_login(person(f"{role.value}@example.org", office))
        return client

    return go


def test_every_page_says_who_may_open_it():
    assert len(routes()) > 50
    assert {one.role for one in sights()} == set(Role)


def test_a_new_page_without_a_rule_is_found_and_named(settings):
    def forgotten(request: object) -> None:
        """A page whose author forgot the door."""

    settings.ROOT_URLCONF = (*urlpatterns, path("forgotten/", forgotten))
    with pytest.raises(LookupError, match="/forgotten/"):
        routes()


def test_v8_2_1_without_an_account_only_public_pages_open(db):
    """ASVS 5 V8.2.1: everything else leads to the sign-in."""
    for route in ours():
        if not route.rule.public:
            answer = Client().get(address(route))
            assert (answer.status_code, answer.headers["Location"][:16]) == (302, "/accounts/login/"), route.path


@pytest.mark.parametrize("role", list(Role))
def test_v8_2_1_each_role_opens_its_own_pages_and_no_others(acting_as, role):
    """ASVS 5 V8.2.1, V8.4.2 (the administration too): 403 for every page that is not open to the role."""
    client = acting_as(role)
    for route in routes():
        if "(" in route.path or route.rule.admits(role, signed_in=True):
            continue
        assert answers(client, route) == 403, route.path
        assert answers(client, route, "post") == 403, route.path


def test_v16_3_2_who_is_refused_a_page_stands_in_the_log(acting_as):
    """ASVS 5 V16.3.2."""
    acting_as(Role.ENTERPRISE_CLERK).get("/audit/?who=x")
    auditor = acting_as(Role.AUDITOR)
    auditor.post("/people/account/", {"name": "x"})
    auditor.post("/newsroom/write/")
    said = [(one.who, one.what, one.changes["method"][1]) for one in entries(action="refuse")]
    assert said == [
        ("enterprise_clerk@example.org", "/audit/", "GET"),
        ("auditor@example.org", "/newsroom/write/", "POST"),
    ]


def test_the_auditor_writes_nothing(acting_as):
    """Whatever he sends is refused, but for what concerns his own account."""
    auditor = acting_as(Role.AUDITOR)
    for route in ours():
        if not route.rule.own:
            for method in ("post", "put", "patch", "delete"):
                assert answers(auditor, route, method) == 403, route.path


def test_the_administration_shows_who_may_do_what(acting_as):
    page = acting_as(Role.ADMINISTRATOR).get("/admin/access/").content.decode()
    assert "/people/claims/" in page
    assert Role.STATISTICIAN.label.zh in page


def test_the_administration_ends_posts_by_the_services(acting_as, person):
    officer = person("zhao@example.org", Office(Role.PARK_OFFICER, park="park_nanhai"))
    administrator = acting_as(Role.ADMINISTRATOR)
    chosen = {"action": "end_posts", "_selected_action": [officer.posts.get().pk]}
    administrator.post("/admin/people/post/", chosen)
    assert officer.posts.get().until is not None
    for table in ("user", "post", "invitation"):
        assert administrator.get(f"/admin/people/{table}/").status_code == 200
        assert administrator.get(f"/admin/people/{table}/add/").status_code == 403
