"""Logging on the way in a real browser: what is refused comes back, and what is left on the device."""

import pytest
from playwright.sync_api import Page, expect
from tests.web.zone import ENTERPRISES

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Doer
from nanfeng.web.people.scope import SYSTEM, acting
from nanfeng.web.programmes.models import Case

STATION = Role.STATION_STAFF
LOG = "/cases/log/tutoring_visit/"
ONE, OTHER = ENTERPRISES[:2]


@pytest.fixture(autouse=True)
def city_with_trial() -> None:
    """The city is Foshan as it is, with all its programmes."""
    assert city.pack().programmes["tutoring_visit"].quick


def visits() -> list[Case]:
    with acting(SYSTEM, Doer("test")):
        return list(Case.objects.filter(programme="tutoring_visit").order_by("serial"))


def kept_for_offline(page: Page) -> None:
    """Wait until the page is on the device."""
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.ready) && !!(await caches.match(location.pathname))"
    )


def test_what_is_refused_comes_back_with_its_errors_and_goes_once_mended(zone, page_as):
    page = page_as(STATION, width=390)
    page.goto(LOG)
    kept_for_offline(page)
    page.context.set_offline(True)
    page.get_by_label("企业（名称或统一社会信用代码）").fill("没有这家")
    page.get_by_label("走访主题").fill("扩产")
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.locator("#waiting")).to_contain_text("等待发送")
    page.context.set_offline(False)
    expect(page.locator("#waiting")).to_contain_text("需要修改")
    page.get_by_role("button", name="修改").click()
    expect(page.locator("[data-wrong]")).to_contain_text("名录中找不到这个单位")
    expect(page.get_by_label("走访主题")).to_have_value("扩产")
    page.get_by_label("企业（名称或统一社会信用代码）").fill(ONE.name)
    page.get_by_role("button", name="记录", exact=True).click()
    expect(page.locator("#said")).to_contain_text("已记录")
    assert [one.name for one in visits()] == [ONE.name]


def test_nothing_is_left_on_the_device_after_signing_out(zone, page_as):
    page = page_as(STATION)
    page.goto(LOG)
    kept_for_offline(page)
    page.evaluate("drafts.keep({client: 'x', account: words.account, at: '', said: [], title: '', wrong: {}})")
    page.reload()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("form[action$='/accounts/logout/']").evaluate("form => form.requestSubmit()")
    page.wait_for_url(lambda address: "/cases/" not in address)
    page.goto("/")
    left = "async () => [(await caches.keys()).length, (await indexedDB.databases()).length, "
    left += "(await navigator.serviceWorker.getRegistrations()).length]"
    assert page.evaluate(left) == [0, 0, 0]
