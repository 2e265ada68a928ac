"""For those who work with figures: enterprises that fall, and two releases side by side."""

import pytest
from tests.web.log import entry
from tests.web.published import file_returns
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.role import Role

pytestmark = pytest.mark.django_db

FALLING = "/figures/warnings/?warning=output"


@pytest.fixture
def fallen(db, published) -> None:
    """Every enterprise files two thirds of what it had a year ago."""
    file_returns(600)


def test_the_statistician_sees_whoever_falls_with_how_much_and_since_when(client, sign_in, fallen):
    page = sign_in(client, Role.STATISTICIAN).get(FALLING)
    lines = {one.falling.organisation: one for one in page.context["page"]}
    assert set(lines) == {one.organisation for one in ENTERPRISES}
    own = lines[OWN.organisation].falling
    assert (own.value, own.year_ago, own.months) == (2_400_000, 3_600_000, 3)
    text = page.content.decode()
    assert "-33.33%" in text
    assert f"/organisations/show/{OWN.organisation}" in text


def test_an_officer_sees_his_park_alone_and_the_log_names_whom_he_looked_at(client, sign_in, fallen):
    page = sign_in(client, Role.PARK_OFFICER).get(FALLING)
    assert {one.falling.organisation for one in page.context["page"]} == {one.organisation for one in ENTERPRISES[:3]}
    looked = entry(action="look", noun="warning")
    assert len(looked.changes["organisations"]) == 3


def test_those_who_see_all_do_not_share_their_list_with_those_who_do_not(client, sign_in, fallen):
    sign_in(client, Role.STATISTICIAN).get(FALLING)
    page = sign_in(client, Role.PARK_OFFICER).get(FALLING)
    assert len(page.context["page"]) == 3


@pytest.mark.parametrize("role", [Role.ENTERPRISE_CLERK, Role.STATION_STAFF, Role.PLANNER, Role.ADMINISTRATOR])
def test_others_see_no_such_list(client, sign_in, fallen, role):
    assert sign_in(client, role).get(FALLING).status_code == 403


def test_where_nobody_falls_the_page_says_so(client, sign_in, published):
    statistician = sign_in(client, Role.STATISTICIAN)
    assert "没有符合条件的企业" in statistician.get(FALLING).content.decode()
    assert statistician.get("/figures/warnings/?warning=none").status_code == 404
    assert statistician.get(f"{FALLING}&period=2019").status_code == 404


def test_two_releases_show_what_moved_and_why(client, sign_in, published, embargoed):
    address = f"/figures/compare/?first={published.release.pk}&second={embargoed.release.pk}"
    page = sign_in(client, Role.APPROVER).get(address)
    moved = {str(one.key): (one.old.value, one.new.value) for one in page.context["found"].moved}
    assert moved["industrial_output/2023-01..2023-04/park_nanhai"] == (24_000_000, 26_400_000)
    assert "有记录被更正" in page.content.decode()


def test_only_those_inside_compare_and_only_what_there_is(client, sign_in, embargoed):
    assert sign_in(client, Role.PARK_OFFICER).get("/figures/compare/").status_code == 403
    inside = sign_in(client, Role.STATISTICIAN)
    assert inside.get("/figures/compare/").status_code == 200
    assert inside.get(f"/figures/compare/?first=x&second={embargoed.release.pk}").status_code == 404


def test_a_list_asks_the_database_as_often_for_many_as_for_one(client, sign_in, fallen, django_assert_max_num_queries):
    statistician = sign_in(client, Role.STATISTICIAN)
    statistician.get(FALLING)
    with django_assert_max_num_queries(30):
        statistician.get(FALLING)
