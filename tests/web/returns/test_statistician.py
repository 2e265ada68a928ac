"""The statistician: sums against earlier periods, movers, slips of magnitude that passed the door, checking in bulk."""

from decimal import Decimal

import pytest
from tests.web import zone as made_up
from tests.web.returns.conftest import filing, returns_of
from tests.web.zone import ENTERPRISES, NANHAI, SHUNDE

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.returns.aggregate import in_all, movers, period_before, sums
from nanfeng.web.returns.doubts import doubts
from nanfeng.web.returns.entries import form_of, period_of

LAST_YEAR, BEFORE = "2025-01..2025-09", "2026-01..2026-08"


@pytest.fixture
def history(zone) -> None:
    """A year ago and the month before: 80 and 81 million yuan of output each."""
    for period, output in ((LAST_YEAR, 80_000), (BEFORE, 81_000)):
        made_up.file("monthly_return", [filing(one, output, period) for one in ENTERPRISES])


@pytest.fixture
def statistician(history, submitted, office, go):
    office.step(Role.PARK_OFFICER, "pass", returns_of()[:3])
    return go(Role.STATISTICIAN)


def test_the_sums_stand_beside_those_of_earlier_periods_by_park(call, history, submitted):
    with acting(SYSTEM, Doer("test")):
        by_park = sums(call)["output"]
        assert period_before(form_of(call), period_of(call)).last.month == 8
    assert by_park[NANHAI].now.value == Decimal(270_300_000)
    assert by_park[SHUNDE].year_ago.value == Decimal(240_000_000)
    total = in_all(by_park)
    assert (total.now.value, total.now.count, total.before.value) == (541_500_000, 6, 486_000_000)
    assert round(total.nominal, 4) == Decimal("12.8125")
    assert (total.stated.value, total.comparable) == (None, None)


def test_growth_of_those_in_both_periods_means_something_before_all_have_reported(call, history):
    made_up.file("monthly_return", [filing(one, 88_000) for one in ENTERPRISES[:2]])
    with acting(SYSTEM, Doer("test")):
        total = in_all(sums(call)["output"])
    assert total.matched == 10
    assert total.nominal < -60


def test_who_moved_the_sum_most_stands_first(call, history, submitted):
    with acting(SYSTEM, Doer("test")):
        found = movers(call, city.pack().forms["monthly_return"].field("output"))
    assert [mover.name for mover in found][:2] == [ENTERPRISES[5].name, ENTERPRISES[4].name]
    assert found[0].change == Decimal(10_500_000)


def test_a_slip_that_came_in_with_an_explanation_is_found_all_the_same(call, history):
    wrong = filing(ENTERPRISES[0], 900_000_000) | {"_explained": "没有问题"}
    made_up.file("monthly_return", [wrong, *(filing(one, 90_000) for one in ENTERPRISES[1:])])
    with acting(SYSTEM, Doer("test")):
        found = [doubt for doubt in doubts(call) if doubt.slip]
    assert {doubt.organisation for doubt in found} == {ENTERPRISES[0].organisation}
    assert {doubt.field.name for doubt in found} == {"output", "revenue"}
    assert found[0].why == "没有问题"
    assert "1万倍" in found[0].wrong.zh


def test_a_slip_that_came_in_as_a_correction_is_found_too(call, history):
    made_up.file("monthly_return", [filing(one, 90_000) for one in ENTERPRISES])
    made_up.file("monthly_return", [filing(ENTERPRISES[4], 9) | {"_explained": "更正"}])
    with acting(SYSTEM, Doer("test")):
        assert {doubt.organisation for doubt in doubts(call) if doubt.slip} == {ENTERPRISES[4].organisation}


def test_the_page_of_a_call_shows_it_all_and_checks_what_is_ready(statistician, call):
    page = statistician.get(f"/returns/calls/{call.pk}/").content.decode()
    assert "5.42亿元" in page
    assert "+12.81%" in page
    assert ENTERPRISES[5].name in page
    statistician.post("/returns/review/move/", {"chosen": _values(page), "transition": "check"})
    assert len(_values(page)) == 3
    assert [one.course.stage for one in returns_of()] == ["checked"] * 3 + ["submitted"] * 3


def _values(page: str) -> list[str]:
    return [part.split('"')[0] for part in page.split('name="chosen" value="')[1:]]


def test_a_call_is_opened_by_hand_once(go, zone):
    statistician = go(Role.STATISTICIAN)
    page = statistician.get("/returns/calls/").content.decode()
    assert "monthly_return 2026-01..2026-08" in page
    opened = statistician.post("/returns/calls/open/", {"call": "monthly_return 2026-01..2026-08"})
    assert opened.status_code == 302
    assert statistician.post("/returns/calls/open/", {"call": "monthly_return 2026-01..2026-08"}).status_code == 404
    assert "未报" in statistician.get(opened["Location"]).content.decode()
