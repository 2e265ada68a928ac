"""Ways to say who one is besides a session. An app above (the API's tokens) declares its way here."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from nanfeng.web.people.models import Post
from nanfeng.web.people.scope import Scope


@dataclass(frozen=True)
class Bearer:
    """Somebody who came without a session: what he acts as (None: nobody, whatever the session says), and in which
    scope, which may be narrower than that of the post. `covers` are the nouns and deeds that he may ask for.
    """

    post: Post | None
    scope: Scope
    covers: frozenset[str] = frozenset()
    identifier: str = ""


Way = Callable[[HttpRequest], Bearer | None]
"""Finds who bears a request; None where the request does not come this way."""

_ways: list[Way] = []


def way(found: Way) -> Way:
    """Declare a way; it runs before the request's transaction is open."""
    _ways.append(found)
    return found


def bearer_of(request: HttpRequest) -> Bearer | None:
    """Who bears the request by the first way that it comes; None for a session or nobody."""
    return next((bearer for find in _ways if (bearer := find(request))), None)
