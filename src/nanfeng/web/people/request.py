"""A request as views get it: somebody (or nobody) who acts in a post."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from nanfeng.web.people.models import Post, User


class Request(HttpRequest):
    """A request after the middleware: `post` is None for the public and for accounts without a standing post."""

    user: User | AnonymousUser  # type: ignore[assignment]
    post: Post | None
    htmx: HtmxDetails
