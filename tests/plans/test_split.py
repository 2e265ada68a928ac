from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.plans.plan import Share, Target, TargetKind
from nanfeng.plans.split import check_split

WHOLE = Target(
    "t",
    Text("目标", "target"),
    TargetKind.NUMBER,
    "s",
    value=Decimal(1000),
    unit=Unit.COUNT,
    period=Period.parse("2026"),
)


def codes(*shares: Share, adds_up: bool = True) -> list[str]:
    whole = replace(WHOLE, split=shares, split_adds_up=adds_up)
    return [issue.code for issue in check_split(whole, "plans/p.toml")]


def of(place: str, value: int) -> Share:
    return Share(Decimal(value), place=place)


def by(year: str, value: int) -> Share:
    return Share(Decimal(value), period=Period.parse(year))


def test_parts_that_make_the_whole_pass() -> None:
    assert codes(of("a", 600), of("b", 400)) == []
    assert codes() == []


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=8), st.integers(-5, 5))
def test_parts_pass_exactly_where_they_make_the_whole(parts: list[int], slip: int) -> None:
    shares = tuple(of(f"p{index}", part) for index, part in enumerate(parts))
    whole = replace(WHOLE, value=Decimal(sum(parts) + slip), split=shares)
    assert (check_split(whole, "p") == ()) is (slip == 0)


def test_parts_of_another_sum_are_named_with_both_sums() -> None:
    whole = replace(WHOLE, split=(of("a", 600), of("b", 399)))
    (issue,) = check_split(whole, "plans/p.toml")
    assert issue.code == "split_does_not_add_up"
    assert "999" in issue.wrong.en
    assert "1000" in issue.wrong.zh


def test_years_and_places_are_two_splits_of_the_same_whole() -> None:
    assert codes(of("a", 600), of("b", 400), by("2025", 500), by("2026", 500)) == []


def test_a_path_over_years_need_not_add_up_but_ends_with_the_whole() -> None:
    assert codes(by("2025", 900), by("2026", 1000), adds_up=False) == []
    assert codes(by("2025", 900), by("2026", 950), adds_up=False) == ["split_misses_whole"]


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ((Share(Decimal(1000)),), "share_of_what"),
        ((of("a", 500), of("a", 500)), "share_twice"),
        ((by("2027", 1000),), "share_too_late"),
    ],
)
def test_shares_that_make_no_sense_are_refused(shares: tuple[Share, ...], code: str) -> None:
    assert codes(*shares) == [code]
