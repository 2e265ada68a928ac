"""The reports of releases: written, and taken away to print."""

from enum import StrEnum

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from ninja import Status

from nanfeng.kinds.role import Role
from nanfeng.web import city
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.nouns.jobs import JobOut, job_out
from nanfeng.web.closing.access import audience_of, visible
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.ordering import order_report
from nanfeng.web.closing.queries.releases import report_file
from nanfeng.web.doors import allow, allow_public
from nanfeng.web.figures.services import note_export
from nanfeng.web.people.request import Request

reports = Noun("releases")
_PDF = "application/pdf"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Tongue(StrEnum):
    """The language of a report."""

    ZH = "zh"
    EN = "en"


@reports.post("/releases/{pk}/report", JobOut, 202)
@allow(Role.STATISTICIAN, Role.PLANNER)
def write_report(request: Request, pk: str) -> Status:
    """撰写报告，在后台进行 / Write the report of a release that was built without one; a job does it."""
    found = get_object_or_404(Release, pk=pk, report=False)
    publication = city.pack().publications.get(found.publication)
    if publication is None or not publication.sections:
        raise Http404("the publication has no report")
    return Status(202, job_out(order_report(found)))


@reports.file("/releases/{pk}/report.{language}.pdf", _PDF)
@allow_public
def report_pdf(request: Request, pk: str, language: Tongue) -> FileResponse:
    """一份发布的报告（PDF） / The report of a release as PDF."""
    return _report(request, pk, f"report.{language}.pdf", _PDF)


@reports.file("/releases/{pk}/report.{language}.docx", _WORD)
@allow_public
def report_word(request: Request, pk: str, language: Tongue) -> FileResponse:
    """一份发布的报告（Word） / The report of a release as a Word document."""
    return _report(request, pk, f"report.{language}.docx", _WORD)


def _report(request: Request, pk: str, name: str, media_type: str) -> FileResponse:
    found = get_object_or_404(visible(audience_of(request.post)), pk=pk)
    path = report_file(found, name)
    if path is None:
        raise Http404("no such report of the release was written")
    note_export("release", found.pk, {"file": [None, name]})
    kept_as = f"{found.publication}-{found.place}-{found.period}-{name}"
    return FileResponse(path.open("rb"), as_attachment=True, filename=kept_as, content_type=media_type)
