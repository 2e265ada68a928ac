"""All figures of a release as files."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from nanfeng.release.open_data import csv_text
from nanfeng.release.release import Release
from nanfeng.release.sdmx import sdmx_csv
from nanfeng.release.select import whole
from nanfeng.web.api.noun import Noun
from nanfeng.web.closing.access import audience_of, visible
from nanfeng.web.closing.queries.releases import computed, pack_of
from nanfeng.web.doors import allow_public
from nanfeng.web.figures.services import note_export
from nanfeng.web.people.request import Request

open_data = Noun("releases")
_CSV, _SDMX = "text/csv", "application/vnd.sdmx.data+csv"


@open_data.file("/releases/{pk}/figures.csv", _CSV)
@allow_public
def data(request: Request, pk: str) -> HttpResponse:
    """全部数据（CSV） / All figures of a release as CSV."""
    found = _computed(request, pk, "figures.csv")
    return HttpResponse(csv_text(pack_of(found), whole(found), mark=True), _CSV)


@open_data.file("/releases/{pk}/figures.sdmx.csv", _SDMX)
@allow_public
def sdmx(request: Request, pk: str) -> HttpResponse:
    """全部数据（SDMX-CSV） / All figures of a release as SDMX-CSV 2.0."""
    found = _computed(request, pk, "figures.sdmx.csv")
    return HttpResponse(sdmx_csv(pack_of(found), whole(found)), _SDMX)


def _computed(request: Request, pk: str, name: str) -> Release:
    found = get_object_or_404(visible(audience_of(request.post)), pk=pk)
    note_export("release", found.pk, {"file": [None, name]})
    return computed(found)
