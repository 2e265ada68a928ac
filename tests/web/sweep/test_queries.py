"""What a page asks of the database does not grow with what it shows: every page of the table of addresses, with few
rows and with many.
"""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.conftest import PROVE
from tests.web.sweep.addresses import addresses
from tests.web.sweep.conftest import Ground
from tests.web.sweep.growth import grow

from nanfeng.kinds.role import Role
from nanfeng.web.people.matrix import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.prove]

FEW, MANY = range(1, 4), range(4, 34)
WHO = (Role.STATISTICIAN, Role.PARK_OFFICER, Role.ENTERPRISE_CLERK, Role.ADMINISTRATOR, "public", *Role)
"""Who opens a page: in the sample the first of these that may, in `make prove` everybody who may."""
_BESIDE = re.compile(r'"cache"|^(RELEASE |ROLLBACK TO )?SAVEPOINT')
"""Counting calls, which begins anew each minute and is thinned out now and then, and what surrounds its writes."""
PACKAGES = ("/accounts/", "/admin/", "/i18n/")


def walkers(ground: Ground, route: Route) -> list[str]:
    """Those who open a page."""
    actors = [ground.actors[str(who)] for who in dict.fromkeys(WHO)]
    found = [str(actor) for actor in actors if route.rule.admits(actor.role, signed_in=actor.role is not None)]
    return found if PROVE else found[:1]


def asked(ground: Ground) -> dict[tuple[str, str], list[str]]:
    """The statements of every page that opens, by who opens it and its address."""
    found = {}
    for route in routes():
        if route.path.startswith(PACKAGES):
            continue
        path = addresses(route, ground.planted)[0].path
        found |= {(who, path): _statements(ground.actors[who].browser(), path) for who in walkers(ground, route)}
    return {page: statements for page, statements in found.items() if statements}


def _statements(browser, path: str) -> list[str]:
    """What a page asks the second time that it is opened; nothing where it does not open. What it writes is undone."""
    with transaction.atomic():
        opens = browser.get(path).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            if opens:
                browser.get(path)
        transaction.set_rollback(True)
    return [each["sql"] for each in captured if not _BESIDE.search(each["sql"])]


def test_no_page_asks_more_where_there_is_more(ground):
    grow(FEW)
    few = asked(ground)
    grow(MANY)
    many = asked(ground)
    grown = [
        f"{page}: {len(statements)} statements, then {len(many[page])}; most of all {_most(many[page])}"
        for page, statements in few.items()
        if len(many.get(page, ())) > len(statements)
    ]
    assert len(few) > 100
    assert not grown, "\n".join(grown)


def _most(statements: list[str]) -> str:
    """The beginning of the statement that is asked most often."""
    begun = [statement[:200] for statement in statements]
    return max(begun, key=begun.count)
