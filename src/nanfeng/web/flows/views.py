"""The page of a flow: how things go through it, for everybody."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from nanfeng.cases.diagram import outline
from nanfeng.web import city
from nanfeng.web.doors import allow_public
from nanfeng.web.flows.drawing import drawing
from nanfeng.web.look.language import reading
from nanfeng.web.people.request import Request


@allow_public
def show(request: Request, flow: str) -> HttpResponse:
    """The stages of a flow and the ways between them, and who may take which."""
    found = city.pack().flows.get(flow)
    if found is None:
        raise Http404(f"the pack has no flow {flow}")
    drawn = drawing(found, None, reading())
    return render(request, "flows/show.html", {"flow": found, "drawing": drawn, "outline": outline(found)})
