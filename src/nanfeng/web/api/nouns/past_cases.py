"""Past cases as workbooks: the template, sending them in, the rows that come back; all cases as the same workbook."""

from django.http import FileResponse, Http404
from ninja import File, Status, UploadedFile

from nanfeng.cases.past import past_form
from nanfeng.cases.programme import Programme
from nanfeng.intake.limits import Limits
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.nouns.forms import XLSX
from nanfeng.web.api.nouns.jobs import JobOut, job_out
from nanfeng.web.api.nouns.programmes import programme_named
from nanfeng.web.api.problem import ProblemError
from nanfeng.web.api.shapes import Number
from nanfeng.web.audit.services import Note, note
from nanfeng.web.doors import allow
from nanfeng.web.people.request import Request
from nanfeng.web.programmes import services
from nanfeng.web.programmes.ordering import order_past, past_done, refused_path
from nanfeng.web.programmes.queries.past import past_rows
from nanfeng.web.programmes.views.doors import FIELD
from nanfeng.web.programmes.views.past import IMPORTERS
from nanfeng.web.records.views import workbook

past_cases = Noun("cases")


@past_cases.file("/programmes/{slug:name}/cases.xlsx", XLSX)
@allow(*FIELD)
def exported(request: Request, name: str) -> FileResponse:
    """全部办件（XLSX） / The cases of a programme that the caller sees, as a workbook that could be sent in again."""
    programme = programme_named(name)
    rows = past_rows(programme)
    note(Note("export", "case", programme.id, "", {"cases": [None, str(len(rows))]}))
    return workbook(past_form(programme), tuple(rows))


@past_cases.file("/programmes/{slug:name}/past-cases.xlsx", XLSX)
@allow(*IMPORTERS)
def past_template(request: Request, name: str) -> FileResponse:
    """已有办件的空白模板（XLSX） / The empty workbook for past cases."""
    return workbook(past_form(_imported(name)), ())


@past_cases.post("/programmes/{slug:name}/past-cases", JobOut, 202)
@allow(*IMPORTERS)
def past_send(request: Request, name: str, file: File[UploadedFile]) -> Status:
    """导入已有办件，在后台进行 / Send a workbook of past cases; a job makes cases of its rows."""
    programme = programme_named(name)
    if (file.size or 0) > Limits().file_bytes:
        raise ProblemError(413)
    return Status(202, job_out(order_past(programme, file.name or "", file.read())))


@past_cases.file("/programmes/{slug:name}/past-cases/{int:pk}.xlsx", XLSX)
@allow(*IMPORTERS)
def past_refused(request: Request, name: str, pk: Number) -> FileResponse:
    """退回的行（XLSX） / The rows that a job handed back, to mend and send again."""
    done = past_done(_imported(name), pk)
    if done is None or not refused_path(done.pk).is_file():
        raise Http404("no row was handed back")
    note(Note("export", "job", str(done.pk)))
    rows = refused_path(done.pk).open("rb")
    return FileResponse(rows, as_attachment=True, filename=f"past-{done.pk}.xlsx", content_type=XLSX)


def _imported(name: str) -> Programme:
    programme = programme_named(name)
    services.check_imports(programme)
    return programme
