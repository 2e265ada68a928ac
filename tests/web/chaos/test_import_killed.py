"""A worker killed at any moment of an import leaves all of the file's rows or none, and the import finishes."""

import pytest
from tests.conftest import PROVE
from tests.web.chaos.nursery import killed_at_random
from tests.web.zone import NANHAI, OWN

from nanfeng.kinds.role import Role
from nanfeng.web import city, clock
from nanfeng.web.audit.services import Doer
from nanfeng.web.audit.verify import faults
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.records.intake import Sender
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.records.sendings import Sent, take_in

KILLS = 100 if PROVE else 3
ROWS = 200


def visits(number: int, rows: int) -> bytes:
    """A file with so many visits; each number makes another one."""
    organisation = OWN.organisation.removeprefix("uscc:")
    lines = [f"v-{number}-{row},2026-05-06,{organisation},{NANHAI},主题" for row in range(rows)]
    return "\n".join(["走访编号,走访日期,统一社会信用代码,所属园区,走访主题", *lines]).encode()


def begun(number: int) -> int:
    """The import of a file with many visits, waiting for a worker."""
    with acting(SYSTEM, Doer("station@example.org", Role.STATION_STAFF.value)):
        sent = Sent("visits.csv", [visits(number, ROWS)], city.pack().forms["tutoring_visit"])
        return take_in(sent, Sender("station@example.org", clock.now(), synthetic=True)).pk


def all_or_nothing() -> None:
    """All rows of the files that count as taken in are there, and none of another; no row is there twice."""
    with acting(SYSTEM, Doer("test")):
        rows = Record.objects.filter(form="tutoring_visit")
        sendings = list(Sending.objects.values_list("state", "accepted"))
        assert set(sendings) <= {("waiting", 0), ("done", ROWS)}
        assert rows.count() == sum(accepted for _, accepted in sendings)
        assert not rows.filter(version__gt=1).exists()


@pytest.mark.slow
@pytest.mark.xdist_group("chaos")
def test_an_import_that_is_killed_keeps_all_or_nothing_and_finishes(nursery, zone):
    done = killed_at_random(nursery, KILLS, begun, all_or_nothing)
    assert [job.result["accepted"] for job in done] == [ROWS] * len(done)
    with acting(SYSTEM, Doer("test")):
        assert list(faults()) == []
