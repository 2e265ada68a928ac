"""The API's frame: how calls are read, and how each thing that can go wrong is said."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.docs import Swagger
from ninja.parser import Parser

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.text import Text
from nanfeng.web.api.document import finished
from nanfeng.web.api.problem import ProblemError, fault, problem, words_of
from nanfeng.web.flows.conflict import ConflictError
from nanfeng.web.organisations.merging import StaleError as MergeStaleError
from nanfeng.web.people.refusals import RefusedError as PeopleRefusedError
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.typed import NotUnderstoodError
from nanfeng.web.records.access import NotFiledByError
from nanfeng.web.returns.filing import ClosedError
from nanfeng.web.returns.refusals import RefusedError, StaleError
from nanfeng.web.site.services.articles import RefusedError as ArticleRefusedError

_LONGEST_NUMBER = 40
_MEND = Text("请对照接口文档修改", "mend it by the API's document")


class Careful(Parser):
    """Reads JSON as the standard has it: no NaN, no NUL, no half of a character, no name twice, no endless number."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body; raise ValueError where it is no such JSON."""
        text = request.body.decode("utf-8")
        content = json.loads(text, parse_constant=_refused, parse_int=_whole, object_pairs_hook=_once)
        json.dumps(content, ensure_ascii=False).encode("utf-8")  # refuses halves of characters
        _refuse_nul(content)
        return content


def _refused(constant: str) -> None:
    raise ValueError(f"{constant} is no number in JSON")


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"a number of {len(digits)} digits is too long")
    return int(digits)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    if len(content) < len(pairs):
        raise ValueError("a name comes twice in one object")
    return content


def _refuse_nul(content: object) -> None:
    if isinstance(content, str) and "\0" in content:
        raise ValueError("a text holds a NUL character")
    if isinstance(content, dict):
        _refuse_each([*content.keys(), *content.values()])
    if isinstance(content, list):
        _refuse_each(content)


def _refuse_each(parts: Iterable[object]) -> None:
    for part in parts:
        _refuse_nul(part)


class Api(NinjaAPI):
    """django-ninja with our document: every answer of every operation is in it."""

    def get_openapi_schema(self, **named: Any) -> Any:
        """The OpenAPI document."""
        return finished(super().get_openapi_schema(**named))


def framed(title: str, description: str) -> Api:
    """An API without operations."""
    api = Api(
        title=title,
        version="1",
        description=description,
        parser=Careful(),
        urls_namespace="api",
        docs=Swagger(settings={"persistAuthorization": False, "docExpansion": "none", "validatorUrl": None}),
    )
    for error, say in _SAID.items():
        api.add_exception_handler(error, say)
    return api


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, 422, None, [_invalid_part(part) for part in error.errors])


def _invalid_part(part: dict[str, Any]) -> dict[str, object]:
    field = ".".join(str(step) for step in part["loc"])
    wrong = words_of(Text(f"{field}：{part['msg']}", f"{field}: {part['msg']}"))
    return {"code": part["type"], "field": field, "at": "", "wrong": wrong, "mend": words_of(_MEND)}


def _flow(request: HttpRequest, error: FlowError) -> HttpResponse:
    return problem(request, 409, error.issue.wrong, map(fault, error.issues))


def _not_understood(request: HttpRequest, error: NotUnderstoodError) -> HttpResponse:
    return problem(request, 422, None, map(fault, error.issues))


def _article(request: HttpRequest, error: ArticleRefusedError) -> HttpResponse:
    errors = [
        {"code": "article", "field": "", "at": "", "wrong": words_of(one), "mend": words_of(_MEND)}
        for one in error.reasons
    ]
    return problem(request, 409, error.reasons[0], errors)


def _said(status: int) -> Callable[[HttpRequest, Any], HttpResponse]:
    """Says an error of ours in its own words: it carries them as `text`, or as its first argument."""

    def say(request: HttpRequest, error: Exception) -> HttpResponse:
        text = getattr(error, "text", None) or (error.args[0] if error.args else None)
        return problem(request, status, text if isinstance(text, Text) else None)

    return say


def _problem(request: HttpRequest, error: ProblemError) -> HttpResponse:
    return problem(request, error.status, error.detail, error.errors)


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code)


_SAID: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    ValidationError: _invalid,
    HttpError: _http,
    ProblemError: _problem,
    Http404: _said(404),
    ObjectDoesNotExist: _said(404),
    PermissionDenied: _said(403),
    NotFiledByError: _said(403),
    NotForYouError: _said(403),
    NotUnderstoodError: _not_understood,
    FlowError: _flow,
    ArticleRefusedError: _article,
    MergeStaleError: _said(412),
    ConflictError: _flow,
    ClosedError: _said(409),
    PeopleRefusedError: _said(409),
    RefusedError: _said(409),
    StaleError: _said(412),
    RequestDataTooBig: _said(413),
    TooManyFieldsSent: _said(413),
    TooManyFilesSent: _said(413),
    BadRequest: _said(400),
    MultiPartParserError: _said(400),
    UnreadablePostError: _said(400),
}
