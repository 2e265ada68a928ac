"""Sending a workbook in, what became of it, and templates to fill in."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from nanfeng.forms.form import Form
from nanfeng.intake.template import Row, write_template
from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.audit.services import Note, note, present_doer
from nanfeng.web.doors import allow
from nanfeng.web.jobs.models import Job
from nanfeng.web.people.request import Request
from nanfeng.web.records import sendings
from nanfeng.web.records.access import NotFiledByError, forms_filed_by
from nanfeng.web.records.forms import SendForm
from nanfeng.web.records.intake import present_sender
from nanfeng.web.records.models import Sending
from nanfeng.web.records.offered import known
from nanfeng.web.records.queries import own_sendings

_SHOWN = 200
"""Issues of a file that its page lists at most; the file of refused rows holds all."""
_LATEST = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FILERS = tuple(role for role in Role if role not in (Role.AUDITOR, Role.EXPERT, Role.ADMINISTRATOR))
"""Who may file some form; which, is said by the forms."""


@allow(*FILERS)
@require_http_methods(["GET", "POST"])
def send(request: Request) -> HttpResponse:
    """Send a workbook of any form that one's role files; it is taken in by a job."""
    offered = forms_filed_by(present_doer().role)
    form = SendForm(request.POST or None, request.FILES or None, initial={"form": request.GET.get("form")})
    if request.method == "POST" and form.is_valid():
        return redirect("jobs:show", _taken_in(form).pk)
    page = {"form": form, "offered": offered, "sendings": own_sendings()[:_LATEST], "forms": city.pack().forms}
    return render(request, "records/send.html", page)


@allow(*FILERS)
@require_GET
def sending(request: Request, pk: int) -> HttpResponse:
    """What became of a file: rows taken and handed back, and what is wrong with each."""
    found = _own(pk)
    issues = found.protocol.get("issues", [])
    faults = [issue for issue in issues if issue["severity"] != "warning"]
    page = {
        "sending": found,
        "label": city.pack().forms[found.form].label,
        "faults": faults[:_SHOWN],
        "notices": [issue for issue in issues if issue["severity"] == "warning"][:_SHOWN],
        "more": max(len(faults) - _SHOWN, 0),
    }
    return render(request, "records/sending.html", page)


@allow(*FILERS)
@require_GET
def refused(_request: Request, pk: int) -> FileResponse:
    """The rows that were handed back, as a workbook to mend and send again."""
    found = _own(pk)
    path = sendings.refused_file(found)
    if path is None or not path.is_file():
        raise Http404("no row of the file was handed back")
    return _file(path, f"{Path(found.name).stem}-待修改.xlsx", found)


@allow(*FILERS)
@require_GET
def as_sent(_request: Request, pk: int) -> FileResponse:
    """The file as it came."""
    found = _own(pk)
    path = sendings.stored(found)
    if not path.is_file():
        raise Http404("the file is not kept any more")
    return _file(path, found.name, found)


@allow(*FILERS)
@require_GET
def template(_request: Request, form: str) -> FileResponse:
    """The empty template of a form."""
    found = city.pack().forms.get(form)
    if found is None or found not in forms_filed_by(present_doer().role):
        raise Http404("no such form is filed in this role")
    return workbook(found, ())


def workbook(form: Form, rows: tuple[Row, ...]) -> FileResponse:
    """The answer that holds a form's template, with rows filled in beforehand."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(form, path, known(), rows)
        content = BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=f"{form.label.zh}.xlsx", content_type=_XLSX)


def _taken_in(form: SendForm) -> Job:
    said = form.cleaned_data
    sent = sendings.Sent(said["file"].name, said["file"].chunks(), city.pack().forms[said["form"]])
    try:
        return sendings.take_in(sent, present_sender())
    except NotFiledByError as error:
        raise PermissionDenied(error.args[0]) from error


def _own(pk: int) -> Sending:
    return get_object_or_404(own_sendings(), pk=pk)


def _file(path: Path, name: str, found: Sending) -> FileResponse:
    """The file to be saved; it came from outside and is never shown inside a page of ours."""
    note(Note("export", found.form, str(found.pk), found.organisation, {"file": [None, name]}))
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
