"""The planted platform, made once for all tests of a file and undone at its end."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from tests.conftest import PROVE
from tests.web.sweep.actors import Actor, everybody
from tests.web.sweep.markers import Planted
from tests.web.sweep.planted import plant

from nanfeng.kinds.role import Role


@dataclass(frozen=True)
class Ground:
    """What is planted and who walks there, by role (`public` for nobody)."""

    planted: Planted
    actors: dict[str, Actor]


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker) -> Iterator[Ground]:
    """Planted things of three enterprises, and everybody signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Ground(plant(), everybody())
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def unhurried(settings, caplog) -> None:
    """Let the sweep call as often as it likes, and say nothing of what it is refused."""
    caplog.set_level(logging.ERROR, "django.request")
    settings.API_CALLS_A_MINUTE = {"token": 10**6, "address": 10**6}


SAMPLE = (
    "public",
    Role.ENTERPRISE_CLERK,
    Role.PARK_OFFICER,
    Role.BANK_OFFICER,
    Role.STATISTICIAN,
    Role.AUDITOR,
)
"""Who walks under `make test`: somebody of each kind of sight. All others walk in `make prove`, too."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that asks for `who` runs for everybody in `make prove`, and for a sample otherwise."""
    if "who" in metafunc.fixturenames:
        others = [role for role in Role if role not in SAMPLE] if PROVE else []
        metafunc.parametrize("who", [str(each) for each in (*SAMPLE, *others)])
