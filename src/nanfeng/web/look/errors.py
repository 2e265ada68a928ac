"""What is shown when something goes wrong: always what it was, and how to go on.

A view that raises `PermissionDenied(Text(…))` or `Http404(Text(…))` has its words shown.
"""

import errno
import sys
from collections.abc import Iterator
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from psycopg.errors import DiskFull

from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.doors import allow_public

_RETRY_SECONDS = "10"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def problem(request: HttpRequest, status: HTTPStatus, words: Text | None = None) -> HttpResponse:
    """A page that says what is wrong, for views: `problem(request, HTTPStatus.CONFLICT, words)`.

    There are pages for 400, 403, 404, 409, 413 and 429; `words` say what exactly happened here.
    """
    return render(request, f"look/errors/{status.value}.html", {"said": words}, status=status.value)


@allow_public
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be understood (400), or brings more than may be sent at once (413)."""
    too_big = isinstance(exception, RequestDataTooBig)
    return problem(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_big else HTTPStatus.BAD_REQUEST)


@allow_public
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that is not open to the role that one acts in (403)."""
    return problem(request, HTTPStatus.FORBIDDEN, _said_by(exception))


@allow_public
def stale_form(request: HttpRequest, **_told: object) -> HttpResponse:
    """A form that was open too long or came from elsewhere (403): nothing was written."""
    words = Text(
        "表单已经失效：可能打开得太久，或在另一个窗口里重新登录过。没有保存任何内容。请返回上一页，刷新后再提交。",
        "The form has expired: it was open too long, or you signed in again in another window. Nothing was saved. "
        "Go back, reload the page and send it again.",
    )
    return problem(request, HTTPStatus.FORBIDDEN, words)


@allow_public
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A page that does not exist, or is not for whoever asks (404): the two are not told apart."""
    return problem(request, HTTPStatus.NOT_FOUND, _said_by(exception))


@allow_public
def server_error(_request: HttpRequest) -> HttpResponse:
    """Something broke (500), or disk or database give out (503): pages that ask the database for nothing."""
    errors = list(_chain(sys.exc_info()[1]))
    full = any(_is_of_full_disk(error) for error in errors)
    passing = full or any(isinstance(error, OperationalError | InterfaceError) for error in errors)
    status = HTTPStatus.SERVICE_UNAVAILABLE if passing else HTTPStatus.INTERNAL_SERVER_ERROR
    pack = city.pack()
    page = render_to_string(f"look/errors/{status.value}.html", {"zone": pack.places[pack.zone].name, "full": full})
    response = HttpResponse(page, status=status.value)
    if passing:
        response["Retry-After"] = _RETRY_SECONDS
    return response


def _said_by(exception: Exception) -> Text | None:
    said = exception.args[0] if exception.args else None
    return said if isinstance(said, Text) else None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_of_full_disk(error: BaseException) -> bool:
    """Whether it is the platform's disk that takes no more, or the database's."""
    return isinstance(error, DiskFull) or (isinstance(error, OSError) and error.errno in _FULL)
