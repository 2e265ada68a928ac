"""Figures as files: each kind with its media type, and how it is written. As in the open data, nothing is computed."""

from collections.abc import Callable, Sequence
from enum import StrEnum

from django.http import HttpResponse

from nanfeng.pack.pack import Pack
from nanfeng.release.open_data import csv_text
from nanfeng.release.sdmx import sdmx_csv
from nanfeng.release.select import Released
from nanfeng.release.spreadsheet import workbook

CSV, SDMX = "text/csv", "application/vnd.sdmx.data+csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STRUCTURE = "application/vnd.sdmx.structure+xml"


class Kind(StrEnum):
    """What figures can be taken away as, by the end of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    SDMX = "sdmx.csv"


_WRITTEN: dict[Kind, tuple[str, Callable[[Pack, Sequence[Released]], str | bytes]]] = {
    Kind.CSV: (CSV, lambda pack, figures: csv_text(pack, figures, mark=True)),
    Kind.XLSX: (XLSX, workbook),
    Kind.SDMX: (SDMX, sdmx_csv),
}


def figures_file(kind: Kind, pack: Pack, figures: Sequence[Released]) -> HttpResponse:
    """Figures as a file."""
    media_type, write = _WRITTEN[kind]
    return saved(write(pack, figures), media_type, f"figures.{kind}")


def saved(content: str | bytes, media_type: str, name: str) -> HttpResponse:
    """Something to keep under a name."""
    return HttpResponse(content, media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
