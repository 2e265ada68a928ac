"""The pages of figures and plans in a real browser: accessible, in both languages, on a phone and on a desktop."""

import pytest
from playwright.sync_api import expect
from tests.web.conftest import SCREENS
from tests.web.looking import hindrances
from tests.web.published import OUTPUT, file_returns, publish
from tests.web.zone import ENTERPRISES, settle

from nanfeng.kinds.role import Role

pytestmark = pytest.mark.slow

PATHS = (
    "/figures/",
    f"/figures/figure/{OUTPUT}",
    f"/figures/trace/{OUTPUT}",
    "/figures/table/",
    "/figures/warnings/",
    "/plans/",
    "/plans/action_plan_2023/",
    "/plans/action_plan_2023/targets/output_2026/",
    "/plans/leaders/",
)


@pytest.fixture
def filled(transactional_db) -> None:
    """A zone with a release."""
    settle(ENTERPRISES)
    file_returns()
    publish()


@pytest.mark.parametrize(("locale", "width"), SCREENS)
def test_pages_are_accessible_fit_and_draw(filled, page_as, width, locale):
    page = page_as(Role.STATISTICIAN, locale=locale, width=width)
    for path in PATHS:
        assert page.goto(path).status == 200
        assert hindrances(page) == []
    page.goto("/figures/")
    expect(page.locator(".chart svg").first).to_be_visible()


def test_the_table_follows_each_choice_and_its_address_can_be_shared(filled, page_as):
    page = page_as(None)
    page.goto("/figures/table/")
    page.get_by_label("横向列出").select_option("place")
    expect(page.get_by_role("columnheader", name="南海园")).to_be_visible()
    address = page.url
    assert "across=place" in address
    again = page_as(None)
    again.goto(address)
    expect(again.get_by_role("columnheader", name="南海园")).to_be_visible()
    again.locator("td a.figure").first.click()
    expect(again.get_by_role("heading", level=1)).to_contain_text("工业总产值")
