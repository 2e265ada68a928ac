"""What the half-year report says of projects, services and certificates comes of cases, to which each record leads."""

import json
from collections import Counter

import pytest

from nanfeng.cli.vintages import newest_vintage
from nanfeng.figures.trace import trace
from nanfeng.kinds.figure import FigureKey
from nanfeng.ledger.read import open_reader

OF_CASES = {
    "tutoring_visits/2023-H1/zone": (793, "tutoring_visit"),
    "companies_served/2023-01..2023-05/zone": (3712, "service_issue"),
    "signed_projects/2023-H1/440600": (267, "investment"),
    "major_projects/2023-H1/440600": (52, "investment"),
}
"""Figures whose records are named by the case that they came of."""

BY_ORGANISATION = {
    "service_providers/2023-H1/zone": (78, "service_provider", "admitted"),
    "service_professionals/2023-H1/zone": (112, "service_provider", "admitted"),
}
"""Figures whose records are those of organisations that a case has brought to a stage."""

STANDING = "SELECT programme, stage, state, due < now() - %s * interval '1 day' FROM programmes_case"
LATER = "SELECT count(*) FROM records_record WHERE entered > now() - %s * interval '1 day'"
ACCOUNTS = """
    SELECT post.role, count(one.id) FROM people_post post JOIN people_user account ON account.id = post.user_id
    LEFT JOIN programmes_case one ON one.owner = account.email
        OR (post.organisation <> '' AND (one.organisation = post.organisation OR post.organisation = ANY(one.parties)))
    GROUP BY post.role
"""


@pytest.fixture(scope="module")
def days_ago(home):
    return json.loads((home / "demonstration.json").read_text("utf-8"))["days_ago"]


@pytest.fixture(scope="module")
def standing(database, days_ago):
    return database.execute(STANDING, [days_ago]).fetchall()


def test_whatever_the_hour_nothing_was_entered_later_than_now(database, days_ago):
    assert database.execute(LATER, [days_ago]).fetchone()[0] == 0


@pytest.fixture(scope="module")
def rows_behind(home, pack):
    reader = open_reader(home, newest_vintage(home).id)
    return lambda key: [row for row in trace(FigureKey.parse(key), pack.definitions, reader).rows() if row.contribution]


@pytest.mark.parametrize("key", OF_CASES)
def test_a_figure_leads_to_its_records_and_each_to_its_case(database, rows_behind, key):
    number, programme = OF_CASES[key]
    named = {row.record for row in rows_behind(key)}
    cases = database.execute(
        "SELECT count(*) FROM programmes_case WHERE programme = %s AND number = ANY(%s)", [programme, list(named)]
    )
    assert (len(named), cases.fetchone()[0]) == (number, number)


@pytest.mark.parametrize("key", BY_ORGANISATION)
def test_a_figure_counts_what_cases_have_brought_to_a_stage(database, rows_behind, key):
    number, programme, stage = BY_ORGANISATION[key]
    rows = rows_behind(key)
    reached = "SELECT DISTINCT organisation FROM programmes_case WHERE programme = %s AND stage = %s"
    there = {organisation for (organisation,) in database.execute(reached, [programme, stage])}
    assert len(rows) == number
    assert {row.organisation for row in rows} <= there


def test_certificates_come_of_applications(database, figures):
    of_cases = (
        "SELECT count(*) FROM programmes_case WHERE programme = 'high_tech' AND stage IN ('certified', 'expired')"
    )
    certificates = "SELECT count(*) FROM records_record WHERE form = 'certificate' AND current"
    assert database.execute(of_cases).fetchone() == database.execute(certificates).fetchone() == (3290,)


def test_stations_conferences_and_liaison_offices_have_cases_of_their_own(database):
    said = "SELECT DISTINCT content->>%s FROM records_record WHERE form = %s AND current AND content->>%s IS NOT NULL"
    stations = {one for (one,) in database.execute(said, ["station", "case_service_issue", "station"])}
    offices = {one for (one,) in database.execute(said, ["liaison_office", "case_investment", "liaison_office"])}
    conferences = {one for (one,) in database.execute(said, ["conference", "case_investment", "conference"])}
    assert (len(stations), offices, conferences) == (9, {"LL-01"}, {"TJ2023-02"})


def test_a_service_month_is_under_way_with_its_questionnaires(database):
    month = database.execute("SELECT id, stage FROM programmes_case WHERE programme = 'service_month'").fetchall()
    assert [stage for _, stage in month] == ["under_way"]
    answered = "SELECT count(*) FROM programmes_link WHERE form = 'service_questionnaire' AND case_id = %s"
    assert database.execute(answered, [month[0][0]]).fetchone()[0] == 160


def test_some_cases_stand_in_each_stage_some_late_and_some_paused(standing, pack):
    stages = {(programme, stage) for programme, stage, _, _ in standing}
    for name in ("investment", "high_tech", "tutoring_visit", "service_issue", "service_provider", "visit_round"):
        assert {(name, stage.id) for stage in pack.programmes[name].stages} <= stages
    assert Counter(state for _, _, state, _ in standing).keys() == {"active", "paused", "withdrawn", "lost"}
    assert {name for name, _, _, late in standing if late} >= {"investment", "high_tech", "service_issue"}


def test_the_people_of_the_demonstration_have_cases(database):
    held = dict(database.execute(ACCOUNTS).fetchall())
    staff = {"investment_officer", "park_officer", "station_staff", "planner"}
    outside = {"enterprise_clerk", "service_organisation", "bank_officer", "guarantor", "research_institution"}
    assert {role for role, number in held.items() if number} >= staff | outside


def test_what_cases_write_says_that_it_is_synthetic(database):
    real = "SELECT count(*) FROM records_record WHERE NOT synthetic"
    assert database.execute(real).fetchone()[0] == 0
