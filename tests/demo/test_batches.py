"""The real city's calibration: what the rows come to, before any of them is spoiled."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from nanfeng.demo.batches import all_batches, source_of
from nanfeng.demo.cases import all_cases, linked_batches
from nanfeng.kinds.identifier import credit_code_fault

SPRING = date(2023, 5, 31)


@pytest.fixture(scope="module")
def rows(city):
    """By form the rows of files, and by programme those of cases."""
    source = source_of(city, 2023)
    found = {}
    for batch in (*all_batches(source), *linked_batches(source)):
        found.setdefault(batch.form, []).extend(batch.rows)
    return found | {told.programme: told.rows for told in all_cases(source)}


@pytest.fixture(scope="module")
def signed(rows):
    return [row for row in rows["investment"] if row.get("_came_signed")]


@pytest.fixture(scope="module")
def projects(signed):
    return [row for row in signed if row["_came_signed"] >= date(2023, 1, 1)]


def _growth(rows, period, measure):
    chosen = [row for row in rows["monthly_return"] if row["period"] == period]
    level = sum(row[measure] for row in chosen)
    base = sum(row[f"{measure}_year_ago"] for row in chosen)
    return level, round((Decimal(level) / base - 1) * 100, 2)


def test_four_months_come_to_what_was_published(rows):
    assert _growth(rows, "2023年1-4月", "output") == (202_427_000_000, Decimal("0.24"))
    assert _growth(rows, "2023年1-4月", "exports")[1] == Decimal("3.32")
    assert _growth(rows, "2023年1-4月", "revenue")[1] == Decimal("0.32")


def test_the_half_year_comes_to_what_was_published(rows):
    assert _growth(rows, "2023年1-6月", "output") == (296_020_000_000, Decimal("0.60"))
    assert _growth(rows, "2023年1-6月", "revenue") == (311_625_000_000, Decimal("0.70"))
    assert _growth(rows, "2023年1-6月", "exports") == (55_532_000_000, Decimal("3.50"))


def test_what_was_filed_a_year_ago_is_another_population(rows):
    filed = sum(row["output"] for row in rows["monthly_return"] if row["period"] == "2022年1-6月")
    stated = sum(row["output_year_ago"] for row in rows["monthly_return"] if row["period"] == "2023年1-6月")
    assert filed != stated


def test_one_return_a_company_and_period(rows):
    keys = Counter((row["organisation"], row["period"]) for row in rows["monthly_return"])
    assert set(keys.values()) == {1}
    assert len({row["period"] for row in rows["monthly_return"]}) == 28
    assert "2023年1-1月" not in {row["period"] for row in rows["monthly_return"]}


def test_a_company_taken_over_files_no_more_and_its_base_goes_along(rows):
    merger = next(row for row in rows["succession"] if row["on"] == date(2023, 5, 1))
    by_key = {(row["organisation"], row["period"]): row for row in rows["monthly_return"]}
    gone, kept = merger["predecessor"], merger["successor"]
    assert (gone, "2023年1-4月") in by_key
    assert (gone, "2023年1-5月") not in by_key
    before = by_key[gone, "2023年1-4月"]["output_year_ago"] + by_key[kept, "2023年1-4月"]["output_year_ago"]
    assert by_key[kept, "2023年1-5月"]["output_year_ago"] > before
    assert by_key[gone, "2023年1-4月"]["output"] < 1.5 * by_key[kept, "2023年1-4月"]["output"]


def test_some_make_losses_and_some_do_not_say_what_they_spend_on_research(rows):
    assert any(row["profit"] < 0 for row in rows["monthly_return"])
    assert any(row["research"] is None for row in rows["monthly_return"])


@pytest.mark.parametrize(
    ("where", "number", "amount"),
    [
        ({}, 267, 240_572),
        ({"funding": "domestic"}, 255, 223_860),
        ({"funding": "foreign"}, 12, 16_712),
        ({"sector": "primary"}, 6, 1_310),
        ({"sector": "secondary"}, 214, 207_914),
        ({"sector": "tertiary"}, 47, 31_348),
        ({"origin": "outside"}, 71, 175_017),
        ({"origin": "local"}, 196, 65_555),
    ],
)
def test_projects_reproduce_each_breakdown(projects, where, number, amount):
    chosen = [row for row in projects if all(row[name] == value for name, value in where.items())]
    assert len(chosen) == number
    assert sum(row["amount"] for row in chosen) == amount * 1_000_000


def test_major_projects_and_the_key_parks(projects):
    major = [row for row in projects if row["amount"] >= 10**9 or (row["amount_usd"] or 0) >= 10**8]
    ten = [row for row in major if row["in_ten_parks"]]
    northern = [row for row in major if row["in_northern_park"]]
    either = [row for row in major if row["in_ten_parks"] or row["in_northern_park"]]
    found = [(len(part), sum(row["amount"] for row in part) // 10**6) for part in (major, ten, northern, either)]
    assert found == [(52, 179_108), (25, 72_279), (14, 66_200), (31, 98_279)]


def test_projects_pass_the_threshold_and_some_have_started(projects):
    assert min(row["amount"] for row in projects) >= 10**8
    assert sum(row["amount_usd"] or 0 for row in projects) == 2_426_000_000
    started = [row for row in projects if row["_came_started"]]
    assert len(started) == 131
    assert all(row["_came_signed"] <= row["_came_started"] <= date(2023, 6, 30) for row in started)


def test_what_was_signed_came_from_a_lead_through_negotiation(signed, rows):
    for row in signed:
        days = [row[f"_came_{stage}"] for stage in ("lead", "negotiating", "signed")]
        assert days == sorted(days)
    others = Counter(row.get("state", "active") for row in rows["investment"] if not row.get("_came_signed"))
    assert others == {"active": 53, "paused": 3, "lost": 11, "withdrawn": 3}


def test_the_half_year_before_gives_the_published_growth(signed):
    before = [row for row in signed if row["_came_signed"] < date(2023, 1, 1)]
    major = [row for row in before if row["amount"] >= 10**9 or (row["amount_usd"] or 0) >= 10**8]
    assert (len(before), sum(row["amount"] for row in before)) == (220, 191_720_000_000)
    assert (len(major), sum(row["amount"] for row in major)) == (46, 136_050_000_000)


def test_services_reach_what_was_published(rows):
    early = [row for row in rows["service_issue"] if "handled_on" in row and row["handled_on"] <= SPRING]
    assert len({row["organisation"] for row in early}) == 3712
    assert len(early) > 3712
    made = [row for row in rows["tutoring_visit"] if "visited_on" in row]
    assert len(made) == 793
    assert len({row["park"] for row in made}) == 5
    admitted = [row for row in rows["service_provider"] if row.get("_came_admitted")]
    assert sum(row["_came_left"] is None for row in admitted) == 78
    assert len(rows["service_station"]) == 9


def test_loans_come_to_what_their_records_say(rows):
    products = {"points": [], "secured": [], "bank": []}
    for row in rows["credit"]:
        products[row["product"] if row["product"] in products else "bank"].append(row)
    companies = {name: len({row["organisation"] for row in part}) for name, part in products.items()}
    amounts = {name: sum(row["amount"] for row in part) for name, part in products.items()}
    assert (companies["points"], amounts["points"]) == (17, 791_200_000)
    assert amounts["secured"] == 175_000_000
    assert (companies["bank"], amounts["bank"]) == (283, 4_770_800_000)


def test_certificates_of_one_holder_never_overlap(rows):
    by_holder = {}
    for row in (row for row in rows["high_tech"] if "issued" in row):
        by_holder.setdefault(row["organisation"], []).append((row["issued"], row["expires"]))
    for spans in by_holder.values():
        spans.sort()
        assert all(spans[i][1] < spans[i + 1][0] for i in range(len(spans) - 1))


def test_every_organisation_is_in_the_register_under_a_valid_code(rows):
    known = {row["organisation"] for row in rows["enterprise"]}
    assert all(credit_code_fault(code) is None for code in known)
    named = {row["organisation"] for form in rows for row in rows[form] if "organisation" in row}
    assert named <= known


def test_names_are_unique_and_say_that_they_are_fictitious(rows):
    names = [row["name"] for row in rows["enterprise"]] + [row["name"] for row in rows["alias"]]
    assert len(set(names)) == len(names)
    assert all("（虚构）" in name for name in names)


@pytest.mark.parametrize(("period", "day"), [("2022年1-12月", date(2022, 12, 31)), ("2023年1-6月", date(2023, 6, 30))])
def test_those_who_report_are_those_in_the_statistical_scope(rows, period, day):
    scope = {row["organisation"] for row in rows["statistical_scope"] if row["entered"] <= day <= (row["left"] or day)}
    assert {row["organisation"] for row in rows["monthly_return"] if row["period"] == period} == scope
