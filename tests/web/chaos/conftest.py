"""Workers to be killed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.chaos.nursery import Nursery


@pytest.fixture
def nursery(transactional_db: None, root: Path) -> Iterator[Nursery]:
    """Workers on the test database, forked from one process."""
    made = Nursery(root)
    yield made
    made.close()
