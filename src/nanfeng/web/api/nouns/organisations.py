"""Organisations: search, one of them, and everything that happened with it, each as far as the caller may see."""

from datetime import date, datetime
from typing import Any

from django.http import Http404
from ninja import Field, Query, Schema

from nanfeng.kinds.role import Role
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.api.shapes import Short
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.organisations import queries
from nanfeng.web.organisations.access import DIRECTORY, shown_fields
from nanfeng.web.organisations.queries import Filed, Profile, Which
from nanfeng.web.organisations.timeline import Happened, timeline
from nanfeng.web.people.request import Request
from nanfeng.web.records.models import Record

organisations = Noun("organisations")


class OrganisationOut(Schema):
    """An organisation as the register says it today."""

    identifier: str
    name: str
    name_en: str
    kind: str
    park: str
    industry: str
    since: date | None
    synthetic: bool


class FiledOut(Schema):
    """The latest records of a form, and how many there are. Fields that the caller may not see are left out."""

    form: str
    total: int
    records: list[dict[str, Any]]


class OrganisationWhole(OrganisationOut):
    """An organisation with its dated names and memberships, and the records that the caller may see."""

    names: list[dict[str, Any]]
    memberships: list[dict[str, Any]]
    filed: list[FiledOut]


class HappenedOut(Schema):
    """One thing that happened: a version of a record, or an entry of the log."""

    when: datetime
    action: str
    noun: str
    what: str
    by: str


class Timeline(Schema):
    """What happened, the latest first; `next` is the cursor of the older, null at the end."""

    items: list[HappenedOut]
    next: str | None


class OrganisationsWanted(Paging):
    """Which organisations: `text` is a name, a part of one, or a code."""

    text: Short = ""
    park: Short = ""
    industry: Short = ""
    kind: Short = ""


class Older(Schema):
    """From where a timeline is read."""

    cursor: Short = Field("", description="上一段的 next / `next` of the stretch before")


@organisations.get("/organisations", Page[OrganisationOut])
@allow(*DIRECTORY)
def listed(request: Request, wanted: Query[OrganisationsWanted]) -> dict[str, Any]:
    """查找机构 / Organisations by name, code, park, industry and kind. With a text the best matches, without pages."""
    which = Which(wanted.text, wanted.park, wanted.industry, wanted.kind)
    if wanted.text:
        return {"items": list(queries.listed(which)[: wanted.limit]), "next": None}
    page = part(queries.listed(which), Order("organisations", ("name", "identifier")), wanted)
    return {"items": page.rows, "next": page.next}


@organisations.get("/organisations/{path:identifier}/timeline", Timeline)
@allow(*Role)
def happened(request: Request, identifier: str, older: Query[Older]) -> dict[str, Any]:
    """一家机构的大事记 / Everything that happened with an organisation, as far as the caller may see."""
    found = _profile(identifier)
    if not found.sight.records:
        return {"items": [], "next": None}
    try:
        stretch = timeline(identifier, older.cursor)
    except ValueError as error:
        raise ProblemError(422) from error
    looked("organisation", identifier, identifier)
    items = [_happened(each, names=found.sight.log) for each in stretch.happened]
    return {"items": items, "next": stretch.before or None}


@organisations.get("/organisations/{path:identifier}", OrganisationWhole)
@allow(*Role)
def show(request: Request, identifier: str) -> dict[str, Any]:
    """一家机构 / One organisation by its identifier (`uscc:…`)."""
    found = _profile(identifier)
    if found.sight.records:
        looked("organisation", identifier, identifier)
    said = {name: getattr(found.organisation, name) for name in OrganisationOut.model_fields}
    dated = {"names": found.names, "memberships": found.memberships}
    return (
        said
        | {name: [_dated(record) for record in records] for name, records in dated.items()}
        | {"filed": [_filed(each, found) for each in found.filed]}
    )


def _profile(identifier: str) -> Profile:
    found = queries.profile(identifier)
    if found is None:
        raise Http404("there is no such organisation, or it may not be looked up")
    return found


def _dated(record: Record) -> dict[str, Any]:
    return {"first": record.first, "last": record.last, **record.content}


def _filed(filed: Filed, found: Profile) -> dict[str, Any]:
    names = shown_fields(filed.form, found.sight)
    records = [
        {"key": each.key, "version": each.version, "first": each.first, "last": each.last}
        | {name: each.content.get(name) for name in names}
        for each in filed.records
    ]
    return {"form": filed.form.name, "total": filed.total, "records": records}


def _happened(each: Happened, *, names: bool) -> dict[str, Any]:
    """One thing that happened; who did it is told to those who see the log."""
    record, entry = each.record, each.entry
    if record is not None:
        said = {"action": "file", "noun": record.form, "what": record.key, "by": record.by}
    else:
        said = {name: getattr(entry, name, "") for name in ("action", "noun", "what")}
        said["by"] = getattr(entry, "who", "")
    return {"when": each.when} | said | ({} if names else {"by": ""})
