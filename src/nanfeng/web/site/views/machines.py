"""For machines: what may be crawled, and where everything is."""

from itertools import chain

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from nanfeng.web import city
from nanfeng.web.doors import allow_public
from nanfeng.web.links import absolute
from nanfeng.web.people.request import Request
from nanfeng.web.site.queries import articles
from nanfeng.web.site.queries.definitions import definitions

_PAGES = (
    *("home", "site:figures", "site:definitions", "site:glossary", "site:reports", "site:calendar"),
    *("site:corrections", "site:timeline", "site:sources", "site:news", "site:subscribe", "site:contact"),
    "site:privacy",
)


@allow_public
@require_safe
def robots(_request: Request) -> HttpResponse:
    """What may be crawled: everything that is public."""
    closed = ("/accounts/", "/admin/", "/records/", "/returns/", "/people/", "/audit/", "/jobs/", "/flows/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {absolute('site:sitemap')}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@allow_public
@require_safe
def sitemap(request: Request) -> HttpResponse:
    """Every public page but those of the single figures, in both languages."""
    pack = city.pack()
    said = {row.source for row in pack.published}
    paths = chain(
        map(reverse, _PAGES),
        (reverse("site:definition", args=[name]) for name in definitions()),
        (reverse("site:source", args=[name]) for name in pack.sources if name in said),
        (reverse("site:claim", args=[row.id]) for row in pack.published),
        (reverse("site:article", args=[key]) for key in articles.out().values_list("pk", flat=True)[:5000]),
    )
    origin = absolute("home").rstrip("/")
    page = {"addresses": [origin + path for path in paths]}
    return render(request, "site/sitemap.xml", page, content_type="application/xml")
