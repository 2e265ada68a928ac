"""Search: what fits a text of everything that one may see, from every page.

An app says what it finds by a module `searched.py`:

    FINDERS = (Finder("organisations", Text("企业与机构", "Organisations"), "organisations:list", _organisations, "q"),)

Each is asked once, within the scope of who searches: it gives the best that fit and that he may see, with a constant
number of queries. It is asked for those alone to whom its list opens.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.look.navigation import opens
from nanfeng.web.look.offered import offered

SHORTEST, LONGEST = 2, 100
"""How many characters are looked for: one alone fits almost everything."""

_FEW, _MANY = 6, 100


@dataclass(frozen=True)
class Hit:
    """Something found: the `key` by which the API knows it, what it is called, a line about it, and its page."""

    key: str
    title: Text
    note: Text
    url: str


@dataclass(frozen=True)
class Finder:
    """A kind of things, and how they are found: `find` gives so many of those that fit a text at most, the best first.

    `url_name` is their list, which takes the text as its parameter `asks`; empty: it shows all and takes none.
    """

    kind: str
    label: Text
    url_name: str
    find: Callable[[str, int], Sequence[Hit]]
    asks: str = ""


@dataclass(frozen=True)
class Group:
    """What was found of a kind; `all` is the address of everything of it that fits, where there is `more`."""

    kind: str
    label: Text
    hits: Sequence[Hit]
    more: bool
    all: str


def search(text: str, kind: str, role: Role | None) -> list[Group]:
    """What fits a text, by kind, of everything that one may see who is signed in and acts in a role (None: in none).

    A few of each kind, many where one `kind` is named; kinds of which nothing fits are left out. A text that is too
    short finds nothing.
    """
    text, most = text.strip()[:LONGEST], _MANY if kind else _FEW
    if len(text) < SHORTEST:
        return []
    asked = [finder for finder in finders() if kind in ("", finder.kind)]
    found = [_group(finder, text, most) for finder in asked if opens(finder.url_name, role, signed_in=True)]
    return [group for group in found if group.hits]


def finders() -> tuple[Finder, ...]:
    """What all apps find, in the order of the apps."""
    return tuple(chain.from_iterable(offered("searched", "FINDERS")))


def alike(text: str) -> Text:
    """What has one name in both languages."""
    return Text(text, text)


def _group(finder: Finder, text: str, most: int) -> Group:
    hits = list(finder.find(text, most + 1))
    return Group(finder.kind, finder.label, hits[:most], len(hits) > most, _all(finder, text))


def _all(finder: Finder, text: str) -> str:
    if finder.asks:
        return f"{reverse(finder.url_name)}?{urlencode({finder.asks: text})}"
    return f"{reverse('search')}?{urlencode({'text': text, 'kind': finder.kind})}"
