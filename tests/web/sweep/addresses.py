"""How an address with parameters is filled in: with what is one's own, and with what is another's.

A page whose parameter has no entry here fails the sweep: say which kind of planted thing stands there.
"""

import re
from dataclasses import dataclass

from tests.web.sweep.markers import Planted, Thing

from nanfeng.web.people.matrix import Route

ANYBODY = "anybody"
"""Values that mean nothing to be protected: names of definitions, pages of the public."""

KINDS = {
    "/jobs/<int:pk>": "job",
    "/records/<int:pk>": "sending",
    "/records/kept/<int:pk>": "record",
    "/records/template/<slug:form>": ANYBODY,
    "/returns/<int:pk>": "return",
    "/returns/calls/<int:pk>": "call",
    "/cases/programmes/<slug:name>": ANYBODY,
    "/cases/finder/<slug:name>": ANYBODY,
    "/cases/log/<slug:name>": ANYBODY,
    "/cases/case/<slug:number>": "case",
    "/cases/case/<slug:number>/papers/<int:pk>": "paper",
    "/cases/case/<slug:number>/records/<slug:form>": "linked record",
    "/cases/case/<slug:number>/plan": "round",
    "/cases/case/<slug:number>/letters/<slug:name>.<str:kind>": "letter",
    "/closing/<int:pk>": "call",
    "/closing/vintages/<slug:pk>": "vintage",
    "/closing/releases/<slug:pk>": "release",
    "/closing/calendar/<int:pk>": ANYBODY,
    "/figures/figure/<path:key>": "figure",
    "/figures/trace/<path:key>": "figure",
    "/figures/files/figures.<str:name>": ANYBODY,
    "/flows/<slug:flow>": ANYBODY,
    "/plans/<slug:plan>": ANYBODY,
    "/plans/file/<slug:form>": ANYBODY,
    "/people/posts/<int:identifier>": "post",
    "/people/invitations/<int:identifier>": "invitation",
    "/people/invitation/<str:token>": ANYBODY,
    "/people/claims/<int:identifier>": "claim",
    "/organisations/duplicates/<int:pk>": "suspect",
    "/organisations/merges/<int:pk>": "merge",
    "/organisations/rename/<path:identifier>": "organisation",
    "/organisations/move/<path:identifier>": "organisation",
    "/organisations/enlist/<path:identifier>": "organisation",
    "/organisations/show/<path:identifier>": "organisation",
    "/data/<slug:indicator>": ANYBODY,
    "/definitions/<slug:indicator>": ANYBODY,
    "/sources/<slug:source>": ANYBODY,
    "/claims/<slug:claim>": ANYBODY,
    "/news/<int:article>": "draft",
    "/newsroom/<int:article>": "draft",
    "/inbox/<int:report>": "error report",
    "/subscribe/confirm/<str:token>": ANYBODY,
    "/subscribe/end/<str:token>": ANYBODY,
    "/privacy/mine/<str:token>": ANYBODY,
    "/tokens/<int:pk>": "token",
    "/api/v1/forms/<name>": ANYBODY,
    "/api/v1/records/<int:pk>": "record",
    "/api/v1/sendings/<int:pk>": "sending",
    "/api/v1/jobs/<int:pk>": "job",
    "/api/v1/returns/<int:pk>": "return",
    "/api/v1/calls/<int:pk>": "call",
    "/api/v1/programmes/<slug:name>": ANYBODY,
    "/api/v1/cases/<slug:number>": "case",
    "/api/v1/cases/<slug:number>/papers/<int:pk>": "paper",
    "/api/v1/cases/<slug:number>/letters/<slug:name>.docx": "letter",
    "/api/v1/organisations/<path:identifier>": "organisation",
    "/api/v1/error-reports/<number>": ANYBODY,
    "/api/v1/error-reports/<int:pk>": "error report",
    "/api/v1/vintages/<pk>": "vintage",
    "/api/v1/releases/<pk>": "release",
    "/api/v1/calendar/<int:pk>": ANYBODY,
    "/api/v1/figures/<path:key>": "figure",
    "/api/v1/duplicates/<int:pk>": "suspect",
    "/api/v1/merges/<int:pk>": "merge",
    "/api/v1/newsroom/articles/<int:pk>": "draft",
    "/api/v1/warnings/<name>": ANYBODY,
    "/api/v1/indicators/<name>": ANYBODY,
    "/look/charts-<slug:digest>": ANYBODY,
    "/admin/people/user/<path:object_id>": "account",
    "/admin/people/post/<path:object_id>": "account post",
    "/admin/people/invitation/<path:object_id>": "invitation",
    "/admin/r/<path:content_type_id>/<path:object_id>": ANYBODY,
}
"""The kind of planted thing by the beginning of the address, which its value fills in from the first parameter on."""

FILLED = {
    "flows/<slug:flow>": "flows/return",
    "programmes/<slug:name>": "programmes/high_tech",
    "log/<slug:name>": "log/tutoring_visit",
    "finder/<slug:name>": "finder/high_tech",
    "plans/<slug:plan>": "plans/zone_2023",
    "<slug:indicator>": "industrial_output",
    "<slug:form>": "monthly_return",
    "forms/<name>": "forms/monthly_return",
    "forms/<form>.parquet": "forms/monthly_return.parquet",
    "warnings/<name>": "warnings/output",
    "indicators/<name>": "indicators/industrial_output",
    "report.<language>": "report.zh",
    "figures.<str:name>": "figures.csv",
    "data/<str:name>": "data/figures.xlsx",
    "report/<path:name>": "report/index.html",
}
"""What stands for a parameter that names a definition or a file; for anything else 1 or an `x`."""

PACKAGES = {
    "account_confirm_email": "/accounts/confirm-email/x/",
    "account_reset_password_from_key": "/accounts/password/reset/key/1-x/",
    "admin:app_list": "/admin/people/",
    "": "/admin/x",
}
"""Addresses of packages that are written as patterns."""


def in_document(begin: str) -> str:
    """The beginning of an address as the API's document writes it: `{pk}` for `<int:pk>`."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", begin)


@dataclass(frozen=True)
class Address:
    """An address filled in, and the planted thing in it (None: there is none to protect)."""

    path: str
    thing: Thing | None = None


def addresses(route: Route, planted: Planted) -> list[Address]:
    """The route with every planted thing of its kind; raise LookupError where it is not said what stands there."""
    if "(" in route.path:
        return [Address(PACKAGES[route.name])]
    if "<" not in route.path:
        return [Address(route.path)]
    begin = max((each for each in KINDS if route.path.startswith(each)), key=len, default=None)
    if begin is None:
        raise LookupError(
            f"{route.path} has a parameter of which tests/web/sweep/addresses.py does not know what it is: "
            "add the address up to its first parameter to KINDS, with the kind of planted thing that stands there"
        )
    if KINDS[begin] == ANYBODY:
        return [Address(_filled(route.path))]
    things = planted.things[KINDS[begin]]
    return [Address(_filled(_begun(route.path, begin, thing.value)), thing) for thing in things]


def _begun(path: str, begin: str, value: str) -> str:
    return path.replace(begin[begin.index("<") :], value, 1)


def _first(begin: str) -> str:
    return begin[begin.index("<") : begin.index(">") + 1]


def _filled(path: str) -> str:
    for written, filled in FILLED.items():
        path = path.replace(written, filled)
    while "<" in path:
        parameter = _first(path)
        path = path.replace(parameter, "1" if "int:" in parameter else "x", 1)
    return path
