"""A page asks the database as often for two hundred rows as for ten."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web import zone as made_up
from tests.web.returns.conftest import PERIOD, filing
from tests.web.zone import NANHAI, OWN, Enterprise, enterprise

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call

PAGES = [
    (Role.PARK_OFFICER, "/returns/review/?stage="),
    (Role.PARK_OFFICER, "/returns/review/?stage=draft&text=试岭"),
    (Role.STATISTICIAN, "/returns/calls/"),
    (Role.STATISTICIAN, "/returns/calls/{call}/"),
    (Role.STATISTICIAN, "/returns/calls/{call}/chase/"),
    (Role.STATISTICIAN, "/returns/calls/{call}/chase.xlsx"),
    (Role.STATISTICIAN, "/returns/calls/{call}/template.xlsx"),
    (Role.ENTERPRISE_CLERK, "/returns/"),
    (Role.STATISTICIAN, "/"),
]


@pytest.fixture
def grown(zone) -> Callable[[int], Call]:
    """Lets the zone grow to so many enterprises, calls in one month more each time, and files for half of them."""
    form = city.pack().forms["monthly_return"]
    known: list[Enterprise] = list(zone)

    def grow(size: int) -> Call:
        more = [enterprise(number, NANHAI) for number in range(len(known) + 1, size + 1)]
        made_up.settle(more)
        known.extend(more)
        made_up.file("monthly_return", [filing(one, 90_000) for one in known[::2]])
        (due,) = due_periods(form, PERIOD.last, PERIOD.last)
        with acting(SYSTEM, Doer("test")):
            return open_call(form, due, "test")

    return grow


def asked(client: Client, address: str) -> int:
    client.get(address)  # what is remembered for the process is asked for once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_rows(grown, go):
    clients = {role: go(role) for role, _ in PAGES}
    counts = []
    for size in (10, 200):
        call = grown(size)
        counts.append({page: asked(clients[page[0]], page[1].format(call=call.pk)) for page in PAGES})
    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 30, counts[1]


def test_a_clerks_list_does_not_grow_with_periods(grown, go):
    form = city.pack().forms["monthly_return"]
    clerk = go(Role.ENTERPRISE_CLERK)
    grown(6)
    few = asked(clerk, "/returns/")
    with acting(SYSTEM, Doer("test")):
        for due in due_periods(form, PERIOD.first.replace(year=2022), PERIOD.first):
            open_call(form, due, "test")
    assert asked(clerk, "/returns/") == few
    assert OWN.name in clerk.get("/returns/").content.decode()
