"""A closed vintage of the made-up zone, and a bulletin built from it."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.closing import made
from tests.web.zone import Enterprise

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.closing.models import Release, Vintage
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call


@pytest.fixture
def vintage(zone: tuple[Enterprise, ...]) -> Vintage:
    """What all six enterprises reported for January to September, frozen."""
    made.report()
    return made.frozen()


@pytest.fixture
def release(vintage: Vintage) -> Release:
    """The bulletin of September for the zone, built and not yet checked."""
    return made.built(vintage)


@pytest.fixture
def call(zone: tuple[Enterprise, ...]) -> Call:
    """The monthly return of January to September: all six enterprises submitted it, and it was passed and checked."""
    form, period = city.pack().forms["monthly_return"], Period.parse(made.PERIOD)
    with acting(SYSTEM, Doer("test")):
        opened = open_call(form, due_periods(form, period.last, period.last)[0], "test")
    made.report(approved=False)
    made.review(opened)
    return opened


@pytest.fixture
def go(sign_in: Callable[[Client, Role], Client]) -> Callable[[Role], Client]:
    """A fresh client signed in in a role."""
    return lambda role: sign_in(Client(), role)
