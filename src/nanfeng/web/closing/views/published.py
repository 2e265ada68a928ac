"""Reports and data of releases as files: for everybody where they are published, for the office before."""

import mimetypes
from collections.abc import Callable
from typing import TypeVar

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_GET

from nanfeng.kinds.text import Text
from nanfeng.release.open_data import csv_text
from nanfeng.release.release import Release as Computed
from nanfeng.release.sdmx import sdmx_csv, structure_xml
from nanfeng.release.select import whole
from nanfeng.release.spreadsheet import workbook
from nanfeng.web.audit.services import Note, note
from nanfeng.web.closing.access import audience_of, visible
from nanfeng.web.closing.models import Release
from nanfeng.web.closing.queries.releases import computed, pack_of, report_file
from nanfeng.web.doors import allow_public
from nanfeng.web.people.request import Request

Answer = TypeVar("Answer", HttpResponse, FileResponse)

_NOT_THERE = Text("没有这份发布，或者还没有发布", "there is no such release, or it is not published yet")


@allow_public
@require_GET
def report(request: Request, pk: str, name: str) -> FileResponse:
    """A file of a release's report: its pages, what they load, PDF and Word."""
    found = _visible(request, pk)
    path = report_file(found, name or "index.html")
    if path is None:
        raise Http404(_NOT_THERE)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    pages = kind.startswith("text/")
    response = FileResponse(path.open("rb"), content_type=f"{kind}; charset=utf-8" if pages else kind)
    if path.suffix in (".pdf", ".docx"):
        response["Content-Disposition"] = (
            f'attachment; filename="{found.publication}-{found.place}-{found.period}-{name}"'
        )
    return _kept(response, found)


@allow_public
@require_GET
def download(request: Request, pk: str, name: str) -> HttpResponse:
    """All figures of a release as CSV, spreadsheet or SDMX-CSV, or the structure of the latter."""
    if name not in _MADE:
        raise Http404(Text("没有这种文件", "there is no such file"))
    found = _visible(request, pk)
    make, kind = _MADE[name]
    if request.post:
        note(Note("export", "release", pk, changes={"file": [None, name]}))
    file_name = f"{found.publication}-{found.place}-{found.period}-{name}"
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return _kept(HttpResponse(make(computed(found)), content_type=kind, headers=headers), found)


def _visible(request: Request, pk: str) -> Release:
    found = visible(audience_of(request.post)).filter(pk=pk).first()
    if found is None:
        raise Http404(_NOT_THERE)
    return found


def _kept(response: Answer, release: Release) -> Answer:
    """What is published never changes and may be kept; what is not must not be."""
    response["Cache-Control"] = "public, max-age=3600" if release.published_at else "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _csv(release: Computed) -> bytes:
    return csv_text(pack_of(release), whole(release), mark=True).encode()


def _workbook(release: Computed) -> bytes:
    return workbook(pack_of(release), whole(release))


def _sdmx(release: Computed) -> bytes:
    return sdmx_csv(pack_of(release), whole(release)).encode()


def _structure(release: Computed) -> bytes:
    return structure_xml(pack_of(release), release.built_at).encode()


_MADE: dict[str, tuple[Callable[[Computed], bytes], str]] = {
    "figures.csv": (_csv, "text/csv; charset=utf-8"),
    "figures.xlsx": (_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "figures.sdmx.csv": (_sdmx, "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"),
    "structure.xml": (_structure, "application/vnd.sdmx.structure+xml; version=3.0.0"),
}
"""What each file of data is made by, and its media type."""
