"""What a page leads to is there, and open to whom it is shown."""

import re
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from tests.web import zone
from tests.web.sweep.actors import Actor, everybody
from tests.web.sweep.planted import plant

from nanfeng.web.look.navigation import menu

pytestmark = pytest.mark.slow

_CONTENT = re.compile(r"<main.*</main>", re.DOTALL)
_LINK = re.compile(r'<a [^>]*href="([^"#]+)')
_ELSEWHERE = ("http", "mailto:", "/admin/", "/accounts/logout/")


def links(path: str, content: str) -> set[str]:
    """The addresses within the platform that a page leads to."""
    found = {unescape(link) for link in _LINK.findall(content)}
    return {urljoin(path, link) for link in found if not link.startswith(_ELSEWHERE)}


def content(client: Client, path: str) -> str:
    """What the page shows beside the navigation, or the one that it leads on to; empty where a file comes."""
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    page = answer["Content-Type"].startswith("text/html")
    found = _CONTENT.search(answer.content.decode()) if page else None
    return found[0] if found else ""


def broken(actor: Actor) -> list[str]:
    """The links of the pages that the navigation offers somebody, and that lead nowhere for him."""
    offered = [item.url for section in menu(actor.role, signed_in=actor.role is not None) for item in section.items]
    pages = [url for url in offered if not url.startswith("/admin/")]
    browser = actor.browser()
    leading = {
        _kind(page, link): (page, link) for page in pages for link in sorted(links(page, content(browser, page)))
    }
    return [f"{page} -> {link}" for page, link in leading.values() if browser.get(link).status_code >= 400]


def _kind(page: str, link: str) -> tuple[str, str, tuple[str, ...]]:
    """Of links to the same kind of page, one on each page is followed."""
    parts = urlsplit(link)
    return page, resolve(parts.path).view_name, tuple(parse_qs(parts.query))


def test_every_link_of_the_pages_in_the_navigation_is_open(transactional_db):
    plant()
    zone.register(zone.OTHERS)
    assert {str(name): wrong for name, actor in everybody().items() if (wrong := broken(actor))} == {}
