"""The pages of jobs: mine, and how far one is."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from nanfeng.web.doors import allow_signed_in
from nanfeng.web.jobs import queries
from nanfeng.web.people.request import Request

_PAGE = 30


@allow_signed_in
def listed(request: Request) -> HttpResponse:
    """The jobs that I have started."""
    page = Paginator(queries.mine(), _PAGE).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page})


@allow_signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """One job, with progress that keeps itself up to date."""
    return _about(request, pk, "jobs/show.html")


@allow_signed_in
def state(request: Request, pk: int) -> HttpResponse:
    """The part of the page that asks for itself, again and again until the job has ended."""
    return _about(request, pk, "jobs/state.html")


def _about(request: Request, pk: int, template: str) -> HttpResponse:
    return render(request, template, {"job": get_object_or_404(queries.visible(), pk=pk)})
