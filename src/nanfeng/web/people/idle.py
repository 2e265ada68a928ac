"""Sessions end: of staff who do nothing for a while, for their desk may be open to others; of everybody after a day's
work, however busy.
"""

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

_SEEN, _BEGAN = "seen", "began"
_GRAIN = 60
"""Seconds between two notes of when a session was seen, so that not every page writes."""


class Idle:
    """Notes when a session was last used, and ends one of staff that lay idle longer than `STAFF_IDLE`, and one of
    anybody that began longer than `SESSION_COOKIE_AGE` ago.
    """

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Answer, or send to sign in again."""
        if request.bearer or not request.user.is_authenticated:
            return self.get_response(request)
        now = timezone.now().timestamp()
        if _is_over(request, now):
            logout(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        if now - request.session.get(_SEEN, 0) >= _GRAIN:
            request.session[_SEEN] = now
            request.session.setdefault(_BEGAN, now)
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
        return self.get_response(request)


def _is_over(request: Request, now: float) -> bool:
    lasted = now - request.session.get(_BEGAN, now)
    idle = now - request.session.get(_SEEN, now)
    staff = request.post is not None and Role(request.post.role) in STAFF
    return lasted > settings.SESSION_COOKIE_AGE or (staff and idle > settings.STAFF_IDLE)
