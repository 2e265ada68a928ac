"""The API with all of its operations, and their addresses with a door each."""

from collections.abc import Callable, Iterator
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja.openapi.views import openapi_view
from ninja.operation import PathView
from ninja.responses import Response
from ninja.utils import normalize_path, replace_path_param_notation

from nanfeng.kinds.role import Role
from nanfeng.web.api.frame import Api, framed
from nanfeng.web.api.nouns.account import account
from nanfeng.web.api.nouns.audit import audit
from nanfeng.web.api.nouns.calls import calls
from nanfeng.web.api.nouns.case_deeds import deeds
from nanfeng.web.api.nouns.cases import cases
from nanfeng.web.api.nouns.closing import closing
from nanfeng.web.api.nouns.compared import releases_compared, vintages_compared
from nanfeng.web.api.nouns.duplicates import duplicates
from nanfeng.web.api.nouns.figures import figures
from nanfeng.web.api.nouns.forms import forms
from nanfeng.web.api.nouns.jobs import jobs
from nanfeng.web.api.nouns.newsroom import newsroom
from nanfeng.web.api.nouns.open_data import open_data, release_files
from nanfeng.web.api.nouns.organisations import organisations
from nanfeng.web.api.nouns.past_cases import past_cases
from nanfeng.web.api.nouns.plans import plans
from nanfeng.web.api.nouns.programmes import programmes
from nanfeng.web.api.nouns.records import records
from nanfeng.web.api.nouns.releases import releases
from nanfeng.web.api.nouns.reports import reports
from nanfeng.web.api.nouns.returns import returns
from nanfeng.web.api.nouns.search import search
from nanfeng.web.api.nouns.site import site
from nanfeng.web.api.nouns.warnings import warnings
from nanfeng.web.api.nouns.withdrawal import withdrawal
from nanfeng.web.api.problem import problem
from nanfeng.web.doors import Allowed, allow_public
from nanfeng.web.people.middleware import Refusal

NOUNS = (
    account,
    duplicates,
    organisations,
    forms,
    records,
    withdrawal,
    returns,
    calls,
    programmes,
    past_cases,
    cases,
    deeds,
    jobs,
    closing,
    vintages_compared,
    releases_compared,
    releases,
    reports,
    open_data,
    release_files,
    warnings,
    figures,
    plans,
    site,
    newsroom,
    search,
    audit,
)

_DESCRIPTION = """页面能办的事，程序都能办。金额为字符串形式的十进制数；期间写作 2023-Q2 或
2023-01..2023-04；日期为 ISO 8601。写操作可带 Idempotency-Key，修改可带 If-Match。

Everything that a page does, for programs. Amounts are decimal strings; periods read 2023-Q2 or 2023-01..2023-04; days
are ISO 8601. Writes take `Idempotency-Key`; changes of what has an `ETag` take `If-Match`. Every refusal is a problem
(RFC 9457) that says what is wrong and how to mend it."""


def assembled() -> Api:
    """The API with the operations of every noun."""
    made = framed("Nanfeng", _DESCRIPTION)
    for noun in NOUNS:
        made.add_router("", noun.router)
    return made


api = assembled()


def _refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem(request, 401 if refusal is Refusal.SIGN_IN else 403, refusal.value)


def _addresses() -> Iterator[URLPattern]:
    for bound in api._get_bound_routers():
        for route, operations in bound.path_operations.items():
            address = normalize_path(replace_path_param_notation(route)).lstrip("/")
            name = operations.operations[0].operation_id or ""
            yield path(address, _behind_door(operations), name=name)


def _behind_door(operations: PathView) -> Callable:
    """The view of an address; who may open it is said by method, and for the address as a whole by all of them."""
    view = operations.get_view()
    rules = {method: each.view_func.__dict__["allowed"] for each in operations.operations for method in each.methods}
    view.__dict__.update(allowed_by_method=rules, allowed=_any(list(rules.values())), refuse=_refuse)
    return view


def _any(rules: list[Allowed]) -> Allowed:
    roles: frozenset[Role] = frozenset().union(*(rule.roles for rule in rules))
    return Allowed(
        public=any(rule.public for rule in rules),
        signed_in=any(rule.signed_in for rule in rules),
        roles=roles,
        own=all(rule.own for rule in rules),
    )


@allow_public
def document(_request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return HttpResponse(_document(), content_type="application/json")


@cache
def _document() -> bytes:
    """The document as it is sent: the same for everybody, and seconds of work; hence written once a process."""
    return Response(api.get_openapi_schema()).content


@allow_public
def docs(request: HttpRequest) -> HttpResponse:
    """The document to read and to try out."""
    return openapi_view(request, api)


@allow_public
def root(request: HttpRequest) -> HttpResponse:
    """Where the API begins: there is nothing here, but a way on."""
    return problem(request, 404)


urls = (
    [
        path("", root, name="api-root"),
        path("openapi.json", document, name="openapi-json"),
        path("docs", docs, name="openapi-view"),
        *_addresses(),
    ],
    "api",
)
