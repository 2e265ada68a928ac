"""A published release, and one more that waits for its day."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.web.published import Published, file_returns, publish
from tests.web.zone import ENTERPRISES, settle


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Published]:
    """What the public sees: the output of the zone until April 2023; made once for the tests of a file, and undone
    after them.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        settle(ENTERPRISES)
        file_returns()
        yield publish()
        transaction.set_rollback(True)


@pytest.fixture
def embargoed(db: None, published: Published) -> Published:
    """Corrected returns, frozen anew and built, but not out."""
    file_returns(1100)
    return publish(out=False, minute=1)
