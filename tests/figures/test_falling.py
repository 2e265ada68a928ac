"""Who falls: by how much, and for how long."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.figures.falling import falling
from nanfeng.figures.selection import Sources
from nanfeng.figures.warning import FallWarning
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text

APRIL = Period.parse("2023-01..2023-04")
OUTPUT = FallWarning("output", Text("产值下降", "output falls"), "monthly_return", "output", Decimal(10), 2)
STAFF = FallWarning("staff", Text("用工减少", "staff falls"), "monthly_return", "staff", Decimal(10), 1)


def year(world, name, now, then, **more):
    """The returns to April of one organisation, from amounts of single months now and a year ago (None: nothing)."""
    rows = []
    for index, month in enumerate((2, 3, 4)):
        parts = [
            None if any(one is None for one in each[: index + 1]) else sum(each[: index + 1]) for each in (now, then)
        ]
        values = {"output": parts[0], "output_year_ago": parts[1]}
        rows.append(world.returned(name, f"2023-01..2023-{month:02}", **values, **more))
    return rows


def found(world, rows, warning=OUTPUT, period=APRIL):
    sources = Sources(world.definitions(), world.reader({"monthly_return": rows}))
    return falling(warning, period, sources)


def test_one_that_falls_is_told_with_its_numbers(world):
    (one,) = found(world, year(world, "a", (100, 40, 30), (100, 50, 50)))
    assert (one.organisation, one.value, one.year_ago, one.growth) == ("a", 170, 200, -15)
    assert one.months == 2


def test_the_steepest_comes_first(world):
    rows = [*year(world, "a", (80, 40, 40), (100, 50, 50)), *year(world, "b", (50, 25, 25), (100, 50, 50))]
    assert [one.organisation for one in found(world, rows)] == ["b", "a"]


def test_a_drop_of_exactly_the_threshold_counts(world):
    assert found(world, year(world, "a", (90, 45, 45), (100, 50, 50)))
    assert not found(world, year(world, "a", (90, 45, Decimal("45.01")), (100, 50, 50)))


def test_a_single_bad_month_is_no_fall_of_two(world):
    assert not found(world, year(world, "a", (50, 60, 40), (100, 50, 50)))


def test_missing_is_not_falling(world):
    assert not found(world, year(world, "a", (50, 25, None), (100, 50, 50)))
    assert not found(world, year(world, "a", (50, 25, 25), (None, 50, 50)))
    assert not found(world, year(world, "a", (50, 25, 25), (100, 50, 50))[:-1])


def test_a_month_that_was_not_filed_ends_the_row(world):
    without_march = [row for row in year(world, "a", (50, 25, 25), (100, 50, 50)) if row["period"] != "2023-Q1"]
    assert not found(world, without_march)


@pytest.mark.parametrize("base", [0, -50])
def test_without_a_positive_base_there_is_no_percentage(world, base):
    assert not found(world, year(world, "a", (-90, -10, -20), (base, base, base)))


def test_falls_go_back_into_last_year(world):
    before = [
        world.returned("a", f"2022-01..2022-{month}", output=Decimal(level), output_year_ago=Decimal(level + 10 * late))
        for late, (month, level) in enumerate([("10", 500), ("11", 550), ("12", 600)])
    ]
    (one,) = found(world, [*before, *year(world, "a", (50, 25, 25), (100, 50, 50))])
    assert one.months == 5


def test_a_field_without_a_year_ago_is_held_against_what_was_filed_then(world):
    rows = [
        world.returned("a", "2023-01..2023-02", staff=80),
        world.returned("a", "2022-01..2022-02", staff=100),
        world.returned("b", "2023-01..2023-02", staff=80),
    ]
    (one,) = found(world, rows, STAFF, Period.parse("2023-01..2023-02"))
    assert (one.organisation, one.growth, one.months) == ("a", -20, 1)


@pytest.mark.parametrize("period", ["2023-03..2023-04", "2023-01", "2023-01-01..2023-04-15"])
def test_only_a_year_to_date_is_filed_for(world, period):
    with pytest.raises(ValueError, match="no year to date"):
        found(world, [], OUTPUT, Period.parse(period))


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), min_size=3, max_size=3))
def test_nobody_is_listed_who_is_not_below_on_both_counts(world, months):
    now, then = zip(*months, strict=True)
    listed = bool(found(world, year(world, "a", now, then)))
    below = sum(now) * 100 <= sum(then) * 90 and all(one < other for one, other in months[1:])
    assert listed is below
