"""A published release, and one more that waits for its day."""

import pytest
from tests.web.published import Published, file_returns, publish


@pytest.fixture
def published(zone, people) -> Published:
    """What the public sees: the output of the zone until April 2023."""
    file_returns()
    return publish()


@pytest.fixture
def embargoed(published: Published) -> Published:
    """Corrected returns, frozen anew and built, but not out."""
    file_returns(1100)
    return publish(out=False, minute=1)
