"""The component page and the shared pages in a real browser: in both languages, on a phone and on a desktop."""

import pytest
from playwright.sync_api import expect
from tests.web import zone
from tests.web.conftest import SCREENS
from tests.web.looking import hindrances

from nanfeng.kinds.role import Role

pytestmark = pytest.mark.slow

WIDTHS = [390, 1280]


@pytest.mark.parametrize(("locale", "width"), SCREENS)
def test_every_component_is_accessible_and_fits_and_draws(page_as, locale, width):
    page = page_as(Role.ADMINISTRATOR, locale=locale, width=width)
    page.goto("/look/")
    expect(page.locator(".chart svg")).to_have_count(4)
    expect(page.locator(".progress-box .state-good")).to_be_visible(timeout=8000)  # the job was asked after
    assert hindrances(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_of_the_public_are_accessible_and_fit(page_as, width):
    page = page_as(None, width=width)
    for path in ["/", "/accounts/login/", "/accounts/password/reset/", "/nowhere/"]:
        page.goto(path)
        assert hindrances(page) == []


def test_pages_of_an_account_are_accessible_and_fit(page_as):
    page = page_as(Role.STATISTICIAN, width=390)
    for path in ["/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/email/", "/accounts/logout/"]:
        page.goto(path)
        assert hindrances(page) == []


def test_a_chart_is_drawn_by_interpretation_alone_and_tells_its_values(page_as):
    page = page_as(Role.ADMINISTRATOR, locale="en-US")
    answer = page.goto("/look/")
    assert "unsafe-eval" not in answer.headers["content-security-policy"]
    drawing = page.get_by_role("img", name="Nanhai Park").first
    expect(drawing).to_be_visible()
    assert drawing.locator("path").count() > 4


def test_a_reader_changes_the_language_and_stays_on_the_page(page_as):
    page = page_as(None)
    page.goto("/accounts/login/?next=/look/")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Sign In")).to_be_visible()
    assert "/accounts/login/?next=%2Flook%2F" in page.url
    page.get_by_role("link", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_the_keyboard_skips_to_the_content_and_reaches_the_navigation(page_as):
    page = page_as(Role.ADMINISTRATOR, locale="en-US")
    page.goto("/look/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.reload()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"中文", "Home", "Components"} <= reached


def test_on_a_phone_the_navigation_opens_and_closes(page_as):
    page = page_as(Role.ADMINISTRATOR, locale="en-US", width=390)
    page.goto("/")
    link = page.get_by_role("link", name="Components")
    expect(link).not_to_be_visible()
    page.get_by_role("button", name="Open the navigation").click()
    expect(link).to_be_visible()
    expect(page.locator("#side.show:not(.showing)")).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).not_to_be_visible()


def test_a_button_that_asks_first_does_nothing_when_told_no(page_as):
    page = page_as(Role.ADMINISTRATOR, locale="en-US")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto("/look/")
    page.get_by_role("button", name="Delete").click()
    assert asked == ["Send it back?"]


def test_progress_says_that_it_is_cut_off_and_goes_on_by_itself(page_as):
    page = page_as(Role.ADMINISTRATOR, locale="en-US")
    page.add_init_script("console.error = () => {}")  # htmx reports the failure there too
    page.route("**/look/job/", lambda route: route.fulfill(status=503))
    page.goto("/look/")
    expect(page.get_by_text("The last request did not succeed")).to_be_visible()
    page.unroute("**/look/job/")
    expect(page.locator(".progress-box .state-good")).to_be_visible(timeout=8000)
    expect(page.get_by_text("The last request did not succeed")).not_to_be_visible()


def test_why_a_number_is_absent_is_told_to_the_keyboard(page_as):
    page = page_as(Role.ADMINISTRATOR, locale="en-US")
    page.goto("/look/")
    page.locator("button.absent").first.focus()
    expect(page.get_by_role("tooltip")).to_contain_text("fewer than three contributors")


@pytest.mark.parametrize(("locale", "width"), SCREENS)
def test_whatever_one_may_see_is_found_from_the_head_of_a_page(page_as, locale, width):
    page = page_as(Role.STATION_STAFF, locale=locale, width=width)
    zone.settle(zone.ENTERPRISES)
    page.goto("/")
    page.get_by_role("searchbox").fill(zone.OWN.name)
    page.get_by_role("searchbox").press("Enter")
    assert hindrances(page) == []
    page.get_by_role("main").get_by_role("link", name=zone.OWN.name).click()
    expect(page.get_by_role("heading", name=zone.OWN.name)).to_be_visible()
    page.goto("/search/?text=high_tech")
    expect(page.locator("#found-programmes")).to_be_visible()
