"""What tests of the platform share: a real PostgreSQL, and somebody who acts.

The database is made in the server that `DATABASE_URL` names, else in an embedded one of this test process.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections

from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.postgres import discard, ensure
from nanfeng.web.settings import database


@pytest.fixture(scope="session")
def home() -> Path:
    """Where the platform under test keeps its files."""
    return settings.ENVIRONMENT.home


@pytest.fixture(scope="session")
def django_db_modify_db_settings(home: Path) -> Iterator[None]:
    """Point Django at the server before its test database is made."""
    url = os.environ.get("DATABASE_URL") or ensure(home, durable=False)
    connections["default"].settings_dict |= database(url)
    yield
    if "DATABASE_URL" not in os.environ:
        discard(home)


@pytest.fixture
def as_system(db: None) -> Iterator[None]:
    """Act as the platform itself does in its jobs: everything may be seen and written."""
    with acting(SYSTEM, Doer("test")):
        yield
