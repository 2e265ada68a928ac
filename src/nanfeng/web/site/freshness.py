"""Public pages may be kept for a minute, and are made anew only after something was published."""

import hashlib
from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.db.models import Count, Max
from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from nanfeng import __version__
from nanfeng.web import city, clock
from nanfeng.web.closing.models import CalendarEntry, Release
from nanfeng.web.people.request import Request
from nanfeng.web.site.models import Article

_SECONDS = 60
_READING = frozenset({"GET", "HEAD"})


def _releases() -> object:
    out = Release.objects.filter(published_at__isnull=False)
    return out.aggregate(count=Count("pk"), last=Max("published_at"))


def _articles() -> object:
    return Article.objects.aggregate(count=Count("pk"), last=Max("changed_at"))


def _calendar() -> object:
    coming = Release.objects.filter(published_at=None, withdrawn_at=None, due__isnull=False)
    return (
        *CalendarEntry.objects.filter(release=None).values_list("publication", "place", "period", "day"),
        *coming.values_list("publication", "place", "period", "due"),
    )


_FIGURES = (_releases,)
_ALL = (_releases, _articles, _calendar)
_SITE = ("figures", "indicator", "definitions", "definition", "glossary", "reports", "corrections", "timeline")
_SOURCES = ("sources", "source", "claim", "privacy", "robots", "release_feed", "correction_feed")

KEPT: Mapping[str, Sequence[Callable[[], object]]] = {
    "home": _ALL,
    "site:calendar": _ALL,
    "site:calendar_file": _ALL,
    "site:news": (_releases, _articles),
    "site:article": (_releases, _articles),
    "site:news_feed": (_releases, _articles),
    "site:sitemap": (_releases, _articles),
    "figures:figure": _FIGURES,
    **{f"site:{name}": _FIGURES for name in (*_SITE, *_SOURCES)},
}
"""The pages that are the same for everybody without an account, and what they depend on besides address, language and
day."""


class Freshness:
    """Answers that nothing has changed where that is so, before the page asks the database for its content."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Go on to the page."""
        return self.get_response(request)

    def process_view(
        self, request: Request, view: Callable, args: Sequence, kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """Answer in place of a page that may be kept; leave all others, and everybody with an account, alone."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in KEPT or request.method not in _READING or _knows(request):
            return None
        kept = cache_control(public=True, max_age=_SECONDS)(condition(etag_func=_tag)(view))
        return kept(request, *args, **kwargs)


def _knows(request: Request) -> bool:
    """Whether the answer may be for this reader alone: he has an account, or a message waits for him."""
    return request.user.is_authenticated or "messages" in request.COOKIES


def _tag(request: Request, *_args: object, **_kwargs: object) -> str:
    name = request.resolver_match.view_name if request.resolver_match else ""
    state = [part() for part in KEPT[name]]
    days = clock.today(), settings.ENVIRONMENT.demo
    said = (request.get_full_path(), get_language(), city.pack().digest, __version__, days, state)
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:32]}"'
