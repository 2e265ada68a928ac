"""Duplicates of organisations: pairs put before a person, merged after a preview, and merges undone."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema, Status
from pydantic import StringConstraints

from nanfeng.kinds.text import Text
from nanfeng.web.api.conditions import tagged
from nanfeng.web.api.noun import Noun, Stated
from nanfeng.web.api.nouns.jobs import JobOut, job_out
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.shapes import Number, Short
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.jobs.services import start
from nanfeng.web.organisations import merging, queries, suspecting
from nanfeng.web.organisations.access import DECIDES
from nanfeng.web.organisations.models import Merge
from nanfeng.web.organisations.preview import preview, proposals
from nanfeng.web.people.request import Request

duplicates = Noun("organisations")

Reason = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00]*$", strip_whitespace=True)]


class Named(Schema):
    """An entry of the register."""

    identifier: str
    name: str
    park: str


class SuspectOut(Schema):
    """Two entries that may be one organisation, and in the reader's language why."""

    id: int
    one: Named
    other: Named
    signs: list[str]
    found: datetime


class Why(Schema):
    """Why it is decided so."""

    why: Reason


class Pair(Schema):
    """Which entry goes (`loser`) and which stays (`survivor`), by their identifiers."""

    loser: Short
    survivor: Short


class Touched(Schema):
    """A record that a merge would file anew under the entry that stays or, where `moves` is false, only withdraw."""

    label: str
    moves: bool


class PreviewOut(Schema):
    """What a merge would do: the records that the caller may see, and how many others there are by form. `digest` is
    what a merge has to name: it changes with everything that the merge would do.
    """

    loser: Named
    survivor: Named
    digest: str
    records: list[Touched]
    hidden: dict[str, int]


class MergeWish(Pair, Why):
    """Merge as the preview of this digest said."""

    digest: Annotated[str, Field(max_length=64, pattern=r"^[0-9a-f]*$")]


class MergeOut(Schema):
    """A merge: the records of `loser` are kept under `organisation`, until it is undone."""

    id: int
    loser: str
    loser_name: str
    organisation: str
    name: str
    merged: datetime
    merged_by: str
    why: str
    undone: datetime | None
    undone_by: str


@duplicates.get("/duplicates", Page[SuspectOut])
@allow(*DECIDES)
def suspects(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """疑似重复的登记 / Probable duplicates that wait for a person's decision, the first found first."""
    page = part(queries.suspects(), Order("duplicates", ("pk",)), wanted)
    items = [
        {"id": each.suspect.pk, "one": each.one, "other": each.other, "signs": each.signs, "found": each.suspect.found}
        for each in proposals(page.rows)
    ]
    return {"items": items, "next": page.next}


@duplicates.post("/duplicates/search", JobOut, 202)
@allow(*DECIDES)
def seek_duplicates(request: Request) -> Status:
    """立即查找重复登记 / Look for duplicates now; a job does it."""
    return Status(202, job_out(start("duplicates", Text("查找重复登记", "Looking for duplicates"), {})))


@duplicates.post("/duplicates/{int:pk}/keep-apart", Why)
@allow(*DECIDES)
def keep_apart(request: Request, pk: Number, said: Why) -> Why:
    """认定为两家机构 / Say that the two are different organisations: they are not proposed again."""
    suspecting.keep_apart(get_object_or_404(queries.suspects(), pk=pk), said.why)
    return said


@duplicates.get("/merges/preview", PreviewOut, stated=Stated.SHOWN)
@allow(*DECIDES)
def preview_merge(request: Request, response: HttpResponse, pair: Query[Pair]) -> dict[str, Any]:
    """合并前预览 / What merging two entries would do, record by record."""
    agreed = _plan(pair)
    for each in (agreed.loser, agreed.survivor):
        looked("organisation", each.pk, each.pk)
    shown = preview(agreed)
    tagged(response, agreed.digest)
    said = {name: getattr(agreed, name) for name in ("loser", "survivor", "digest")}
    return said | {"records": [vars(line) for line in shown.lines], "hidden": dict(shown.hidden)}


@duplicates.get("/merges", Page[MergeOut])
@allow(*DECIDES)
def merges(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """合并记录 / What has been merged, and what of it was undone, the latest first."""
    page = part(queries.merges(), Order("merges", ("-pk",)), wanted)
    return {"items": page.rows, "next": page.next}


@duplicates.post("/merges", MergeOut, 201)
@allow(*DECIDES)
def merge(request: Request, wish: MergeWish) -> Status:
    """合并两条登记 / Merge two entries as the preview said; 412 where the records have changed since."""
    return Status(201, merging.merge(_plan(wish), wish.digest, wish.why))


@duplicates.post("/merges/{int:pk}/undo", MergeOut)
@allow(*DECIDES)
def undo_merge(request: Request, pk: Number, said: Why) -> Merge:
    """撤销合并 / Undo a merge: every record goes back; what was corrected since goes back as corrected."""
    merging.undo(get_object_or_404(queries.merges(), pk=pk), said.why)
    return queries.merges().get(pk=pk)


def _plan(pair: Pair) -> merging.Plan:
    found = queries.by_identifier([pair.loser, pair.survivor])
    if len(found) < 2 or not merging.may_merge(found[pair.loser], found[pair.survivor]):
        raise Http404("there are no such two organisations, or they are not the caller's to merge")
    return merging.plan(found[pair.loser], found[pair.survivor])
