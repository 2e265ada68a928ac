"""What belongs to a case beside its values: documents, letters, what is confirmed and paid, words, tasks, its owner."""

import io
from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from ninja import Field, File, Form, Query, Schema, Status, UploadedFile

from nanfeng.report.letter import letter_docx, letter_pdf
from nanfeng.web.api.noun import Noun, Stated
from nanfeng.web.api.nouns.case_answers import paper_out, task_out
from nanfeng.web.api.nouns.case_shapes import CaseWhole, PaperOut, TaskOut
from nanfeng.web.api.nouns.cases import answer, case_numbered
from nanfeng.web.api.paging import Order, Page, Paging, part
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.api.shapes import Number, PlainText, Short
from nanfeng.web.audit.services import looked
from nanfeng.web.doors import allow
from nanfeng.web.people import evidence
from nanfeng.web.people.request import Request
from nanfeng.web.programmes import services
from nanfeng.web.programmes.queries import lists, papers
from nanfeng.web.programmes.queries.letters import printed_letter
from nanfeng.web.programmes.services import Attached
from nanfeng.web.programmes.views.doors import FIELD, WORKERS
from nanfeng.web.programmes.whole import whole

deeds = Noun("cases")
_BYTES = "application/octet-stream"
_PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class ConfirmWish(Schema):
    """An outcome to confirm; `digest` is of the values that the caller saw."""

    outcome: Short
    digest: Short


class PayWish(Schema):
    """That an instalment was paid: the day, and the voucher's number."""

    instalment: Short
    day: date
    reference: Short = Field(min_length=1)


class MessageWish(Schema):
    """Words to the other side."""

    text: PlainText = Field(min_length=1, pattern=r"\S")


class TaskWish(Schema):
    """Something to follow up by a day; by oneself where no mail address of somebody else stands in `who`."""

    what: Short = Field(min_length=1)
    day: date
    who: Short = ""


class OwnerWish(Schema):
    """The mail address of who sees to the case from now on; empty: nobody for now."""

    owner: Short


class EditionWish(Schema):
    """Why a case goes by the present version of its programme, and in which stage, where its own is no more."""

    reason: PlainText
    stage: Short = ""


class Heard(Schema):
    """How many messages were new."""

    read: int


@deeds.post("/cases/{slug:number}/papers", PaperOut, 201)
@allow(*WORKERS)
def attach(request: Request, number: str, kind: Form[Short], file: File[UploadedFile]) -> Status:
    """上传材料 / Add a document; the same one sent twice is there once."""
    if (file.size or 0) > services.PAPER_LIMIT:
        raise ProblemError(413)
    paper = services.attach(number, Attached(kind, file.name or "file", file.read()))
    return Status(201, paper_out(paper))


@deeds.file("/cases/{slug:number}/papers/{int:pk}", _BYTES)
@allow(*WORKERS)
def paper(request: Request, number: str, pk: Number) -> FileResponse:
    """一份材料 / A document of a case, to be saved."""
    row = case_numbered(number)
    kept = papers.paper(row, pk)
    if kept is None:
        raise Http404("the case has no such document")
    looked("paper", f"{number} {pk}", row.organisation)
    content = io.BytesIO(evidence.read(kept.sha256))
    return FileResponse(content, as_attachment=True, filename=kept.name, content_type=_BYTES)


@deeds.post("/cases/{slug:number}/papers/{int:pk}/back", CaseWhole, stated=Stated.SHOWN)
@allow(*WORKERS)
def take_back(request: Request, response: HttpResponse, number: str, pk: Number) -> dict[str, Any]:
    """撤下材料 / Let a document count no more; it stays in the archive."""
    services.take_back(number, pk)
    return answer(response, number)


@deeds.file("/cases/{slug:number}/letters/{slug:name}.pdf", _PDF)
@allow(*WORKERS)
def letter_as_pdf(request: Request, number: str, name: str) -> HttpResponse:
    """一份公文（PDF） / An official letter of a case as PDF, in the language that the call asks for."""
    return _letter(number, name, _PDF)


@deeds.file("/cases/{slug:number}/letters/{slug:name}.docx", _WORD)
@allow(*WORKERS)
def letter_as_word(request: Request, number: str, name: str) -> HttpResponse:
    """一份公文（Word） / The same as a Word document."""
    return _letter(number, name, _WORD)


@deeds.post("/cases/{slug:number}/confirmations", CaseWhole, stated=Stated.SHOWN)
@allow(*WORKERS)
def confirm(request: Request, response: HttpResponse, number: str, wish: ConfirmWish) -> dict[str, Any]:
    """确认成果 / Confirm an outcome as it stands, for the organisation that does."""
    services.confirm(number, wish.outcome, wish.digest)
    return answer(response, number)


@deeds.post("/cases/{slug:number}/payments", CaseWhole, stated=Stated.SHOWN)
@allow(*WORKERS)
def pay(request: Request, response: HttpResponse, number: str, wish: PayWish) -> dict[str, Any]:
    """登记付款 / Enter that an instalment was paid, all of what it comes to."""
    services.pay(number, wish.instalment, wish.day, wish.reference)
    return answer(response, number)


@deeds.post("/cases/{slug:number}/messages", CaseWhole, stated=Stated.SHOWN)
@allow(*WORKERS)
def say(request: Request, response: HttpResponse, number: str, wish: MessageWish) -> dict[str, Any]:
    """留言 / Say something to the other side."""
    services.say(number, wish.text)
    return answer(response, number)


@deeds.post("/cases/{slug:number}/messages/read", Heard)
@allow(*WORKERS)
def hear(request: Request, number: str) -> dict[str, Any]:
    """标记已读 / Note that the caller has read what the other side said."""
    return {"read": services.mark_read(case_numbered(number))}


@deeds.get("/tasks", Page[TaskOut])
@allow(*FIELD)
def tasks(request: Request, wanted: Query[Paging]) -> dict[str, Any]:
    """我的跟进事项 / What the caller has to follow up, the most pressing first."""
    page = part(lists.tasks(), Order("tasks", ("day", "pk")), wanted)
    return {"items": [task_out(each, each.case) for each in page.rows], "next": page.next}


@deeds.post("/cases/{slug:number}/tasks", TaskOut, 201)
@allow(*FIELD)
def add_task(request: Request, number: str, wish: TaskWish) -> Status:
    """添加跟进事项 / Add something to follow up."""
    task = services.add_task(number, wish.what, wish.day, wish.who)
    return Status(201, task_out(task, task.case))


@deeds.post("/cases/{slug:number}/tasks/{int:pk}/done", CaseWhole, stated=Stated.SHOWN)
@allow(*FIELD)
def finish_task(request: Request, response: HttpResponse, number: str, pk: Number) -> dict[str, Any]:
    """跟进事项已完成 / Note that a task is done."""
    services.finish_task(number, pk)
    return answer(response, number)


@deeds.post("/cases/{slug:number}/owner", CaseWhole, stated=Stated.SHOWN)
@allow(*FIELD)
def hand_over(request: Request, response: HttpResponse, number: str, wish: OwnerWish) -> dict[str, Any]:
    """移交经办人 / Let another account see to the case."""
    services.hand_over(number, wish.owner)
    return answer(response, number)


@deeds.post("/cases/{slug:number}/edition", CaseWhole, stated=Stated.SHOWN)
@allow(*FIELD)
def move_over(request: Request, response: HttpResponse, number: str, wish: EditionWish) -> dict[str, Any]:
    """转入项目的新版本 / Let a case go by the present version of its programme; `newer` says what it would lack."""
    services.move_to_present(number, wish.reason, wish.stage or None)
    return answer(response, number)


def _letter(number: str, name: str, media: str) -> HttpResponse:
    row = case_numbered(number)
    written = printed_letter(whole(row), name)
    if written is None:
        raise Http404("there is no such letter now")
    looked("letter", f"{number} {name}", row.organisation)
    render, suffix = (letter_pdf, "pdf") if media == _PDF else (letter_docx, "docx")
    headers = {"Content-Disposition": f'attachment; filename="{number}-{name}.{suffix}"'}
    return HttpResponse(render(written), media, headers=headers)
