"""The first page, search, the script of charts, and the page that shows every component."""

import gzip

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nanfeng.kinds.role import Role
from nanfeng.web.doors import allow, allow_public, allow_signed_in
from nanfeng.web.look import chart_script, samples
from nanfeng.web.look.desk import cards_of
from nanfeng.web.look.search import SHORTEST, search

_FOR_EVER = "public, max-age=31536000, immutable"


@allow_public
def home(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: the public with what is published, people with an account at their desk."""
    cards = cards_of(request) if getattr(request, "post", None) else []
    return render(request, "look/home.html", {"cards": cards})


@allow_signed_in
@require_safe
def search_all(request: HttpRequest) -> HttpResponse:
    """What fits a text, of everything that one may see."""
    text, post = request.GET.get("text", "").strip(), getattr(request, "post", None)
    groups = search(text, request.GET.get("kind", ""), Role(post.role) if post else None)
    return render(request, "look/search.html", {"text": text, "groups": groups, "shortest": SHORTEST})


@allow_public
def charts(request: HttpRequest, digest: str) -> HttpResponse:
    """The charting library; its address changes with what it is made from, so it may be kept for ever."""
    if digest != chart_script.DIGEST:
        raise Http404("this edition of the charting library is no longer served")
    packed = chart_script.packed()
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else gzip.decompress(packed), "text/javascript; charset=utf-8")
    response["Cache-Control"] = _FOR_EVER
    response["Vary"] = "Accept-Encoding"
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    return response


@allow(Role.ADMINISTRATOR)
def components(request: HttpRequest) -> HttpResponse:
    """Every component with an example: how they look, and how templates ask for them."""
    return render(request, "look/components.html", samples.context(request))


@allow(Role.ADMINISTRATOR)
def sample_job(request: HttpRequest) -> HttpResponse:
    """The state of a job that is always done: what the progress bar of the component page asks for."""
    return render(request, "look/sample_job.html", {"words": samples.JOB_DONE})
