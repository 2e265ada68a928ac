"""What is around every operation: the token has to cover it, a session brings its CSRF token, and a write is whole."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from ninja.utils import check_csrf

from nanfeng.kinds.text import Text
from nanfeng.web.api.covering import READ, deed_of
from nanfeng.web.api.once import once
from nanfeng.web.api.problem import problem
from nanfeng.web.audit.services import gathering, present_doer
from nanfeng.web.people.request import Request

Run = Callable[..., HttpResponse]
_FORGED = Text("请在 X-CSRFToken 中带上会话的令牌", "send the session's CSRF token in X-CSRFToken")


def guarded(noun: str) -> Callable[[Run], Run]:
    """Puts the operations on a noun behind their guard."""

    def behind(run: Run) -> Run:
        @wraps(run)
        def answer(request: Request, **parts: Any) -> HttpResponse:
            return _answer(request, noun, lambda: run(request, **parts))

        return answer

    return behind


def _answer(request: Request, noun: str, act: Callable[[], HttpResponse]) -> HttpResponse:
    deed = deed_of(request.method or "")
    refused = _uncovered(request, f"{noun}:{deed}")
    if refused or deed == READ:
        return refused or act()
    return _forged(request) or once(request, lambda: _whole(act))


def _uncovered(request: Request, asked: str) -> HttpResponse | None:
    bearer = request.bearer
    if bearer is None or bearer.post is None or asked in bearer.covers:
        return None
    return problem(request, 403, Text(f"此令牌不包括 {asked}", f"this token does not cover {asked}"))


def _forged(request: Request) -> HttpResponse | None:
    if request.bearer is not None or not request.user.is_authenticated:
        return None
    return problem(request, 403, _FORGED) if check_csrf(request) else None


def _whole(act: Callable[[], HttpResponse]) -> HttpResponse:
    """All of a write or, where it is refused, nothing of it, not even in the log."""
    with transaction.atomic(), gathering(present_doer()):
        answer = act()
        if answer.status_code >= 400:
            transaction.set_rollback(True)
    return answer
