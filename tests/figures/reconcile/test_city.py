"""What the rules say of the city's published figures, and of the same with one slip of the pen."""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.finding import Cause, Finding, Outcome
from nanfeng.pack.pack import Pack

Wrong = Callable[[Iterable[Finding]], set[tuple[str, frozenset[str]]]]
Judge = Callable[[Iterable[Published]], list[Finding]]
Change = Callable[[Iterable[Published], dict[str, str]], list[Published]]

KNOWN = [
    ("off_by_power_of_ten", {"S4-25"}),
    ("part_of_year", {"S4-02", "Z29", "Z20"}),
    ("windows_of_source", {"S4-02", "S4-17", "S4-07"}),
    ("same_number_for_part", {"S0-06", "S4-08"}),
    ("change_of_pace", {"S1-01", "S0-03", "S0-04"}),
    ("reached_early", {"S0-03", "Z37"}),
    ("several_names", {"S4-19", "S4-20", "S4-35", "M-01"}),
    ("several_names", {"S4-01", "S4-22"}),
    ("several_names", {"S4-18", "Z32-large"}),
    ("remainder_of_year_before", {"S3-03", "I12-projects", "I30-projects", "I32-projects"}),
    ("remainder_of_year_before", {"S3-07", "I13-projects", "I31-projects", "I33-projects"}),
    ("day_in_period", {"S3-01"}),
]


@pytest.mark.parametrize(("rule", "ids"), KNOWN)
def test_finds_the_known_problem(findings: list[Finding], wrong: Wrong, rule: str, ids: set[str]) -> None:
    assert any(name == rule and ids <= involved for name, involved in wrong(findings))


@pytest.mark.parametrize("name", ["S4-03", "S4-04", "S4-20", "S4-29"])
def test_says_that_a_growth_has_no_usable_base(findings: list[Finding], name: str) -> None:
    said = [f for f in findings if name in f.about and f.rule == "growth_without_base"]
    assert [f.outcome for f in said] == [Outcome.NOT_CHECKABLE]


@pytest.mark.parametrize("name", ["S0-06", "S4-08"])
def test_asks_whether_an_increase_is_new_or_net(findings: list[Finding], name: str) -> None:
    assert any(f.rule == "new_or_net" and f.about == (name,) for f in findings)


def test_says_what_the_credit_would_be_in_the_unit_that_fits(findings: list[Finding]) -> None:
    [found] = [f for f in findings if f.rule == "off_by_power_of_ten"]
    assert found.cause is Cause.POWER_OF_TEN
    assert dict(found.numbers)["would_fit"] == Decimal("4770800000")
    assert "47.708亿元" in found.message.zh
    assert "4.7708 billion yuan" in found.message.en


@pytest.mark.parametrize(
    ("about", "name", "number"), [("I30-projects", "implied", 264), ("I31-projects", "implied", 56)]
)
def test_says_what_later_releases_imply(findings: list[Finding], about: str, name: str, number: int) -> None:
    [found] = [f for f in findings if f.rule == "remainder_of_year_before" and about in f.about]
    assert dict(found.numbers)[name] == number


def test_gives_the_pace_of_the_plan(findings: list[Finding]) -> None:
    [found] = [f for f in findings if f.rule == "change_of_pace"]
    assert [round(number, 2) for _, number in found.numbers] == [Decimal("3.30"), Decimal("7.46")]


CONSISTENT = [
    ("whole_base", {"S3-03", "S3-04"}),
    ("whole_base", {"S3-07", "S3-08"}),
    ("base_against_published", {"S3-05", "S3-06"}),
    ("partition_adds_up", {"I12-projects", "I14-projects", "I15-projects"}),
    ("partition_adds_up", {"I12-projects", "I16-projects", "I17-projects", "I18-projects"}),
    ("partition_adds_up", {"I12-projects", "I19-projects", "I20-projects"}),
    ("partition_adds_up", {"I12-amount", "I16-amount", "I17-amount", "I18-amount"}),
    ("partition_adds_up", {"I12-amount", "I19-amount", "I20-amount"}),
    ("rates_alike", {"I12-amount", "I14-amount", "I15-amount"}),
    ("rate_of_parts", {"I24-rate", "I24-projects", "I12-projects"}),
    ("said_twice", {"S4-01", "S4-22"}),
]


@pytest.mark.parametrize(("rule", "ids"), CONSISTENT)
def test_shows_what_is_consistent(findings: list[Finding], rule: str, ids: set[str]) -> None:
    assert any(f.rule == rule and f.outcome is Outcome.CONSISTENT and ids <= set(f.ids) for f in findings)


def test_says_nothing_against_what_is_consistent(findings: list[Finding]) -> None:
    sound = {f"S3-0{number}" for number in range(3, 9)} | {
        f"I{number}-{kind}" for number in range(12, 25) for kind in ("projects", "amount", "rate")
    }
    against = [f for f in findings if f.outcome is not Outcome.CONSISTENT and sound & set(f.about)]
    assert [f for f in against if f.rule != "unchecked"] == []


def test_speaks_of_every_published_figure_in_both_languages(pack: Pack, findings: list[Finding]) -> None:
    assert {row.id for row in pack.published} == {name for f in findings for name in f.about}
    assert all(f.message.zh and f.message.en for f in findings)


SWAPPED, TEN = Cause.SWAPPED_DIGITS, Cause.POWER_OF_TEN
SLIPS: list[tuple[dict[str, str], dict[str, str], Cause | None]] = [
    ({"S3-03": "276"}, {"I12-projects": "276"}, SWAPPED),
    ({"S3-04": "12.36"}, {"I12-projects-growth": "12.36"}, SWAPPED),
    ({}, {"I17-projects": "241"}, SWAPPED),
    ({"S3-05": "24.0572"}, {"I12-amount": "24.0572"}, TEN),
    ({}, {"I17-amount": "2079.14"}, TEN),
    ({"S3-07": "520"}, {"I13-projects": "520"}, TEN),
    ({}, {"I20-projects": "169"}, SWAPPED),
    ({"S3-08": "31.04"}, {"I13-projects-growth": "31.04"}, SWAPPED),
    ({}, {"I24-projects": "313"}, None),
    ({"S1-01": "22.4"}, {"Z35": "22400"}, TEN),
]
CASES = [
    (values, cause)
    for claim, series, cause in SLIPS
    for values in (claim, series, claim | series)
    if values and (claim or values is series)
]


@pytest.mark.parametrize(("values", "cause"), CASES, ids=str)
def test_finds_a_slip_of_the_pen(
    pack: Pack, findings: list[Finding], judge: Judge, change: Change, wrong: Wrong, values: dict, cause: Cause | None
) -> None:
    before = wrong(findings)
    after = judge(change(pack.published, values))
    new = [f for f in after if wrong([f]) - before and set(values) & set(f.ids)]
    assert new, "the slip was not found"
    assert all(any(name in f.ids for f in new) for name in values)
    if cause:
        assert any(f.cause is cause for f in new), [f.message.en for f in new]


def test_rules_know_no_claim_by_name_and_no_number_of_the_city(pack: Pack) -> None:
    folder = Path(__file__).parents[3] / "src" / "nanfeng" / "figures" / "reconcile"
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.py")))
    telling = {
        str(row.value) for row in pack.published if row.value is not None and len(row.value.as_tuple().digits) > 3
    }
    words = set(re.findall(r"[\w.-]+", code))
    assert not words & {row.id for row in pack.published}
    assert not words & telling
    assert not [place.name.en for place in pack.places.values() if place.name.en in code or place.name.zh in code]
