"""By when something has to leave its stage."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from nanfeng.cases.course import Course, Step, begin
from nanfeng.cases.state import State
from nanfeng.cases.time_limit import due, kept

from .grant import APPROVER, CLERK, GRANT, MONDAY, OFFICER, case, step

CHINA = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)


@pytest.fixture
def applied():
    return step(case(), "apply", CLERK, at=MONDAY)


def test_working_days_skip_the_holidays_of_the_chinese_calendar(applied):
    # Monday 19 June 2023; Tuesday, Wednesday; Thursday to Saturday are holidays, Sunday is worked
    assert due(GRANT.flow, applied.course) == datetime(2023, 6, 25, 23, 59, 59, 999999, CHINA)


def test_the_day_begins_at_midnight_in_china():
    evening = datetime(2023, 6, 18, 17, tzinfo=UTC)  # one in the morning of Monday, in China
    course = step(case(), "apply", CLERK, at=MONDAY).course
    began_early = due(GRANT.flow, Course("applied", began=evening))
    assert began_early == due(GRANT.flow, course)


def test_hours_run_by_the_clock_through_nights_and_holidays():
    course = Course("granted", began=MONDAY)
    assert due(GRANT.flow, course) == MONDAY + 24 * HOUR


def test_the_clock_stands_still_while_a_case_is_paused():
    paused = step(case(stage="granted"), "pause", OFFICER, at=MONDAY + 2 * HOUR)
    assert due(GRANT.flow, paused.course) is None
    again = step(paused, "resume", OFFICER, at=MONDAY + 7 * HOUR)
    assert due(GRANT.flow, again.course) == MONDAY + 29 * HOUR
    twice = step(step(again, "pause", OFFICER, at=MONDAY + 8 * HOUR), "resume", OFFICER, at=MONDAY + 9 * HOUR)
    assert due(GRANT.flow, twice.course) == MONDAY + 30 * HOUR


def test_working_days_of_a_pause_are_given_back(applied):
    paused = step(applied, "pause", OFFICER, at=MONDAY + 24 * HOUR)  # Tuesday
    again = step(paused, "resume", OFFICER, at=MONDAY + 48 * HOUR)  # Wednesday: one working day later
    assert due(GRANT.flow, again.course) == datetime(2023, 6, 26, 23, 59, 59, 999999, CHINA)


def test_coming_back_to_a_stage_begins_anew(applied):
    back = step(applied, "send_back", APPROVER, at=MONDAY + HOUR)
    assert due(GRANT.flow, back.course) is None
    again = step(back, "apply", CLERK, at=MONDAY + 24 * HOUR)
    assert due(GRANT.flow, again.course) == datetime(2023, 6, 26, 23, 59, 59, 999999, CHINA)


def test_nothing_is_due_where_there_is_no_limit_or_nobody_knows_since_when():
    assert due(GRANT.flow, begin(GRANT.flow, MONDAY)) is None
    assert due(GRANT.flow, Course("granted")) is None
    assert due(GRANT.flow, begin(GRANT.flow)) is None


def test_a_clock_without_a_zone_is_kept():
    naive = datetime(2023, 6, 19, 10)
    course = Course("applied", began=naive)
    assert due(GRANT.flow, course) == datetime(2023, 6, 25, 23, 59, 59, 999999)


@pytest.mark.parametrize(("hours", "in_time"), [(24, True), (25, False)])
def test_what_was_left_was_left_in_time_or_not(hours, in_time):
    left = Course("granted", (taken("granted", "paid", hours),), MONDAY)
    assert kept(GRANT.flow, left) == {"granted": in_time}
    assert kept(GRANT.flow, Course("granted", began=MONDAY)) == {}
    assert kept(GRANT.flow, Course("gone", (taken("gone", "paid", hours),), MONDAY)) == {}


def test_a_pause_is_no_delay_even_where_it_is_left_from_it():
    paused = (taken("granted", "granted", 23, State.PAUSED), taken("granted", "granted", 90, State.WITHDRAWN))
    assert kept(GRANT.flow, Course("granted", paused, MONDAY)) == {"granted": True}


def test_one_time_too_late_is_too_late():
    there_and_back = (taken("granted", "applied", 30), taken("applied", "granted", 31), taken("granted", "paid", 32))
    assert not kept(GRANT.flow, Course("granted", there_and_back, MONDAY))["granted"]


def taken(source: str, target: str, hours: int, state: State = State.ACTIVE) -> Step:
    at = MONDAY + hours * HOUR
    return Step("step", source, target, OFFICER, at, at, state=state)
