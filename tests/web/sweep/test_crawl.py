"""Every page in a real browser, as whom it opens to: nothing is asked of other machines, nothing is written to the
console, axe finds nothing serious, and the page says its language.

Each page once, in one language or the other; in `make prove` each page as everybody to whom it opens, in both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Error, Page
from tests.conftest import PROVE
from tests.web.conftest import asked_outside, said_wrong
from tests.web.looking import grave
from tests.web.sweep.actors import Actor, everybody
from tests.web.sweep.addresses import addresses
from tests.web.sweep.markers import Planted
from tests.web.sweep.planted import plant

from nanfeng.kinds.role import Role
from nanfeng.web.people.matrix import Route, routes

pytestmark = pytest.mark.slow

LANGUAGES = {"zh-CN": "zh-hans", "en-US": "en"}
"""What the browser asks for, and what the page then says that it is in."""
FIRST = ("public", Role.ENTERPRISE_CLERK, Role.PARK_OFFICER, Role.STATISTICIAN, Role.PLANNER, Role.ADMINISTRATOR)
"""In whose name a page is opened once: the first of these to whom it opens, else anybody."""
NO_PAGES = ("/api/", "/admin/jsi18n/", "/admin/logout/", "/accounts/logout/")
"""Addresses that answer with no page, or end the session."""
TO_BE_SENT = ("Download is starting", "ERR_HTTP_RESPONSE_CODE_FAILURE")
"""What the browser says of a file to be saved, and of an address that only takes forms: 405, with nothing to show."""


@dataclass(frozen=True)
class Visit:
    """Who opens which address in a browser of which language."""

    actor: Actor
    path: str
    locale: str

    def __str__(self) -> str:
        return f"{self.actor} {self.locale} {self.path}"


@dataclass(frozen=True)
class Live:
    """What is planted and who walks there, behind a real server at an address."""

    planted: Planted
    actors: dict[str, Actor]
    url: str


@pytest.fixture
def live(transactional_db: None, live_server, settings) -> Live:
    settings.API_CALLS_A_MINUTE = {"token": 10**6, "address": 10**6}
    return Live(plant(), everybody(), live_server.url)


def pages(live: Live, actor: Actor) -> Iterator[tuple[Route, str]]:
    """The pages that open to somebody, with a thing of his own where one stands in the address."""
    for route in routes():
        if route.path.startswith(NO_PAGES) or not route.rule.admits(actor.role, signed_in=actor.role is not None):
            continue
        own = [each for each in addresses(route, live.planted) if each.thing is None or each.thing.seen(actor)]
        if own:
            yield route, own[0].path


def once(live: Live) -> list[Visit]:
    """Each page once, the languages in turn."""
    order = [*FIRST, *(name for name in live.actors if name not in FIRST)]
    found: dict[str, Visit] = {}
    for name in order:
        for route, path in pages(live, live.actors[name]):
            found.setdefault(route.path, Visit(live.actors[name], path, list(LANGUAGES)[len(found) % 2]))
    return sorted(found.values(), key=lambda visit: (str(visit.actor), visit.locale))


def everywhere(live: Live) -> list[Visit]:
    """Each page as everybody to whom it opens, in both languages."""
    return [
        Visit(actor, path, locale)
        for actor in live.actors.values()
        for locale in LANGUAGES
        for _, path in pages(live, actor)
    ]


class Crawl:
    """A browser page for each reader and language, and what was wrong on the pages that it opened."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser, self._url, self._pages = browser, url, {}
        self.wrong: list[str] = []
        self.opened = 0
        self._visit: Visit | None = None

    def open(self, visit: Visit) -> None:
        """Open a page and judge it; what comes as a file to be saved is none."""
        self._visit, page = visit, self._page(visit)
        try:
            answer = page.goto(self._url + visit.path)
        except Error as error:
            if not any(kind in str(error) for kind in TO_BE_SENT):
                self._say(str(error))
            self._pages.pop((str(visit.actor), visit.locale)).context.close()  # it may stand on the browser's own error
            return
        if answer is None or "html" not in answer.headers.get("content-type", "") or "<html" not in answer.text():
            return  # a file that is shown, or a part of a page
        self.opened += 1
        if answer.status >= 500:
            self._say(f"answered {answer.status}")
        for fault in faults(page, LANGUAGES[visit.locale]):
            self._say(fault)

    def close(self) -> None:
        """Close all browser pages."""
        for page in self._pages.values():
            page.context.close()

    def _page(self, visit: Visit) -> Page:
        key = str(visit.actor), visit.locale
        if key not in self._pages:
            self._pages[key] = self._new(visit)
        return self._pages[key]

    def _new(self, visit: Visit) -> Page:
        context = self._browser.new_context(locale=visit.locale)
        if visit.actor.session:
            name, value = settings.SESSION_COOKIE_NAME, visit.actor.session
            context.add_cookies([{"name": name, "value": value, "url": self._url}])
        page = context.new_page()
        page.on("request", lambda request: self._say(*asked_outside(request.url, self._url)))
        page.on("console", lambda said: self._say(*said_wrong(said.type, said.text)))
        page.on("pageerror", lambda error: self._say(str(error)))
        return page

    def _say(self, *faults: str) -> None:
        self.wrong += [f"{self._visit}: {fault}" for fault in faults]


def faults(page: Page, language: str) -> list[str]:
    """What is wrong with the page that is open."""
    said = page.locator("html").get_attribute("lang")
    found = grave(page)
    return found if (said or "").lower() == language else [f"says that it is in {said}", *found]


@pytest.fixture
def crawl(browser: Browser, live: Live) -> Iterator[Crawl]:
    crawl = Crawl(browser, live.url)
    yield crawl
    crawl.close()


def test_every_page_is_whole_accessible_and_keeps_to_this_machine(live, crawl):
    visits = everywhere(live) if PROVE else once(live)
    for visit in visits:
        crawl.open(visit)
    print(f"{crawl.opened} pages opened of {len(visits)} addresses, {len(crawl.wrong)} faults")
    assert not crawl.wrong, "\n".join(crawl.wrong)
    assert crawl.opened > 90
