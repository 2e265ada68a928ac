"""The inbox: what an organisation was told about its returns."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request
from nanfeng.web.returns.queries import messages
from nanfeng.web.returns.services.telling import mark_read
from nanfeng.web.returns.views.own import OWNERS

_PAGE = 30


@allow(*OWNERS)
@require_GET
def inbox(request: Request) -> HttpResponse:
    """All messages, the latest first; those that are new are marked, and known from now on."""
    page = Paginator(messages(), _PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    mark_read()
    return render(request, "returns/inbox.html", {"page": page, "found": found})
