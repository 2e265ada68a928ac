"""The plans in the packs: they load into their shape, hang together, and quote their sources to the letter."""

import csv
import tomllib
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from nanfeng.plans.plan import Plan, TargetKind
from nanfeng.plans.split import check_split

ROOT = Path(__file__).parents[2]
PLANS = sorted((ROOT / "packs").glob("*/plans/*.toml"))
SEEDS = ROOT.parent / "shared" / "seeds"


def load(path: Path) -> Plan:
    return TypeAdapter(Plan).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.fixture(params=PLANS, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def plan(request: pytest.FixtureRequest) -> Plan:
    return load(request.param)


def test_ids_are_unique_and_measures_serve_targets_that_exist(plan: Plan) -> None:
    targets = [target.id for target in plan.targets]
    measures = [measure.id for measure in plan.measures]
    assert len(set(targets)) == len(targets)
    assert len(set(measures)) == len(measures)
    assert {served for measure in plan.measures for served in measure.targets} <= set(targets)


def test_numbers_say_what_they_compare_and_promises_carry_no_number(plan: Plan) -> None:
    for target in plan.targets:
        is_number = target.kind is TargetKind.NUMBER
        assert (target.indicator is not None) is is_number, target.id
        assert (target.comparator is not None) is is_number, target.id
        assert (target.granted_by is not None) is (target.kind is TargetKind.STATUS), target.id
        assert check_split(target, plan.id) == (), target.id


def test_quotes_are_word_for_word(plan: Plan) -> None:
    if not SEEDS.exists():
        pytest.skip("the source documents are not here (../shared/seeds)")
    texts = {path.name[2]: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.txt")}
    quoted = [each for each in (*plan.targets, *plan.measures) if each.quote]
    assert [each.id for each in quoted if each.source[0] == "s" and each.quote not in texts[each.source[1]]] == []


def test_targets_and_published_claims_say_the_same() -> None:
    claims_file = ROOT / "packs" / "foshan" / "published" / "claims.csv"
    if not claims_file.exists():
        pytest.skip("the pack's published claims are not here")
    with claims_file.open(encoding="utf-8") as stream:
        claims = {row["id"]: row for row in csv.DictReader(stream)}
    targets = [t for path in PLANS if path.parts[-3] == "foshan" for t in load(path).targets if t.claim]
    assert {target.claim for target in targets} <= set(claims)
    stated = {key for key, row in claims.items() if row["kind"] == "target"}
    assert {target.claim for target in targets if target.kind is TargetKind.NUMBER} >= stated - {"S4-34", "S4-35"}
    for target in targets:
        row = claims[target.claim]
        if target.kind is TargetKind.NUMBER:
            assert (row["indicator"], row["place"], row["comparator"]) == (
                target.indicator,
                target.place,
                target.comparator,
            )
