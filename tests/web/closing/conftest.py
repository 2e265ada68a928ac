"""A closed vintage of the made-up zone, and a bulletin built from it."""

import pytest
from tests.web.closing import made
from tests.web.zone import Enterprise

from nanfeng.web.closing.models import Release, Vintage


@pytest.fixture
def vintage(zone: tuple[Enterprise, ...]) -> Vintage:
    """What all six enterprises reported for January to September, frozen."""
    made.report()
    return made.frozen()


@pytest.fixture
def release(vintage: Vintage) -> Release:
    """The bulletin of September for the zone, built and not yet checked."""
    return made.built(vintage)
