"""What the demonstration zone's records come to: the numbers that were published for 2023."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

PRINTED = {
    "industrial_output/2023-01..2023-04/zone": ("202427", 6),
    "industrial_output/2023-01..2023-04/zone/growth:comparable": ("0.24", 0),
    "exports/2023-01..2023-04/zone/growth:comparable": ("3.32", 0),
    "revenue/2023-01..2023-04/zone/growth:comparable": ("0.32", 0),
    "signed_projects/2023-H1/440600": ("267", 0),
    "signed_projects/2023-H1/440600/growth:nominal": ("21.36", 0),
    "signed_investment/2023-H1/440600": ("240.572", 9),
    "signed_investment/2023-H1/440600/growth:nominal": ("25.48", 0),
    "major_projects/2023-H1/440600": ("52", 0),
    "major_projects/2023-H1/440600/growth:nominal": ("13.04", 0),
    "tutoring_visits/2023-H1/zone": ("793", 0),
    "service_stations/2023-H1/zone": ("9", 0),
    "service_providers/2023-H1/zone": ("78", 0),
    "points_loan_companies/2023-H1/zone": ("17", 0),
    "secured_loan_amount/2023-H1/zone": ("175", 6),
    "bank_credit_companies/2023-H1/zone": ("283", 0),
    "bank_credit_amount/2023-H1/zone": ("4.7708", 9),
    "points_listed/2023-H1/zone": ("100", 0),
    "lab_members/2023-H1/zone": ("80", 0),
    "lab_turnover/2023-H1/zone/growth:comparable": ("12.6", 0),
    "exhibitors/2023-02/zone": ("72", 0),
    "intended_orders/2023-02/zone/growth:nominal": ("5.1", 0),
    "talent_teams/2020-07..2023-06/zone": ("74", 0),
}
AT_LEAST = {
    "companies_served/2023-01..2023-05/zone": 3701,
    "service_professionals/2023-H1/zone": 101,
    "points_loan_amount/2023-H1/zone": 790_000_001,
    "talents_introduced/2020-07..2023-06/zone": 221,
    "technology_needs/2023-H1/zone": 51,
}


@pytest.mark.parametrize("key", PRINTED)
def test_a_figure_to_its_last_printed_digit(figures, key):
    printed, power = PRINTED[key]
    last_digit = Decimal(1).scaleb(Decimal(printed).as_tuple().exponent)
    assert abs(Decimal(figures[key]["value"]).scaleb(-power) - Decimal(printed)) <= last_digit / 2


@pytest.mark.parametrize("key", AT_LEAST)
def test_what_was_published_as_more_than(figures, key):
    assert Decimal(figures[key]["value"]) >= AT_LEAST[key]


def test_what_was_published_as_nearly_and_about(figures):
    assert Decimal("256.5e6") <= Decimal(figures["talent_support/2020-07..2023-06/zone"]["value"]) < Decimal("270e6")
    assert Decimal("760e6") <= Decimal(figures["intended_orders/2023-02/zone"]["value"]) <= Decimal("840e6")


def test_of_all_published_numbers_only_the_credit_of_47_billion_disagrees(nanfeng, home, pack):
    done = nanfeng("--home", home, "reconcile", "--json")
    found = [finding for finding in json.loads(done.stdout) if finding["rule"] == "against_computed"]
    wrong = {row for finding in found if finding["outcome"] == "inconsistent" for row in finding["about"]}
    assert wrong == {row.id for row in pack.published if row.value == Decimal("47.708")}
    agreed = {row for finding in found if finding["outcome"] == "consistent" for row in finding["about"]}
    breakdown = [
        row for row in pack.published if row.source == "p06" and row.indicator and str(row.period) == "2023-H1"
    ]
    assert len(breakdown) > 20
    assert {row.id for row in breakdown} <= agreed


def test_every_claim_is_told_with_what_is_known_of_it(nanfeng, home, pack):
    done = nanfeng("--home", home, "reconcile", "--json")
    told = {row for finding in json.loads(done.stdout) for row in finding["about"]}
    claims = [row for row in pack.published if row.id.startswith("S")]
    assert len(claims) >= 79
    assert {row.id for row in claims} <= told
    page = (home / "report" / "index.en.html").read_text("utf-8")
    assert all(f">{row.id}<" in page for row in claims if row.kind != "mention")


def test_replay_gives_every_digit_and_verify_finds_nothing(nanfeng, home):
    for command in ("verify", "replay"):
        done = nanfeng("--home", home, command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_everything_synthetic_says_so(home, figures):
    assert all("synthetic" in figure["flags"] for figure in figures.values() if Decimal(figure.get("value", "0")))
    for page in [*(home / "report").glob("index*.html"), *list((home / "report" / "figures").glob("*.zh.html"))[:20]]:
        assert "合成演示数据" in page.read_text("utf-8") or "ynthetic" in page.read_text("utf-8")


def test_every_sheet_says_that_it_is_synthetic(home):
    manifest = json.loads((home / "made" / "manifest.json").read_text("utf-8"))
    assert all(file["synthetic"] for file in manifest["files"])
    assert {Path(file["file"]).suffix for file in manifest["files"]} <= {".xlsx", ".xls", ".csv"}


def test_the_problem_of_windows_leaves_single_claims_as_good_as_they_are(home):
    page = (home / "report" / "index.en.html").read_text("utf-8")
    visits = page[page.index(">S4-07<") : page.index(">S4-08<")]
    assert "five parks" in visits
    assert "Inconsistent" not in visits
    credit = page[page.index(">S4-25<") : page.index(">S4-26<")]
    assert "Inconsistent" in credit
