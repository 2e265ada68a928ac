"""What a programme asks for is listed by the stage since which it does."""

from dataclasses import replace
from pathlib import Path

import pytest

from nanfeng.cases.needs import needs
from nanfeng.cases.programme import Programme
from nanfeng.pack.load import read_definition

TRIAL = Path(__file__).parents[1] / "pack" / "programmes" / "hydrogen_forklifts.toml"


@pytest.fixture(scope="module")
def trial() -> Programme:
    return read_definition(TRIAL, Programme)


def test_every_need_stands_at_the_stage_that_asks_for_it(trial):
    found = {stage.id: {(need.kind.en, need.label.en) for need in wanted} for stage, wanted in needs(trial)}
    assert found["applied"] == {("filled in", "Application: Forklifts, Support requested")}
    assert ("document", "Plan for the safe use of hydrogen") in found["approved"]
    assert ("approval", "1 before 'approve'") in found["approved"]
    assert ("eligibility", "all 1 criteria") in found["approved"]
    assert {("takes of a limit", "seats"), ("takes of a limit", "budget")} <= found["approved"]
    assert found["trial"] == {("may be paid", "first instalment")}
    assert ("confirmed", "result of the trial") in found["completed"]


def test_who_sees_to_it_is_named(trial):
    (_, wanted), *_ = needs(trial)
    assert [need.by.en for need in wanted if need.by] == ["enterprise clerk, park officer"]


def test_a_programme_that_asks_at_a_stage_it_has_not_can_be_read_all_the_same(trial):
    papers = (replace(trial.papers[0], since="nowhere"),)
    assert all(need.kind.en != "document" for _, wanted in needs(replace(trial, papers=papers)) for need in wanted)
