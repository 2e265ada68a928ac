"""A closed vintage of the made-up zone, and a bulletin built from it."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.closing import made
from tests.web.zone import Enterprise

from nanfeng.kinds.role import Role
from nanfeng.web.closing.models import Release, Vintage
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
    return made.checked()


@pytest.fixture
def go(sign_in: Callable[[Client, Role], Client]) -> Callable[[Role], Client]:
    """A fresh client signed in in a role."""
    return lambda role: sign_in(Client(), role)
