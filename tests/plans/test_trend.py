from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.plans.course import Aim, Point
from nanfeng.plans.methods import METHODS, method_of
from nanfeng.plans.trend import judge

SERIES = st.lists(st.floats(0.1, 1e6), min_size=2, max_size=12).map(
    lambda values: tuple(Point(2010.0 + index, value) for index, value in enumerate(values))
)


@given(SERIES, st.floats(0.1, 1e6), st.sampled_from([1, -1]))
def test_label_and_score_never_disagree(points: tuple[Point, ...], target: float, direction: int) -> None:
    result = judge(points, Aim(2030.0, target, direction))
    assert result.score is not None
    assert (result.label == "on_course") is (result.score >= 1) is result.on_course


@given(st.floats(-0.2, 0.2), st.integers(3, 10))
def test_an_exact_trend_is_found_again(rate: float, count: int) -> None:
    points = tuple(Point(2010.0 + year, 50 * exp(rate * year)) for year in range(count))
    result = judge(points, Aim(2025.0, 100.0))
    assert result.growth == pytest.approx(exp(rate) - 1, abs=1e-9)


def test_all_observations_count_not_the_end_points_only() -> None:
    steady = tuple(Point(2015.0 + year, value) for year, value in enumerate([100, 110, 121, 133.1, 146.41]))
    dipped = tuple(Point(2015.0 + year, value) for year, value in enumerate([100, 60, 70, 80, 146.41]))
    assert judge(steady, Aim(2025.0, 200)).score != pytest.approx(judge(dipped, Aim(2025.0, 200)).score)


def test_it_says_when_the_target_lies_within_the_uncertainty() -> None:
    shaky = tuple(Point(2015.0 + year, value) for year, value in enumerate([100, 140, 90, 160, 110]))
    sure = tuple(Point(2015.0 + year, value) for year, value in enumerate([100, 101, 102, 103, 104]))
    assert any("Uncertain" in caution.en for caution in judge(shaky, Aim(2025.0, 150)).cautions)
    assert judge(sure, Aim(2025.0, 300)).cautions == ()


def test_two_observations_give_a_trend_and_say_that_its_uncertainty_is_unknown() -> None:
    result = judge((Point(2020.0, 100), Point(2021.0, 110)), Aim(2025.0, 120))
    assert result.on_course
    assert result.cautions


@pytest.mark.parametrize("points", [(), (Point(2020.0, 5),), (Point(2020.0, 5), Point(2021.0, 0))])
def test_it_cannot_tell_from_too_little(points: tuple[Point, ...]) -> None:
    assert judge(points, Aim(2025.0, 10)).on_course is None


def test_methods_are_named_versioned_and_unknown_ones_are_refused_with_a_list() -> None:
    assert len({method.id for method in METHODS}) == len(METHODS)
    assert all(method.id.count("@") == 1 and method.weakness.zh and method.weakness.en for method in METHODS)
    with pytest.raises(KeyError, match="statcan_cif@2024"):
        method_of("guess@1")


def test_two_moments_close_together_do_not_overflow() -> None:
    result = judge((Point(2020.0, 1), Point(2020.01, 1e6)), Aim(2030.0, 10))
    assert result.on_course
