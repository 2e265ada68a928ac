"""What published figures imply, and how they add up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period
from nanfeng.release.implied import implied_keys, slices_of
from nanfeng.release.margins import margins_by_field, margins_by_place

months = st.integers(1, 12)
periods = st.tuples(months, months).map(lambda pair: Period.of_months(2023, min(pair), max(pair)))


@given(st.lists(periods, min_size=1, max_size=6))
def test_slices_lie_side_by_side_and_make_up_every_period(given_periods):
    slices = slices_of(given_periods)
    assert all(one.last < other.first for one, other in pairwise(slices))
    for period in given_periods:
        assert sum(piece.days for piece in slices if period.contains(piece)) == period.days


@pytest.mark.parametrize(
    ("published", "implied"),
    [
        (["output/2023-H1/zone"], []),
        (["output/2023-H1/zone", "output/2023-01..2023-05/zone"], ["output/2023-06/zone"]),
        (["output/2023-H1/zone/growth:nominal"], ["output/2023-H1/zone", "output/2022-H1/zone"]),
        (["output/2023-H1/zone/growth:comparable"], ["output/2023-H1/zone"]),
        (["output_each/2023-H1/zone"], ["output/2023-H1/zone", "reporting/2023-H1/zone"]),
        (["reporting/2023-H1/zone", "reporting/2023-01..2023-05/zone"], []),
        (["output/2023-H1/zone", "output/2023-01..2023-05/north"], []),
    ],
)
def test_what_can_be_worked_out(town, published, implied):
    found = implied_keys([FigureKey.parse(text) for text in published], town.definitions)
    assert {str(key) for key in found} == set(implied)


def test_margins_by_field_and_by_the_nearest_place_around(town):
    texts = ["town", "zone", "north", "south", "zone/sector=metal", "zone/sector=food", "north/sector=food"]
    keys = [FigureKey.parse(f"output/2023-H1/{text}") for text in texts]
    margins = [*margins_by_place(keys, town.definitions), *margins_by_field(keys)]
    assert {str(margin.rest).removeprefix("output/2023-H1/"): len(margin.parts) for margin in margins} == {
        "town~zone": 1,
        "zone~park": 2,
        "zone~park/sector=food": 1,
        "zone/sector=~": 2,
        "north/sector=~": 1,
    }
