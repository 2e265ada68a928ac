"""Writes sheets as files, byte for byte the same whenever the same sheet is written."""

import csv
import io
import os
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from nanfeng.demo.rows import Cell
from nanfeng.demo.sheets import Sheet

_STAMP = datetime(2023, 1, 1)


class _StampedZip(ZipFile):
    """An archive whose members carry no time of writing."""

    def write(
        self,
        filename: str | os.PathLike[str],
        arcname: str | os.PathLike[str] | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        self.writestr(str(arcname or filename), Path(filename).read_bytes(), compress_type, compresslevel)

    def writestr(
        self,
        zinfo_or_arcname: str | ZipInfo,
        data: bytes | str,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = zinfo_or_arcname.filename if isinstance(zinfo_or_arcname, ZipInfo) else zinfo_or_arcname
        super().writestr(ZipInfo(name), data, compress_type or ZIP_DEFLATED, compresslevel)


def write_workbook(path: Path, sheet: Sheet) -> None:
    """Write an xlsx file with one sheet."""
    workbook = Workbook(write_only=True)
    workbook.properties.created = workbook.properties.modified = _STAMP
    page = workbook.create_sheet(sheet.name)
    for merged in sheet.merged:
        page.merged_cells.add(merged)
    for line in sheet.cells:
        page.append([_number(cell) for cell in line])
    with _StampedZip(path, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).write_data()


def write_csv(path: Path, sheet: Sheet, encoding: str) -> None:
    """Write a text file with commas, in the encoding of the office that sends it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(_texts(line) for line in sheet.cells)
    path.write_bytes(text.getvalue().encode(encoding))


def _texts(line: Iterable[Cell]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in line]


def _number(cell: Cell) -> Cell | float:
    return float(cell) if isinstance(cell, Decimal) else cell
