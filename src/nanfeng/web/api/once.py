"""A write that names an idempotency key is done once, however often it is sent: the first answer is given again."""

import hashlib
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta

from django.db import connection
from django.http import HttpResponse
from django.utils import timezone

from nanfeng.kinds.text import Text
from nanfeng.web.api.models import Answer
from nanfeng.web.api.problem import problem
from nanfeng.web.jobs.services import own
from nanfeng.web.people.address import client_address
from nanfeng.web.people.request import Request
from nanfeng.web.people.scope import SYSTEM, present, seeing

KEPT = timedelta(days=2)
"""How long an answer is given again."""
_KEY = re.compile(r"[\x21-\x7e]{1,200}")
_HEADERS = ("ETag", "Location", "Content-Type")
_BAD_KEY = Text(
    "Idempotency-Key 须为 1 至 200 个可见 ASCII 字符", "Idempotency-Key is 1 to 200 visible ASCII characters"
)
_OTHER = Text(
    "这个 Idempotency-Key 已用于另一个请求；请换一个键",
    "this Idempotency-Key was used for another request; take a new one",
)


def once(request: Request, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Do what is asked, unless the same was done already under the same key; then answer as before.

    Whoever sends the same key at the same moment waits for the first. A refused write leaves its key free.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return act()
    if not _KEY.fullmatch(key):
        return problem(request, 422, _BAD_KEY)
    who = _who(request)
    _wait_in_line(f"{who} {key}")
    asked = _digest(request)
    with _shelf(request):
        before = Answer.objects.filter(who=who, key=key).first()
    if before is not None:
        return _again(before) if before.asked == asked else problem(request, 422, _OTHER)
    answer = act()
    if answer.status_code < 300:
        with _shelf(request):
            _keep(Answer(who=who, key=key, asked=asked), answer)
    return answer


def forget_old() -> int:
    """Drop answers that are too old to be given again; return how many."""
    return Answer.objects.filter(made__lt=timezone.now() - KEPT).delete()[0]


def _who(request: Request) -> str:
    post, bearer = request.post, request.bearer
    account = request.user.pk or client_address(request)
    return f"{account}:{post.pk if post else ''}:{bearer.identifier if bearer else ''}"


def _shelf(request: Request) -> AbstractContextManager[None]:
    """Where answers are kept: who holds no post has no place behind the wall, and the platform keeps them for him."""
    return nullcontext() if request.post else seeing(SYSTEM)


def _wait_in_line(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('api ' || %s, 0))", [name])


def _digest(request: Request) -> str:
    """The digest of method, address and content; of a form's fields and files, whose body is read already."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if request.content_type != "multipart/form-data":
        digest.update(request.body)
        return digest.hexdigest()
    for name, values in sorted(request.POST.lists()):
        digest.update(repr((name, values)).encode())
    for name, file in sorted(request.FILES.items()):
        digest.update(repr((name, file.name)).encode())
        for piece in file.chunks():
            digest.update(piece)
        file.seek(0)
    return digest.hexdigest()


def _keep(kept: Answer, answer: HttpResponse) -> None:
    kept.status, kept.body, kept.made = answer.status_code, answer.content.decode(), timezone.now()
    kept.headers = {name: answer.headers[name] for name in _HEADERS if name in answer.headers}
    place = own(present())
    kept.organisation, kept.park, kept.purpose = place.organisation, place.park, place.purpose.value
    kept.save()


def _again(before: Answer) -> HttpResponse:
    answer = HttpResponse(before.body, status=before.status, headers=before.headers)
    answer["Idempotency-Replayed"] = "true"
    return answer
