"""Who sees what of an organisation; pages cost the same however much there is."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.log import entries
from tests.web.organisations.conftest import acting_as, code, entered
from tests.web.zone import OWN, SHUNDE, file

from nanfeng.kinds.role import Role
from nanfeng.web.organisations.timeline import timeline


def filed(organisation: str, month: int) -> None:
    file(
        "monthly_return",
        [
            {
                "organisation": organisation,
                "period": f"2024-01..2024-{month:02}",
                "output": f"{month * 1000 + 177}",
                "revenue": f"{month * 1100 + 77}",
            }
        ],
    )


@pytest.fixture
def as_(client: Client, sign_in):
    return lambda role: sign_in(Client(), role)


@pytest.mark.parametrize("role", list(Role))
def test_what_each_role_sees_of_an_enterprise(zone, as_, role):
    filed(OWN.organisation, 4)
    other = zone[3]
    filed(other.organisation, 5)
    own_page = as_(role).get(f"/organisations/show/{OWN.organisation}")
    other_page = as_(role).get(f"/organisations/show/{other.organisation}")
    sees_returns = {Role.ENTERPRISE_CLERK, Role.PARK_OFFICER, Role.STATISTICIAN, Role.APPROVER, Role.AUDITOR}
    assert ("monthly_return" in forms(own_page)) == (role in sees_returns)
    if role == Role.ENTERPRISE_CLERK:
        assert other_page.status_code == 404
    else:
        assert other.name in other_page.content.decode()
        zone_wide = sees_returns - {Role.PARK_OFFICER, Role.ENTERPRISE_CLERK}
        assert ("monthly_return" in forms(other_page)) == (role in zone_wide)


def forms(page) -> set[str]:
    return {sheet.form.name for sheet in page.context["sheets"]}


@pytest.mark.parametrize("role", [Role.BANK_OFFICER, Role.SERVICE_ORGANISATION, Role.EXPERT])
def test_those_outside_see_the_directory_alone(zone, as_, role):
    page = as_(role).get(f"/organisations/show/{OWN.organisation}")
    assert OWN.name in page.content.decode()
    assert "虚构路1号" not in page.content.decode()
    assert page.context["sheets"] == [] == page.context["events"]


def test_a_look_at_one_enterprise_is_in_the_log(zone, as_):
    as_(Role.STATISTICIAN).get(f"/organisations/show/{OWN.organisation}")
    as_(Role.ENTERPRISE_CLERK).get("/organisations/own/")
    looks = entries(action="look", organisation=OWN.organisation)
    assert [one.role for one in looks] == ["statistician"]


def test_the_timeline_goes_back_without_gap_or_repetition(zone):
    for month in range(2, 12):
        filed(OWN.organisation, month)
    with acting_as(Role.AUDITOR):
        whole = [one.place for one in timeline(OWN.organisation, size=500).happened]
        pieces, before = [], ""
        while True:
            stretch = timeline(OWN.organisation, before, size=3)
            pieces += [one.place for one in stretch.happened]
            before = stretch.before
            if not before:
                break
    assert len(whole) > 10
    assert pieces == whole == sorted(set(whole), reverse=True)


def test_a_cursor_that_is_none_is_not_found(zone, as_):
    clerk = as_(Role.ENTERPRISE_CLERK)
    assert clerk.get("/organisations/own/").status_code == 200
    for cursor in ("x", "2024-01-01|0|1", "2024-01-01T00:00:00+00:00|x|1"):
        assert clerk.get(f"/organisations/own/?after={cursor}").status_code == 404


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_pages_cost_the_same_however_much_there_is(zone, as_):
    client = as_(Role.STATISTICIAN)
    urls = ["/organisations/", "/organisations/?q=试岭", "/organisations/duplicates/", "/organisations/merges/"]
    urls.append(f"/organisations/show/{OWN.organisation}")
    filed(OWN.organisation, 2)
    few = [queries(client, url) for url in urls]
    rows = [{"organisation": code(n), "name": f"试岭{n}号有限公司", "kind": "enterprise"} for n in range(200)]
    file("enterprise", [row | {"established": "2018-03-04"} for row in rows])
    for month in range(3, 12):
        filed(OWN.organisation, month)
    assert [queries(client, url) for url in urls] == few


def test_the_finder_tells_public_facts_to_everybody_signed_in(zone, as_):
    answer = json.loads(as_(Role.ENTERPRISE_CLERK).get("/organisations/find/?q=试岭第4").content)
    assert set(answer["organisations"][0]) == {"identifier", "name", "name_en", "kind", "park"}
    page = as_(Role.EXPERT).get("/organisations/find/?q=试岭第4", headers={"HX-Request": "true"}).content.decode()
    assert "试岭第4制造有限公司" in page
    assert "<html" not in page


def test_the_finder_is_not_for_reading_the_whole_register(zone, as_):
    client = as_(Role.EXPERT)
    codes = [client.get("/organisations/find/?q=试岭").status_code for _ in range(61)]
    assert (codes[0], codes[-1]) == (200, 429)


def test_the_claim_page_looks_an_organisation_up(zone, as_):
    page = as_(Role.EXPERT).get("/people/claims/new/?name=云谷&organisation=X").content.decode()
    assert "hx-get" in page
    assert 'value="云谷"' in page


def test_the_public_sees_nothing(zone, client):
    assert client.get(f"/organisations/show/{OWN.organisation}").status_code == 302
    assert client.get("/organisations/find/?q=试岭").status_code == 302


def test_an_officer_sees_other_parks_in_the_directory(as_):
    who = entered(5, "岭外有限公司", SHUNDE)
    page = as_(Role.PARK_OFFICER).get(f"/organisations/show/{who}")
    assert not page.context["may_write"]
