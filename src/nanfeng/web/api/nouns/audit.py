"""The log, for those who audit."""

from dataclasses import asdict
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import Any

from django.http import FileResponse
from ninja import Field, Query, Schema

from nanfeng.kinds.role import Role
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import Words, words_of
from nanfeng.web.api.shapes import Short
from nanfeng.web.audit.export import written
from nanfeng.web.audit.queries import Which, matching
from nanfeng.web.audit.services import Note, note
from nanfeng.web.audit.verify import faults, head
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request

audit = Noun("audit")
_AT_ONCE = 200_000


class Entry(Schema):
    """One thing that was done: who, acting as what and for whom, what changed (`field: [before, after]`), and why."""

    position: int
    happened: datetime
    entered: datetime
    who: str
    role: str
    acting_for: str
    action: str
    noun: str
    what: str
    organisation: str
    changes: dict[str, Any]
    why: str
    address: str
    previous: str
    digest: str


class EntriesAsked(Schema):
    """Which entries; empty asks for nothing. Days are those of the city, both within."""

    who: Short = ""
    action: Short = ""
    noun: Short = ""
    organisation: Short = ""
    first: date | None = Field(None, ge=date(1990, 1, 1), le=date(2100, 1, 1))
    last: date | None = Field(None, ge=date(1990, 1, 1), le=date(2100, 1, 1))


class EntriesWanted(EntriesAsked, Paging):
    """Which entries, and which part of them."""


class Chain(Schema):
    """The head of the chain, to be kept elsewhere, and what is wrong with it (null: too long to check here)."""

    position: int
    digest: str
    faults: list[Words] | None


@audit.get("/audit", Page[Entry])
@allow(Role.AUDITOR, Role.ADMINISTRATOR)
def listed(request: Request, wanted: Query[EntriesWanted]) -> dict[str, Any]:
    """操作日志 / The log, the latest first."""
    page = part(matching(_which(wanted)), Order("audit", ("-position",)), wanted)
    return {"items": page.rows, "next": page.next}


@audit.get("/audit/chain", Chain)
@allow(Role.AUDITOR, Role.ADMINISTRATOR)
def chain(request: Request) -> dict[str, Any]:
    """日志链是否完整 / Whether the chain is whole."""
    position, digest = head()
    found = [words_of(fault) for fault in faults()] if position <= _AT_ONCE else None
    return {"position": position, "digest": digest, "faults": found}


@audit.file("/audit.csv", "text/csv")
@allow(Role.AUDITOR, Role.ADMINISTRATOR)
def export(request: Request, asked: Query[EntriesAsked]) -> FileResponse:
    """操作日志（CSV） / What was asked for of the log as CSV; that it was taken out stands in the log too."""
    which = _which(asked)
    said = {name: str(value) for name, value in asdict(which).items() if value}
    note(Note("export", "log", organisation=which.organisation, changes={"asked": said}))
    entries = matching(which).iterator(chunk_size=2000)
    return FileResponse(written(entries, TemporaryFile()), content_type="text/csv")


def _which(asked: EntriesAsked) -> Which:
    return Which(**{name: getattr(asked, name) for name in EntriesAsked.model_fields})
