"""Staff who do nothing for a while are signed out: their desk may be open to others."""

from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.utils import timezone

from nanfeng.kinds.role import Role
from nanfeng.web.people.request import Request
from nanfeng.web.people.roles import STAFF

_SEEN = "seen"
_GRAIN = 60
"""Seconds between two notes of when a session was seen, so that not every page writes."""


class Idle:
    """Notes when a session was last used, and ends one of staff that lay idle longer than `STAFF_IDLE`."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer, or send to sign in again."""
        if request.bearer or not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now()
        idle = now.timestamp() - request.session.get(_SEEN, now.timestamp())
        if idle > settings.STAFF_IDLE and request.post and Role(request.post.role) in STAFF:
            logout(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        if idle >= _GRAIN or _SEEN not in request.session:
            request.session[_SEEN] = now.timestamp()
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)
        return self.get_response(request)
