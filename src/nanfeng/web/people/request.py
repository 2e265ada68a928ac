"""A request as views get it: somebody (or nobody) who acts in a post."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from nanfeng.web.people.bearer import Bearer
from nanfeng.web.people.models import Post, User


class Request(HttpRequest):
    """A request after the middleware: `post` is None for the public and for accounts without a standing post, `bearer`
    None where it comes by a session.
    """

    user: User | AnonymousUser  # type: ignore[assignment]
    posts: tuple[Post, ...]
    post: Post | None
    bearer: Bearer | None
    htmx: HtmxDetails


def account_of(request: Request) -> User:
    """The account that is signed in; raise TypeError on a page that is open to those without one."""
    if isinstance(request.user, User):
        return request.user
    raise TypeError("this page is open to people without an account")


def post_of(request: Request) -> Post:
    """The post that is acted in; raise TypeError on a page that is open to those without one."""
    if request.post:
        return request.post
    raise TypeError("this page is open to people without a post")
