"""Each request acts as one post, inside one transaction, and opens only pages that say who may."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Doer, Note, note
from nanfeng.web.doors import Allowed, allowed
from nanfeng.web.people.address import client_address
from nanfeng.web.people.bearer import bearer_of
from nanfeng.web.people.models import User
from nanfeng.web.people.queries import posts_held, present_post
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import READ_ONLY, STAFF
from nanfeng.web.people.scope import acting, scope_of
from nanfeng.web.people.services.accounts import rename

_CLOSED = Allowed()
_LONGEST = 200
"""Characters of an address that the log keeps."""
_READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class Acting:
    """Sets `request.posts` and `request.post` (None for who holds none), and opens the transaction with its scope."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer inside the transaction; an answer that says that something broke undoes it."""
        request.bearer = bearer_of(request)
        if request.bearer:
            request.post = request.bearer.post
            request.user = request.post.user if request.post else AnonymousUser()
        else:
            request.posts = posts_held(request)
            request.post = present_post(request)
        with acting(request.bearer.scope if request.bearer else scope_of(request.post), doer_of(request)):
            response = self.get_response(request)
            _keep_language(request, response)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: Request, view: Callable, args: Sequence, kwargs: Mapping[str, object]
    ) -> HttpResponse | None:
        """Let through who may open the page; send others to sign in, to their second factor, or away. A view that does
        not answer with pages has an attribute `refuse`, which says it in its own way.
        """
        refusal = _refusal(request, allowed(view, request.method or "") or _CLOSED)
        if refusal in (Refusal.ROLE, Refusal.READS_ONLY):
            note(Note("refuse", "page", request.path[:_LONGEST], changes={"method": [None, request.method]}))
        return getattr(view, "refuse", _send_away)(request, refusal) if refusal else None


def _keep_language(request: Request, response: HttpResponse) -> None:
    """Who chose another language on a page gets his mails in it too."""
    chosen = response.cookies.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen and isinstance(request.user, User):
        rename(request.user, request.user.name, chosen.value)


class Refusal(Enum):
    """Why a page does not open, in words."""

    SIGN_IN = Text("请先登录", "sign in first")
    ROLE = Text("您现在的身份不能打开此页", "this page is not open to the role that you act in")
    READS_ONLY = Text("您现在的身份只能查看，不能修改", "the role that you act in reads everything and writes nothing")
    SECOND_FACTOR = Text("工作人员须先设置两步验证", "staff have to set up a second factor first")


def _refusal(request: Request, rule: Allowed) -> Refusal | None:
    role = Role(request.post.role) if request.post else None
    if not rule.admits(role, signed_in=request.user.is_authenticated):
        return Refusal.ROLE if request.user.is_authenticated else Refusal.SIGN_IN
    if role in READ_ONLY and request.method not in _READING and not rule.own:
        return Refusal.READS_ONLY
    if not rule.public and _lacks_second_factor(request, role):
        return Refusal.SECOND_FACTOR
    return None


def _send_away(request: Request, refusal: Refusal) -> HttpResponse:
    if refusal is Refusal.SIGN_IN:
        return redirect_to_login(request.get_full_path())
    if refusal is Refusal.SECOND_FACTOR:
        return redirect(reverse("mfa_activate_totp"))
    raise PermissionDenied(refusal.value)


def doer_of(request: Request) -> Doer:
    """Who is behind a request, for the log."""
    who = request.user.email if isinstance(request.user, User) else ""
    post = request.post
    acts_for = (post.organisation or post.department or post.park) if post else ""
    return Doer(who, post.role if post else "", acts_for, client_address(request))


def _lacks_second_factor(request: Request, role: Role | None) -> bool:
    if role not in STAFF or not settings.SECOND_FACTOR_FOR_STAFF:
        return False
    return not (isinstance(request.user, User) and is_mfa_enabled(request.user))
