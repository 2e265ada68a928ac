"""A worker killed at any moment of a close or a build, and a disk that is full, leave all or nothing; it finishes."""

import json

import pytest
from tests.conftest import PROVE
from tests.web.chaos.nursery import killed_at_random
from tests.web.closing import made

from nanfeng.kinds.period import Period
from nanfeng.kinds.role import Role
from nanfeng.ledger.receipt import receipts
from nanfeng.ledger.verify import verify
from nanfeng.release.build import read, releases
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.audit.verify import faults
from nanfeng.web.closing.models import Release, ReleasedFigure, Vintage
from nanfeng.web.closing.ordering import order_release
from nanfeng.web.closing.releasing import Wanted
from nanfeng.web.closing.services import order_close
from nanfeng.web.people.scope import SYSTEM, acting

CLOSES, BUILDS = (100, 30) if PROVE else (3, 2)
"""Workers that are killed."""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("chaos")]


def reported(number: int) -> None:
    """What is reported, all in round zero and corrected by one enterprise in later ones: each makes another vintage."""
    made.report(100_000 + number, number=0 if number else None)


def closing(number: int) -> int:
    """The job that closes what was reported."""
    reported(number)
    with made.doing(Role.APPROVER):
        return order_close().pk


def building(number: int) -> int:
    """The job that builds a release of what was reported."""
    reported(number)
    vintage = made.frozen()
    with made.doing(Role.STATISTICIAN):
        return order_release(Wanted("bulletin", "zone", Period.parse(made.PERIOD), vintage.pk)).pk


class Whole:
    """What the database knows is there as a whole, and nothing that stands there is broken.

    What was whole once is not looked at again: nobody but a worker writes.
    """

    def __init__(self) -> None:
        self._seen = {receipt.id for receipt in receipts(city.home())}

    def all_or_nothing(self) -> None:
        with acting(SYSTEM, Doer("test")):
            self._looked_at()

    def _looked_at(self) -> None:
        home = city.home()
        frozen = {receipt.id for receipt in receipts(home)}
        assert [fault for vintage in frozen - self._seen for fault in verify(home, vintage)] == []
        assert set(Vintage.objects.values_list("pk", flat=True)) <= frozen
        for release in Release.objects.exclude(pk__in=self._seen):
            assert release.pk in releases(home)
            figures = ReleasedFigure.objects.filter(release=release).count()
            assert figures == len(read(home, release.pk).figures)
            self._seen.add(release.pk)
        self._seen |= frozen


def test_a_close_that_is_killed_leaves_all_or_nothing_and_finishes(nursery, zone):
    done = killed_at_random(nursery, CLOSES, closing, Whole().all_or_nothing)
    closed = set(Vintage.objects.values_list("pk", flat=True))
    assert closed == {job.result["vintage"] for job in done}
    assert len(closed) == len(done)
    assert list((city.home() / "vintages").glob(".*")) == []
    with acting(SYSTEM, Doer("test")):
        assert list(faults()) == []


def test_a_build_that_is_killed_makes_the_release_that_it_began(nursery, zone):
    done = killed_at_random(nursery, BUILDS, building, Whole().all_or_nothing)
    built = {release.pk: release for release in Release.objects.all()}
    assert len(built) == len(done)
    for job in done:
        release = built[job.result["release"]]
        assert (release.built_at, release.report) == (job.created, True)
        assert (city.home() / "reports" / release.pk / "report.zh.pdf").is_file()


def test_a_full_disk_leaves_no_half_written_vintage_and_says_so(nursery, zone):
    made.report(200_000)
    with made.doing(Role.APPROVER):
        known = {receipt.id for receipt in receipts(city.home())}
        outside = json.loads((city.home() / "receipts.json").read_text("ascii")) if known else {}
        job = order_close().pk
    failed = nursery.finish(job, limit=2_000)
    assert failed.state == "failed"
    assert "disk" in failed.error_en
    assert {receipt.id for receipt in receipts(city.home())} == known
    if known:
        assert json.loads((city.home() / "receipts.json").read_text("ascii")) == outside
    assert list((city.home() / "vintages").glob(".*")) == []
    assert not Vintage.objects.exists()
    with made.doing(Role.APPROVER):
        again = order_close().pk
    assert again != job
    assert nursery.finish(again).state == "done"
    Whole().all_or_nothing()
