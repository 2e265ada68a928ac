"""What the public sees: a small release of the made-up zone, and the same once more after a correction."""

import pytest
from tests.web.published import Published, file_returns, publish


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
