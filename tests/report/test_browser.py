"""In a real browser: a click on a number opens what stands behind it, and nothing asks another host."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser


class Quiet(SimpleHTTPRequestHandler):
    """Serves without a word."""

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def site(made):
    """The report behind a port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(made.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.slow
def test_a_click_on_a_number_opens_its_trace_and_no_other_host_is_asked(site, browser: Browser):
    hosts = set()
    page = browser.new_page()
    page.on("request", lambda request: hosts.add(urlparse(request.url).netloc))
    page.goto(f"{site}/index.en.html")
    page.wait_for_selector(".chart.vega-embed svg")
    number = page.locator("a.figure").first
    printed = number.inner_text()
    number.click()
    page.wait_for_selector("dl")
    assert page.locator("p.value").inner_text().lstrip("+") == printed.lstrip("+")
    assert "nanfeng trace" in page.content()
    page.get_by_role("link", name="Back to the report").click()
    assert page.url.endswith("index.en.html")
    page.close()
    assert hosts == {urlparse(site).netloc}
