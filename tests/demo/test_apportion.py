import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.demo.apportion import apportion, apportion_between

weights = st.lists(st.floats(0.001, 1e6), min_size=1, max_size=60).map(np.array)


@given(weights, st.integers(0, 10**12))
def test_shares_add_up_and_are_within_one_of_the_proportion(shares, total):
    whole = apportion(shares, total)
    assert whole.sum() == total
    exact = shares * (total / shares.sum())
    assert np.all(np.abs(whole - exact) <= 1 + 1e-6 * np.abs(exact))


@given(weights, st.integers(0, 1000), st.integers(0, 1000), st.floats(0, 1))
def test_shares_within_bounds_add_up(shares, low, width, position):
    high = low + width
    total = round(len(shares) * (low + position * width))
    total = min(max(total, low * len(shares)), high * len(shares))
    whole = apportion_between(shares, total, low, high)
    assert whole.sum() == total
    assert whole.min() >= low
    assert whole.max() <= high


def test_a_total_out_of_reach_is_refused():
    with pytest.raises(ValueError, match="cannot add up to 31"):
        apportion_between(np.ones(3), 31, 1, 10)


def test_weights_that_come_to_nothing_are_refused():
    with pytest.raises(ValueError, match="add up to nothing"):
        apportion(np.zeros(3), 10)


def test_negative_increments_keep_the_total():
    assert apportion(np.array([5.0, -1.0, 3.0]), 1000).sum() == 1000
