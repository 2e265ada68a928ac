"""The public pages in a real browser: on a phone and on a desktop, in both languages, and without script."""

import pytest
from playwright.sync_api import expect
from tests.web.conftest import SCREENS
from tests.web.looking import hindrances

pytestmark = pytest.mark.slow

PATHS = (
    *("/", "/data/", "/definitions/", "/definitions/industrial_output/", "/glossary/", "/reports/", "/calendar/"),
    *("/corrections/", "/timeline/", "/sources/", "/sources/s0/", "/claims/S0-03/", "/news/", "/subscribe/"),
    *("/report-an-error/", "/contact/", "/privacy/", "/privacy/mine/"),
)


@pytest.mark.parametrize(("locale", "width"), SCREENS)
def test_public_pages_are_accessible_and_fit(page_as, locale, width):
    page = page_as(None, locale=locale, width=width)
    for path in PATHS:
        page.goto(path)
        assert hindrances(page) == []


def test_the_timeline_is_drawn_and_told(page_as):
    page = page_as(None, locale="en-US")
    page.goto("/timeline/")
    expect(page.locator(".chart svg")).to_have_count(1)
    expect(page.get_by_role("img", name="Action Plan on High-quality")).to_be_visible()


def test_a_reader_without_script_reports_an_error_and_gets_a_number(browser, live_server, transactional_db):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="en-US")
    page = context.new_page()
    page.goto("/timeline/")
    page.get_by_role("link", name="Report an error").click()
    page.get_by_label("What is wrong?").fill("The target of 2026 is another one.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Keep the number")).to_be_visible()
    context.close()
