"""Records: rows by form, and workbooks."""

from datetime import date, datetime
from typing import Any

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, Query, Schema, Status, UploadedFile

from nanfeng.forms.form import Form as FormDefinition
from nanfeng.intake.limits import Limits
from nanfeng.web import city
from nanfeng.web.api.filing import file_rows
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.nouns.forms import XLSX, form_named
from nanfeng.web.api.nouns.jobs import JobOut, job_out
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import Fault, ProblemError, fault
from nanfeng.web.api.roles import FILERS, READERS
from nanfeng.web.api.rows import Row, cells, row_model, seen
from nanfeng.web.api.shapes import Number, Short
from nanfeng.web.audit.services import Note, looked, note
from nanfeng.web.doors import allow
from nanfeng.web.organisations.access import shown_fields, sight_of
from nanfeng.web.organisations.models import Organisation
from nanfeng.web.people.request import Request
from nanfeng.web.records import sendings
from nanfeng.web.records.intake import present_sender
from nanfeng.web.records.models import Record, Sending
from nanfeng.web.records.queries import own_sendings
from nanfeng.web.records.queries import records as seen_records

records = Noun("records")
_MOST_ROWS = 1000


class RecordOut(Schema):
    """One version of one filled form. Amounts are decimal strings in yuan (or the base unit of their field)."""

    id: int
    form: str
    key: str
    version: int
    current: bool
    organisation: str
    first: date | None
    last: date | None
    place: str | None
    status: str
    synthetic: bool
    content: dict[str, Any]
    entered: datetime
    why: str


class RecordsWanted(Paging):
    """Which records."""

    form: Short
    organisation: Short = ""
    current: bool = Field(True, description="只要最新版本 / only the last version of each")


class SendingOut(Schema):
    """A file that was sent, and what became of it. `issues` are those of the first rows that were handed back."""

    id: int
    form: str
    name: str
    state: str
    accepted: int
    handed_back: int
    entered: datetime
    synthetic: bool
    issues: list[dict[str, Any]]


class Filed(Schema):
    """What became of the rows: how many were new, and how many said what is there already; notices about them."""

    accepted: int
    unchanged: int
    notices: list[Fault]


@records.get("/records", Page[RecordOut])
@allow(*READERS)
def listed(request: Request, wanted: Query[RecordsWanted]) -> dict[str, Any]:
    """一张表的数据 / The records of a form that the caller may see, in order of entry."""
    form = form_named(wanted.form)
    found = seen_records().filter(form=form.name)
    if wanted.organisation:
        found = found.filter(organisation=wanted.organisation)
    if wanted.current:
        found = found.filter(current=True)
    page = part(found, Order(f"records {form.name}", ("id",)), wanted)
    _note_looks(form.name, page.rows)
    return {"items": [_shown(form, row) for row in page.rows], "next": page.next}


def file_operation(form: FormDefinition) -> None:
    """Declare the operation that files rows of a form, in the shape that is derived from it."""

    def file(request: Request, sent: Any) -> Filed:
        return _file(form, sent.rows)

    file.__annotations__["sent"] = _rows_of(row_model(form))
    file.__name__ = f"file_{form.name}"
    file.__doc__ = f"报送：{form.label.zh}（整批接收或整批退回） / File rows of: {form.label.en}, all of them or none."
    records.post(f"/records/{form.name}", Filed)(allow(*FILERS)(file))


@records.get("/sendings", Page[SendingOut])
@allow(*READERS)
def sent(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """报送过的文件 / The files that the caller's office has sent, the latest first."""
    page = part(own_sendings(), Order("sendings", ("-id",)), wanted)
    return {"items": [_sending(each) for each in page.rows], "next": page.next}


@records.get("/sendings/{int:pk}", SendingOut)
@allow(*READERS)
def sending(request: Request, pk: Number) -> dict[str, Any]:
    """一个文件的结果 / What became of a file."""
    return _sending(get_object_or_404(own_sendings(), pk=pk))


@records.file("/sendings/{int:pk}/refused", XLSX)
@allow(*READERS)
def refused(request: Request, pk: Number) -> FileResponse:
    """退回的行（XLSX） / The rows that were handed back, to mend and send again."""
    found = get_object_or_404(own_sendings(), pk=pk)
    path = sendings.refused_file(found)
    if path is None or not path.is_file():
        raise Http404("no row of the file was handed back")
    note(Note("export", found.form, str(found.pk), found.organisation, {"file": [None, path.name]}))
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name, content_type=XLSX)


@records.post("/sendings", JobOut, 202)
@allow(*FILERS)
def send(request: Request, form: Form[Short], file: File[UploadedFile]) -> Status:
    """上传工作簿，在后台接收 / Send a workbook; a job takes it in."""
    definition = form_named(form)
    if (file.size or 0) > Limits().file_bytes:
        raise ProblemError(413)
    job = sendings.take_in(sendings.Sent(file.name or "file", file.chunks(), definition), present_sender())
    return Status(202, job_out(job))


def _file(form: FormDefinition, rows: list[Row]) -> Filed:
    taken = file_rows(form, [cells(row) for row in rows], seen(rows))
    faults = [issue for row in (*taken.refused, *taken.questions) for issue in row.issues]
    if faults:
        raise ProblemError(422, None, map(fault, faults))
    return Filed(
        accepted=taken.accepted.num_rows,
        unchanged=taken.unchanged,
        notices=[Fault(**fault(issue)) for issue in taken.notices],
    )


def _rows_of(model: type[Row]) -> type[Schema]:
    rows = (list[model], Field(..., min_length=1, max_length=_MOST_ROWS))
    return type(f"{model.__name__}s", (Schema,), {"__annotations__": {"rows": rows[0]}, "rows": rows[1]})


def _sending(found: Sending) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in ("form", "name", "state", "accepted", "handed_back", "entered")}
    return {"id": found.pk, "synthetic": found.synthetic, "issues": found.protocol.get("issues", [])[:200], **said}


def _shown(form: FormDefinition, row: Record) -> dict[str, Any]:
    """A record without the fields that the caller may not see of its organisation."""
    sight = sight_of(Organisation(identifier=row.organisation, park=row.park))
    said = {name: getattr(row, name) for name in RecordOut.model_fields if name != "content"}
    return said | {"content": {name: row.content.get(name) for name in shown_fields(form, sight)}}


def _note_looks(form: str, rows: list[Record]) -> None:
    for organisation in {row.organisation for row in rows} - {""}:
        looked(form, "api", organisation)


for _form in city.pack().filed.values():
    file_operation(_form)
