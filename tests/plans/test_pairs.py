from decimal import Decimal

import pytest

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.plans.pairs import PairKind, check_pairs
from nanfeng.plans.plan import Target, TargetKind


def target(name: str, comparator: str, value: str, period: str, growth: Basis | None = None) -> Target:
    return Target(
        id=name,
        statement=Text("目标", "target"),
        kind=TargetKind.NUMBER,
        source="s",
        indicator="output",
        place="city",
        comparator=Comparator(comparator),
        value=Decimal(value),
        unit=Unit.PERCENT if growth else Unit.TRILLION_YUAN,
        growth=growth,
        period=Period.parse(period),
    )


THREE = target("three", "exceed", "3", "2026")
FOUR = target("four", "reach", "4", "2030")


def test_two_levels_imply_a_nominal_growth() -> None:
    (finding,) = check_pairs([FOUR, THREE])
    assert (finding.kind, finding.first, finding.second) == (PairKind.IMPLIED_GROWTH, "three", "four")
    assert finding.growth == pytest.approx(7.457, abs=5e-4)
    assert "7.457%" in finding.says.en
    assert "nominal" in finding.says.en


def test_a_level_is_never_chained_with_real_growth() -> None:
    (finding,) = check_pairs([FOUR, target("rate", "reach", "5", "2027..2030", Basis.REAL)])
    assert finding.kind is PairKind.NOT_CHAINED
    assert finding.growth is None


def test_a_level_and_an_average_growth_imply_the_base() -> None:
    robots = target("robots", "exceed", "0.12", "2020")
    (finding,) = check_pairs([robots, target("rate", "exceed", "15", "2018..2020", Basis.UNSTATED)])
    assert finding.kind is PairKind.IMPLIED_BASE
    assert finding.base is not None
    assert float(finding.base) == pytest.approx(0.12 / 1.15**3)


def test_targets_that_no_number_satisfies_contradict_one_another() -> None:
    (finding,) = check_pairs([THREE, target("cap", "at_most", "2.9", "2026")])
    assert finding.kind is PairKind.CONTRADICTION


def test_a_later_target_that_asks_for_less_falls_back() -> None:
    (finding,) = check_pairs([THREE, target("less", "reach", "2.5", "2030")])
    assert finding.kind is PairKind.FALLS_BACK


def test_targets_of_different_places_are_not_compared() -> None:
    elsewhere = Target(**{**FOUR.__dict__, "place": "zone"})
    assert check_pairs([THREE, elsewhere]) == ()
