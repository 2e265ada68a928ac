"""Looking at a page that is open in the browser: what keeps people from using it, and a picture to look at oneself."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PICTURES = os.environ.get("NANFENG_SCREENSHOTS")
"""The folder that pictures are kept in; none are taken where it is not set."""

_GRAVE = ("serious", "critical")
_WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def hindrances(page: Page) -> list[str]:
    """What keeps people from using the page: what axe calls serious or critical, and a page wider than its window."""
    return [*grave(page), *wider(page)]


def grave(page: Page) -> list[str]:
    """What axe calls serious or critical, each rule with the first place that breaks it."""
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in _GRAVE]
    return [f"{page.url} {one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def wider(page: Page) -> list[str]:
    """That the page is wider than its window, where it is."""
    return [f"{page.url} is wider than its window"] if page.evaluate(_WIDER) else []


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page under a name."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
