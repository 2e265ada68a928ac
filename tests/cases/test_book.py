"""Seats and money are given once, and come back when a case ends by the way."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from nanfeng.cases.book import book, draws, first_came, overdrawn
from nanfeng.cases.case import Payment
from nanfeng.cases.course import Course
from nanfeng.cases.funds import Limit
from nanfeng.cases.programme import Part, Renamed

from .grant import APPROVER, CLERK, DAY, GRANT, JUROR, MONDAY, OFFICER, WORDS, case, filled, step


def amounts(programme, ours):
    return {draw.pot: draw.amount for draw in draws(programme, ours)}


def test_a_case_takes_its_part_at_a_stage():
    applied = step(case(stage="applied"), "judge", JUROR)
    assert amounts(GRANT, applied) == {}
    assert amounts(GRANT, step(applied, "grant", APPROVER)) == {("places", "north"): 1, ("budget",): 600}


def test_all_of_it_comes_back_when_it_is_withdrawn_but_what_was_paid():
    granted = case(stage="granted", payments=(Payment("first", "grant", Decimal(360), DAY, "7"),))
    assert amounts(GRANT, step(granted, "withdraw", CLERK)) == {("budget",): 360}
    assert amounts(GRANT, step(granted, "send_back", OFFICER)) == {("budget",): 360}
    assert amounts(GRANT, step(granted, "pause", OFFICER)) == {("places", "north"): 1, ("budget",): 600}


def test_the_book_adds_up_what_all_take():
    cases = [case(stage="granted"), case(stage="granted", park="south"), case(stage="done"), case()]
    assert book(GRANT, cases) == {("places", "north"): 2, ("places", "south"): 1, ("budget",): 1800}


def test_the_last_seat_and_the_last_yuan():
    before, ours = case(stage="applied"), case(stage="granted")
    assert overdrawn(GRANT, before, ours, {("places", "north"): Decimal(1), ("budget",): Decimal(400)}) == ()
    issues = overdrawn(GRANT, before, ours, {("places", "north"): Decimal(2), ("budget",): Decimal("400.01")})
    assert [issue.at for issue in issues] == ["places", "budget"]
    assert "only 599.99 of 'budget' is left, and this takes 600" in issues[1].wrong.en


def test_each_pair_of_values_has_a_pot_of_its_own():
    limit = Limit("exposure", WORDS, Decimal(1), "granted", of="grant", per=("machines", "organisation", "cohort"))
    (draw,) = draws(replace(GRANT, limits=(limit,)), filled(case(stage="granted", cohort="one"), machines=3))
    assert draw.pot == ("exposure", "3", "org:ours", "one")


def test_a_year_is_that_of_the_day_in_china_on_which_the_stage_was_reached_first():
    programme = replace(GRANT, limits=(Limit("year", WORDS, Decimal(9), "granted", per=("year",)),))
    eve = datetime(2023, 12, 31, 17, tzinfo=UTC)
    granted = replace(case(stage="granted"), course=Course("granted", began=eve))
    assert list(amounts(programme, granted)) == [("year", "2024")]


def test_when_a_stage_was_reached_by_its_earlier_name():
    renamed = replace(GRANT, renamed=(Renamed(Part.STAGE, "agreed", "granted"),))
    assert first_came(renamed, Course("agreed", began=MONDAY), "granted") == MONDAY
    assert first_came(GRANT, Course("agreed", began=MONDAY), "granted") is None
    assert first_came(GRANT, Course("applied", began=MONDAY), "granted") is None


def test_a_negative_amount_frees_nothing():
    assert amounts(GRANT, filled(case(stage="granted"), grant=Decimal(-5))) == {("places", "north"): 1}
