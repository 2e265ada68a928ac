"""The dashboard: numbers with their basis, charts with tables beside them, and what is under embargo."""

import pytest
from tests.web.published import HIDDEN, NANHAI, OUTPUT

from nanfeng.kinds.role import Role

pytestmark = pytest.mark.django_db


def test_the_public_reads_levels_growth_with_its_basis_and_every_park(client, published):
    page = client.get("/figures/").content.decode()
    assert "同比（可比口径）" in page
    assert "南海园" in page
    assert "1—2月" in page
    assert f"/figures/figure/{OUTPUT}" in page
    assert published.release.pk[:12] in page
    assert "合成演示数据" in page


def test_what_is_suppressed_says_so_and_shows_no_number(client, published):
    page = client.get(f"/figures/?place={HIDDEN.place}").content.decode()
    assert "不予公布" in page
    assert str(HIDDEN) not in page


def test_an_officer_of_a_park_begins_with_his_park(client, sign_in, published):
    page = sign_in(client, Role.PARK_OFFICER).get("/figures/")
    assert page.context["place"] == NANHAI


def test_only_those_inside_see_a_release_before_its_day_and_are_told_so(client, sign_in, embargoed):
    address = f"/figures/?release={embargoed.release.pk}"
    assert client.get(address).status_code == 404
    assert sign_in(client, Role.PARK_OFFICER).get(address).status_code == 404
    page = sign_in(client, Role.STATISTICIAN).get(address).content.decode()
    assert "保密期" in page


@pytest.mark.parametrize("address", ["?place=nowhere", "?indicator=none", "?release=0"])
def test_what_is_not_there_is_not_found(client, published, address):
    assert client.get(f"/figures/{address}").status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_is_shown(client, published, django_assert_max_num_queries):
    client.get("/figures/")
    with django_assert_max_num_queries(6):
        client.get("/figures/")
