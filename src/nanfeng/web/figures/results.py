"""What figures put on the pages of other things: the newest of each indicator that the reader may see."""

from collections.abc import Collection

from django.urls import reverse

from nanfeng.web.closing.access import audience_of
from nanfeng.web.figures.queries.one import Found, newest
from nanfeng.web.figures.queries.tracing import why_untraceable
from nanfeng.web.look.achieved import Result
from nanfeng.web.people.request import Request


def results(request: Request, indicators: Collection[str]) -> list[Result]:
    """The newest figure of each indicator for the zone, else for the city."""
    found = newest(indicators, audience_of(request.post))
    return [Result(one.figure, _trace(request, one), one.release.published_at is not None) for one in found]


def _trace(request: Request, found: Found) -> str:
    """Where the records behind a figure are; empty where the reader cannot get there."""
    if request.post is None or why_untraceable(found.figure) is not None:
        return ""
    return reverse("figures:trace", args=[str(found.figure.key)])
