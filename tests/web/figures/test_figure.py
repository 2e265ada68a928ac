"""One figure: what stands behind it, who may follow it to its records, and what that leaves in the log."""

import pytest
from tests.web.log import entries, entry
from tests.web.published import HIDDEN, OUTPUT, SHUNDE, file_returns, publish
from tests.web.zone import ENTERPRISES, OWN

from nanfeng.kinds.role import Role

pytestmark = pytest.mark.django_db

PAGE, TRACE = f"/figures/figure/{OUTPUT}", f"/figures/trace/{OUTPUT}"


def test_a_figure_says_what_it_is(client, published):
    page = client.get(PAGE).content.decode()
    assert "2,400.00万元" in page
    for told in ("指标定义", published.vintage, published.release.pk, str(OUTPUT), "发布以来没有修订", "顺德园"):
        assert told in page


def test_english_readers_get_english_numbers(client, published):
    page = client.get(PAGE, headers={"Accept-Language": "en"}).content.decode()
    assert "24.00 million yuan" in page


def test_what_is_suppressed_gives_nothing_away(client, sign_in, published):
    page = client.get(f"/figures/figure/{HIDDEN}").content.decode()
    assert "不予公布" in page
    assert "由什么算出" not in page
    staff = sign_in(client, Role.STATISTICIAN)
    assert "追溯到原始记录" not in staff.get(f"/figures/figure/{HIDDEN}").content.decode()
    assert staff.get(f"/figures/trace/{HIDDEN}").status_code == 404


def test_the_statistician_follows_a_figure_to_every_record_and_the_log_names_whom_he_looked_at(
    client, sign_in, published
):
    page = sign_in(client, Role.STATISTICIAN).get(TRACE)
    assert [row.row.contribution for row in page.context["page"]] == [4_000_000, 8_000_000, 12_000_000]
    looked = entry(action="look")
    assert looked.what == str(OUTPUT)
    assert looked.changes["organisations"] == sorted(one.organisation for one in ENTERPRISES[:3])


def test_the_clerk_finds_her_own_return_in_the_figure_and_nobody_else(client, sign_in, published):
    page = sign_in(client, Role.ENTERPRISE_CLERK).get(TRACE)
    assert [row.row.organisation for row in page.context["page"]] == [OWN.organisation]
    assert page.context["traced"].own == 1
    text = page.content.decode()
    assert "本单位的报送在这个数里" in text
    assert not any(one.name in text or one.organisation.partition(":")[2] in text for one in ENTERPRISES[1:])
    assert not entries(action="look")


def test_an_officer_of_a_park_sees_the_rows_of_his_park_alone(client, sign_in, published):
    zone_wide = sign_in(client, Role.PARK_OFFICER).get(TRACE.replace(OUTPUT.place, "zone"))
    seen = {row.row.organisation for row in zone_wide.context["page"]}
    assert seen == {one.organisation for one in ENTERPRISES[:3]}
    assert zone_wide.context["traced"].hidden == 3
    elsewhere = client.get(TRACE.replace(OUTPUT.place, SHUNDE))
    assert list(elsewhere.context["page"]) == []


@pytest.mark.parametrize("role", [Role.BANK_OFFICER, Role.STATION_STAFF, Role.PLANNER, Role.ADMINISTRATOR])
def test_others_get_counts_and_no_record(client, sign_in, published, role):
    page = sign_in(client, role).get(TRACE)
    assert page.context["traced"].hidden == 3
    assert not page.context["traced"].rows
    assert not any(one.name in page.content.decode() for one in ENTERPRISES)


def test_the_public_does_not_trace(client, published):
    assert client.get(TRACE).status_code == 302
    assert "追溯" not in client.get(PAGE).content.decode()


def test_a_correction_shows_the_new_number_and_keeps_the_old_one_in_its_history(client, published):
    file_returns(1100)
    publish(minute=2)
    page = client.get(PAGE)
    assert "2,640.00万元" in page.content.decode()
    (revised,) = [one for one, _ in page.context["history"]]
    assert (revised.old.value, revised.new.value) == (24_000_000, 26_400_000)
    before = client.get(f"{PAGE}?release={published.release.pk}").content.decode()
    assert "2,400.00万元" in before
    assert "后来已有更新的发布" in before


def test_before_its_day_a_figure_is_for_those_inside(client, sign_in, embargoed):
    address = f"{PAGE}?release={embargoed.release.pk}"
    assert client.get(address).status_code == 404
    assert "保密期" in sign_in(client, Role.APPROVER).get(address).content.decode()


@pytest.mark.parametrize("key", ["nonsense", "industrial_output/2023-13/zone", "industrial_output/2019/zone"])
def test_what_is_no_figure_is_not_found(client, published, key):
    assert client.get(f"/figures/figure/{key}").status_code == 404


def test_the_number_of_queries_is_the_same_for_any_figure(client, published, django_assert_max_num_queries):
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        client.get(PAGE)
