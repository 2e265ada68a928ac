"""A call for the monthly return of the made-up zone, and ways to file for it."""

from collections.abc import Callable

import pytest
from django.test import Client

from nanfeng.forms.calendar import due_periods
from nanfeng.kinds.period import Period
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.calls import open_call
from nanfeng.web.returns.models import Call

PERIOD = Period.parse("2026-01..2026-09")


@pytest.fixture
def call(zone) -> Call:
    """The monthly return of January to September 2026, which all six enterprises owe."""
    form = city.pack().forms["monthly_return"]
    (due,) = due_periods(form, PERIOD.last, PERIOD.last)
    with acting(SYSTEM, Doer("test")):
        return open_call(form, due, "test")


@pytest.fixture
def go(sign_in) -> Callable[..., Client]:
    """A fresh client signed in in a role."""
    return lambda role: sign_in(Client(), role)
