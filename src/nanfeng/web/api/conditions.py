"""`ETag` and `If-Match`: who changes something says which state of it he saw."""

import re

from django.http import HttpRequest, HttpResponse

from nanfeng.web.api.problem import ProblemError

_TAG = re.compile(r'(?:W/)?"([^"]*)"')


def tagged(answer: HttpResponse, state: object) -> None:
    """Say in the answer which state it shows."""
    answer["ETag"] = f'"{state}"'


def check(request: HttpRequest, state: object) -> None:
    """Raise ProblemError (412) where `If-Match` names other states than the present one; without it, all is well."""
    said = request.headers.get("If-Match", "").strip()
    if said in ("", "*"):
        return
    if str(state) not in _TAG.findall(said):
        raise ProblemError(412)


def check_stated(request: HttpRequest, state: object) -> None:
    """The same where `If-Match` has to be there: raise ProblemError (428) without one."""
    if not request.headers.get("If-Match", "").strip():
        raise ProblemError(428)
    check(request, state)
