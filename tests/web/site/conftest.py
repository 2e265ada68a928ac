"""What the public sees: a small release of the made-up zone, and the same once more after a correction."""

import pytest
from django.core import mail
from django.core.cache import cache
from tests.web.published import Published, file_returns, publish

from nanfeng.web.site.queries import judged


@pytest.fixture(autouse=True)
def forgetful():
    """No test lives on what another one had kept."""
    cache.clear()
    judged._judged.cache_clear()
    mail.outbox = []


@pytest.fixture
def published(zone, people) -> Published:
    """The output of the zone until April 2023."""
    file_returns()
    return publish()


@pytest.fixture
def corrected(published: Published) -> Published:
    """The same after all enterprises reported a tenth more."""
    file_returns(1100)
    return publish(minute=1)
