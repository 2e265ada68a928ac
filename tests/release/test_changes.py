"""Who stands behind a change, and what it tells of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.release.changes import change_between
from nanfeng.release.rules import STANDARD

amounts = st.decimals(-1000, 1000, places=0)
books = st.dictionaries(st.sampled_from("abcdefgh"), amounts)


def change(old, new):
    return change_between(*({one: Decimal(value) for one, value in side.items()} for side in (old, new)), STANDARD)


@given(books, books)
def test_the_amount_is_the_difference_of_the_sums(old, new):
    found = change_between(old, new, STANDARD)
    assert found.amount == sum(new.values()) - sum(old.values())
    assert found.organisations == sum(old.get(one, 0) != new.get(one, 0) for one in "abcdefgh")
    assert found.lonely or not found.tells


@given(books)
def test_nothing_changed_tells_nothing(same):
    found = change_between(same, same, STANDARD)
    assert (found.amount, found.organisations, found.lonely, found.tells) == (0, 0, False, False)


OTHERS = {"b": 100, "c": 100, "d": 100}


@pytest.mark.parametrize(
    ("old", "new", "tells"),
    [
        ({"a": 100}, {"a": 120}, False),  # corrected a little: the level stays hidden
        ({}, {"a": 100}, True),  # came late
        ({"a": 100}, {"b": 103}, True),  # one for another
        ({"a": 1_000_000}, {"a": 100}, True),  # ten thousand times too much
        ({"a": 100}, {"a": -100}, True),  # a profit that was a loss
        ({"a": 100, "b": 5}, {"a": 120}, True),  # a small one beside a harmless correction
        ({}, OTHERS, False),  # three came late
        ({"a": 9000, **OTHERS}, {"a": 11_000}, False),  # the largest change is a harmless correction
        ({"a": 9000, **OTHERS}, {}, True),  # the largest change is all that it filed
    ],
)
def test_what_shows_a_single_one(old, new, tells):
    assert change(old, new).tells is tells
