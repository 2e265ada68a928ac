"""The source documents as cited quotes, and what is known of each statement."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nanfeng.kinds.text import Text
from nanfeng.web.doors import allow_public
from nanfeng.web.people.request import Request
from nanfeng.web.site.queries import sources as queries


@allow_public
@require_safe
def sources(request: Request) -> HttpResponse:
    """Every document that says something, and how its statements stand."""
    return render(request, "site/sources.html", {"documents": queries.documents()})


@allow_public
@require_safe
def source(request: Request, source: str) -> HttpResponse:
    """One document with all its statements."""
    found = queries.document(source)
    if found is None:
        raise Http404(Text("没有这份文件。", "There is no such document."))
    return render(request, "site/source.html", {"document": found})


@allow_public
@require_safe
def claim(request: Request, claim: str) -> HttpResponse:
    """One statement and what is known of it."""
    found = queries.known(claim)
    if found is None:
        raise Http404(Text("没有这条引文。", "There is no such statement."))
    return render(request, "site/claim.html", {"known": found, "row": found.claim.row})
