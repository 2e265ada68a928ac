"""Many people at once, each in a thread: they open what their navigation offers, follow links, and fill returns in."""

import random
import re
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urljoin

PATIENCE = 300
"""Seconds after which somebody who waits for a page gives up."""
THINKING = (2.0, 8.0)
"""Seconds that somebody looks at a page, from and to."""
TOKEN = "t" * 32
"""Both the cookie and the header that answer for each other against forged requests."""

_CONTENT = re.compile(r"<main.*</main>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*href="([^"#]+)"')
_ELSEWHERE = ("/accounts/", "/admin/", "/i18n/")
_FILL = re.compile(r"^/returns/\d+/fill/$")
_STATE = re.compile(r'name="token" value="([0-9a-f]+)"')


@dataclass(frozen=True)
class Visitor:
    """Somebody who is signed in: his name, his session's cookie, and the pages that his navigation offers."""

    name: str
    cookie: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """One answer: to whom, for what, its status (0: none came) and how many seconds it took."""

    who: str
    asked: str
    status: int
    seconds: float


@dataclass
class Walk:
    """The way of one visitor through the platform until a moment of the monotonic clock."""

    address: str
    visitor: Visitor
    end: float
    chance: random.Random
    visits: list[Visit] = field(default_factory=list)

    def go(self) -> list[Visit]:
        """Walk until the end; return what was met."""
        time.sleep(self.chance.uniform(0, THINKING[1]))
        while time.monotonic() < self.end:
            for path in self._errand():
                self._ask("GET", path)
                time.sleep(self.chance.uniform(*THINKING))
        return self.visits

    def _errand(self) -> Iterator[str]:
        """A page of the navigation, then one that it leads to; and a return is filled in where one is open."""
        first = self.chance.choice(self.visitor.pages)
        content = self._ask("GET", first)
        time.sleep(self.chance.uniform(*THINKING))
        links = [link for link in _links(first, content) if not link.startswith(_ELSEWHERE)]
        if not links:
            return
        chosen = next(filter(_FILL.match, links), None) or self.chance.choice(links)
        if _FILL.match(chosen):
            self._fill(chosen)
        else:
            yield chosen

    def _fill(self, path: str) -> None:
        state = _STATE.search(self._ask("GET", path))
        if state is None:
            return
        time.sleep(self.chance.uniform(*THINKING))
        output = str(self.chance.randrange(90_000, 95_000))
        values = {"0-output": output, "0-revenue": output, "0-exports": "0", "0-employees": "120", "rows": "1"}
        self._ask("POST", path, values | {"token": state[1]})

    def _ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> str:
        """The content of the answer, empty where it is no page; what became of it is kept."""
        headers = {"Cookie": f"{self.visitor.cookie}; csrf={TOKEN}", "X-CSRFToken": TOKEN}
        body = urlencode(form) if form else None
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        begun = time.monotonic()
        status, content = _answer(HTTPConnection(self.address, timeout=PATIENCE), method, (path, body, headers))
        self.visits.append(Visit(self.visitor.name, f"{method} {path}", status, time.monotonic() - begun))
        return content


def together(address: str, visitors: list[Visitor], seconds: float) -> list[Visit]:
    """Let all visitors walk at the same time for so long."""
    end = time.monotonic() + seconds
    walks = [Walk(address, each, end, random.Random(place)) for place, each in enumerate(visitors)]
    with ThreadPoolExecutor(len(walks)) as pool:
        return [visit for visits in pool.map(Walk.go, walks) for visit in visits]


def _answer(
    connection: HTTPConnection, method: str, asked: tuple[str, str | None, Mapping[str, str]]
) -> tuple[int, str]:
    try:
        connection.request(method, *asked)
        answer = connection.getresponse()
        read = answer.read()
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()
    is_page = (answer.headers["Content-Type"] or "").startswith("text/html")
    return answer.status, read.decode() if is_page and answer.status == 200 else ""


def _links(page: str, content: str) -> list[str]:
    """The addresses on this platform that the content of a page leads to."""
    main = _CONTENT.search(content)
    found = (urljoin(page, unescape(link)) for link in _LINK.findall(main[0] if main else ""))
    return [link for link in dict.fromkeys(found) if link.startswith("/")]
