"""What is around every call: how often somebody may call, and that each refusal, wherever from, is a problem."""

import hashlib
import time
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nanfeng.kinds.text import Text
from nanfeng.web.api.problem import MEDIA_TYPE, TITLES, problem
from nanfeng.web.counting import counted
from nanfeng.web.people.address import client_address

ROOT = "/api/"
_WINDOW = 60
"""Seconds over which calls are counted."""
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")
_OPEN = Text("接口只接受https", "calls are taken over https alone: what was sent could be read on its way")
_NUL = Text("请求中有不允许的空字符（NUL）", "the request holds a NUL character, which nothing here may")

Next = Callable[[HttpRequest], HttpResponse]


class Problems:
    """Turns every refusal of a call into a problem, also those that are said before the API is reached."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; a page that says what went wrong becomes a problem of the same status."""
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return problem(request, HTTPStatus.FORBIDDEN, _OPEN)
        if b"\0" in unquote_to_bytes(request.get_full_path()):
            return problem(request, HTTPStatus.BAD_REQUEST, _NUL)
        answer = self.get_response(request)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        if answer.status_code < HTTPStatus.MULTIPLE_CHOICES or answer.headers.get("Content-Type") == MEDIA_TYPE:
            return answer
        return _said_again(request, answer)


def _said_again(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The same refusal as a problem. Whoever would be led to the sign-in page is told that he is not signed in."""
    led_away = answer.status_code < HTTPStatus.BAD_REQUEST
    status = HTTPStatus.UNAUTHORIZED if led_away else answer.status_code
    said = problem(request, status if status in TITLES else HTTPStatus.BAD_REQUEST)
    for name in _KEPT:
        if name in answer.headers:
            said[name] = answer.headers[name]
    return said


class Throttle:
    """Refuses more calls a minute than `API_CALLS_A_MINUTE` allows a token, and an address (429, Retry-After)."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, unless the minute is full. Counted outside of the call's transaction, so that nobody waits for it."""
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        limits = settings.API_CALLS_A_MINUTE
        over = [kind for kind, who in _callers(request).items() if _calls(kind, who) > limits[kind]]
        if not over:
            return self.get_response(request)
        answer = problem(request, HTTPStatus.TOO_MANY_REQUESTS)
        answer["Retry-After"] = str(_WINDOW - int(time.time()) % _WINDOW)
        return answer


def _callers(request: HttpRequest) -> dict[str, str]:
    said = request.headers.get("Authorization", "")
    callers = {"address": client_address(request)}
    return callers | ({"token": hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()} if said else {})


def _calls(kind: str, who: str) -> int:
    """How many calls somebody has made within this minute, this one among them."""
    return counted(f"api:{kind}:{who}:{int(time.time()) // _WINDOW}", 2 * _WINDOW)
