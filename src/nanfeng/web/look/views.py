"""The first page, and what is shown when something is wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from nanfeng.web.doors import allow_public


@allow_public
def home(request: HttpRequest) -> HttpResponse:
    """Where everybody begins."""
    return render(request, "look/home.html")
