"""Plans as everybody reads them: targets with comparators, states with reasons."""

import pytest

from nanfeng.kinds.role import Role
from nanfeng.plans.measures import MeasureState
from nanfeng.web import city
from nanfeng.web.planning.queries.judged import basis, measures, observed, targets
from nanfeng.web.planning.queries.overview import Asked, Show, listed, summaries

pytestmark = pytest.mark.django_db

TARGET = "/plans/action_plan_2023/targets/output_2026/"


def test_every_plan_is_listed_with_its_states(client):
    page = client.get("/plans/").content.decode()
    assert all(plan.title.zh in page for plan in city.pack().plans.values())


def test_a_plan_shows_every_target_and_measure(client):
    plan = city.pack().plans["action_plan_2023"]
    page = client.get("/plans/action_plan_2023/").content.decode()
    assert all(target.statement.zh in page for target in plan.targets)
    assert all(measure.statement.zh in page for measure in plan.measures)


def test_a_target_keeps_its_comparator_and_says_why_it_stands_where_it_stands(client):
    page = client.get(TARGET)
    text = page.content.decode()
    assert "超过3万亿元" in text
    assert page.context["line"].progress.reason.zh in text
    assert "more than 3 trillion yuan" in client.get(TARGET, headers={"Accept-Language": "en"}).content.decode()


def test_a_target_is_drawn_where_it_has_a_path(client):
    with_path = [line for line in targets() if line.progress.path and line.target.unit]
    assert with_path
    line = with_path[0]
    page = client.get(f"/plans/{line.plan.id}/targets/{line.target.id}/")
    assert page.context["drawing"]["data"]["values"]


def test_figures_that_a_target_is_held_against_are_of_its_own_indicator_and_place():
    by = basis()
    target = city.pack().plans["action_plan_2023"].targets[0]
    seen = observed(target, by)
    assert seen
    assert {(one.key.indicator, one.key.place) for one in seen} == {(target.indicator, target.place)}
    assert [one.key.period.last for one in seen] == sorted(one.key.period.last for one in seen)


def test_what_is_filtered_is_what_was_asked_for(client):
    found = listed(Asked(Show.SILENT, department="zone_committee"))
    assert found.measures
    assert {line.standing.state for line in found.measures} == {MeasureState.NO_REPORT}
    page = client.get("/plans/?show=silent&department=zone_committee").content.decode()
    assert found.measures[0].measure.statement.zh in page
    assert client.get("/plans/?show=nonsense&department=none").status_code == 200


def test_summaries_count_everything_once():
    counted = sum(count for one in summaries() for _, count in one.targets)
    assert counted == len(targets())
    assert sum(count for one in summaries() for _, count in one.measures) == len(measures())


@pytest.mark.parametrize("address", ["none/", "zone_2023/targets/none/", "zone_2023/measures/none/"])
def test_what_is_not_there_is_not_found(client, address):
    assert client.get(f"/plans/{address}").status_code == 404


def test_the_leaders_page_is_for_those_who_answer(client, sign_in):
    assert client.get("/plans/leaders/").status_code == 302
    assert sign_in(client, Role.ENTERPRISE_CLERK).get("/plans/leaders/").status_code == 403
    assert "由谁负责" in sign_in(client, Role.PLANNER).get("/plans/leaders/").content.decode()


def test_pages_ask_the_database_as_often_for_many_lines_as_for_one(client, django_assert_max_num_queries):
    client.get("/plans/")
    for address in ("/plans/", "/plans/?show=silent", "/plans/action_plan_2023/", TARGET):
        with django_assert_max_num_queries(6):
            client.get(address)
