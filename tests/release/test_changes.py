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
    assert found.lonely or found.organisations == 0 or found.organisations >= STANDARD.contributors


@given(books)
def test_nothing_changed_is_nobodys_change(same):
    found = change_between(same, same, STANDARD)
    assert (found.amount, found.organisations, found.lonely) == (0, 0, False)


OTHERS = {"b": 100, "c": 100, "d": 100}


@pytest.mark.parametrize(
    ("old", "new", "lonely"),
    [
        ({"a": 100}, {"a": 101}, True),  # a small correction
        ({}, {"a": 100}, True),  # came late
        ({"a": 100}, {"b": 103}, True),  # one for another
        (OTHERS, {"b": 110, "c": 95, "d": 100}, True),  # two
        (OTHERS, {"b": 110, "c": 95, "d": 103}, False),  # three, none of them most of it
        ({}, OTHERS, False),  # three came late
        ({"a": 9000, **OTHERS}, {"a": 11_000}, True),  # four, one of them most of it
    ],
)
def test_what_rests_on_too_few(old, new, lonely):
    assert change(old, new).lonely is lonely
