"""Close: vintages, and what each holds."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from ninja import Query, Schema, Status

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.ledger.receipt import RECEIPT, Receipt, vintage_folder
from nanfeng.web import city
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.nouns.jobs import JobOut, job_out
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.api.shapes import PlainText, Short
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.access import SINGLE, UNRELEASED
from nanfeng.web.closing.models import Vintage
from nanfeng.web.closing.queries.vintages import form_lines, newest, receipt_of
from nanfeng.web.closing.queries.vintages import vintages as all_vintages
from nanfeng.web.closing.services import order_close, order_verification
from nanfeng.web.closing.titles import correction_codes
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request

closing = Noun("closing")
_PARQUET = "application/vnd.apache.parquet"
_GONE = Text("这个版本的文件不在这里", "the files of the vintage are not there")
_REASON = Text(
    "已有冻结的版本：再次冻结须写明更正原因代码",
    "there is a vintage already: another one needs a reason code for its correction",
)


class VintageOut(Schema):
    """Records frozen for good; `id` is the hash of what they say. `releases` counts what was made of it."""

    id: str
    closed_at: datetime
    closed_by: str
    cut_off: datetime
    rows: int
    receipt: str
    reason: str
    note: str
    synthetic: bool
    verified_at: datetime | None
    faults: list[Any]
    releases: int


class FormLineOut(Schema):
    """A form in a vintage: how many rows, and the digest of what they say."""

    form: str
    rows: int
    content: str


class VintageWhole(VintageOut):
    """A vintage with its forms."""

    forms: list[FormLineOut]


class CloseWish(Schema):
    """Why the approved records are frozen anew (a code of the flow), and what else there is to say."""

    reason: Short = ""
    remark: PlainText = ""


@closing.get("/vintages", Page[VintageOut])
@allow(*UNRELEASED)
def vintages(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """冻结的版本 / All vintages, the last closed first."""
    found: QuerySet[Vintage] = all_vintages()
    page = part(found, Order("vintages", ("-closed_at", "pk")), wanted)
    return {"items": page.rows, "next": page.next}


@closing.post("/vintages", JobOut, 202)
@allow(Role.APPROVER)
def freeze(request: Request, wish: CloseWish) -> Status:
    """冻结已批准的记录，在后台进行 / Freeze the records that are approved by now; a job does it."""
    if wish.reason not in {"", *correction_codes()} or (newest() and not wish.reason):
        raise ProblemError(422, _REASON)
    return Status(202, job_out(order_close(wish.reason, wish.remark)))


@closing.get("/vintages/{pk}", VintageWhole)
@allow(*UNRELEASED)
def vintage(request: Request, pk: str) -> dict[str, Any]:
    """一个版本及其各表 / One vintage with its forms."""
    found = get_object_or_404(all_vintages(), pk=pk)
    lines = form_lines(_receipt_of(found))
    said = {name: getattr(found, name) for name in VintageOut.model_fields}
    return said | {"forms": [vars(line) for line in lines]}


@closing.post("/vintages/{pk}/verify", JobOut, 202)
@allow(Role.STATISTICIAN, Role.PLANNER, Role.APPROVER)
def verify(request: Request, pk: str) -> Status:
    """校验一个版本 / Hold a vintage's files against its receipt; a job does it."""
    return Status(202, job_out(order_verification(get_object_or_404(Vintage, pk=pk))))


@closing.file("/vintages/{pk}/receipt.json", "application/json")
@allow(*UNRELEASED)
def receipt(request: Request, pk: str) -> FileResponse:
    """冻结凭证 / The receipt as it stands in the vintage's folder: what was frozen, and the digest of every file."""
    found = get_object_or_404(Vintage, pk=pk)
    return _kept(found, RECEIPT, f"receipt-{found.pk[:12]}.json", "application/json")


@closing.file("/vintages/{pk}/forms/{form}.parquet", _PARQUET)
@allow(*SINGLE)
def table(request: Request, pk: str, form: str) -> FileResponse:
    """一张表的全部冻结记录（Parquet） / The records of one form in a vintage. That they were taken out is logged."""
    found = get_object_or_404(Vintage, pk=pk)
    if form not in _receipt_of(found).forms:
        raise Http404("the vintage has no such form")
    note(Note("export", "vintage", found.pk, changes={"form": [None, form]}))
    return _kept(found, f"{form}.parquet", f"{form}-{found.pk[:12]}.parquet", _PARQUET)


def _receipt_of(found: Vintage) -> Receipt:
    try:
        return receipt_of(found)
    except FileNotFoundError as error:
        raise Http404(_GONE) from error


def _kept(found: Vintage, name: str, kept_as: str, media_type: str) -> FileResponse:
    path = vintage_folder(city.home(), found.pk) / name
    if not path.is_file():
        raise Http404(_GONE)
    return FileResponse(path.open("rb"), as_attachment=True, filename=kept_as, content_type=media_type)
