import csv
from collections import defaultdict
from pathlib import Path

import pytest

from nanfeng.plans.course import Aim, Judgement, Point
from nanfeng.plans.statcan import Label, indicator_label, judge

GOLDEN = Path(__file__).parents[3] / "shared" / "golden" / "target_progress"


def rows(name: str) -> list[dict[str, str]]:
    if not GOLDEN.exists():
        pytest.skip("the published results are not here (../shared/golden/target_progress)")
    with (GOLDEN / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def number(text: str) -> float | None:
    return float(text) if text else None


def same(score: float | None, expected: str) -> bool:
    return score is None if not expected else score == pytest.approx(float(expected), abs=1e-9)


def judged() -> dict[str, Judgement]:
    points = defaultdict(list)
    for row in rows("observations.csv"):
        points[row["series_id"]].append(Point(float(row["year"]), float(row["value"])))
    return {row["series_id"]: judge(tuple(points[row["series_id"]]), aim_of(row)) for row in settings()}


def settings() -> list[dict[str, str]]:
    return rows("series_expected.csv")


def aim_of(row: dict[str, str]) -> Aim:
    return Aim(
        at=number(row["cfg_target_year"]) or 0.0,
        value=number(row["cfg_target"]),
        direction=1 if row["cfg_direction"] == "positive" else -1,
        base=number(row["cfg_base_year"]),
        limit=number(row["cfg_limit"]),
    )


def test_every_series_has_the_published_status_and_score() -> None:
    results = judged()
    for row in settings():
        result = results[row["series_id"]]
        assert result.label == row["expected_status"], row["series_id"]
        assert same(result.score, row["expected_score"]), row["series_id"]


def test_every_indicator_has_the_published_status_and_score() -> None:
    results, series = judged(), defaultdict(list)
    for row in settings():
        series[row["indicator"]].append(results[row["series_id"]])
    for row in rows("indicators_expected.csv"):
        label, score = indicator_label(tuple(series[row["indicator"]]))
        assert label == row["expected_status"], row["indicator"]
        assert same(score, row["expected_score"]), row["indicator"]


def test_the_known_weakness_label_and_score_disagree_just_below_0_95() -> None:
    needed = (200 / 100) ** (1 / 10) - 1
    current = 100 * (1 + 0.949999 * needed) ** 5
    result = judge((Point(2020, 100), Point(2025, current)), Aim(2030, 200))
    assert result.label == Label.MODERATE
    assert result.score is not None
    assert indicator_label((result,))[0] == Label.SUBSTANTIAL


def test_a_change_of_sign_is_not_assessable() -> None:
    assert judge((Point(2020, -1), Point(2025, 1)), Aim(2030, 2)).label == Label.NOT_ASSESSABLE
    assert judge((Point(2020, 0), Point(2025, -1)), Aim(2030, 2)).label == Label.NOT_ASSESSABLE
    assert judge((Point(2020, 1), Point(2025, 2)), Aim(2030, -2)).label == Label.NOT_ASSESSABLE


def test_a_series_at_its_natural_limit_needs_no_growth() -> None:
    aim = Aim(2030, limit=100)
    assert judge((Point(2020, 100), Point(2025, 100)), aim).label == Label.SUBSTANTIAL
    assert judge((Point(2020, 100), Point(2025, 90)), aim).label == Label.DETERIORATION


def test_leaving_a_target_that_was_held_is_a_deterioration() -> None:
    assert judge((Point(2020, 90), Point(2025, 80)), Aim(2030, 90)).label == Label.DETERIORATION
