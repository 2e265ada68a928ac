"""Writes sheets as files, byte for byte the same whenever the same sheet is written."""

import csv
import io
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


def write_workbook(path: Path, sheet: Sheet) -> None:
    """Write an xlsx file with one sheet."""
    workbook = Workbook(write_only=True)
    workbook.properties.created = workbook.properties.modified = _STAMP
    page = workbook.create_sheet(sheet.name)
    for merged in sheet.merged:
        page.merged_cells.add(merged)
    for line in sheet.cells:
        page.append([_number(cell) for cell in line])
    with ZipFile(io.BytesIO(), "w") as draft:
        ExcelWriter(workbook, draft).write_data()
        _copy_unstamped(draft, path)


def _copy_unstamped(draft: ZipFile, path: Path) -> None:
    """Write the members of an archive, compressed, without the times of their writing."""
    with ZipFile(path, "w") as archive:
        for name in draft.namelist():
            archive.writestr(ZipInfo(name), draft.read(name), ZIP_DEFLATED)


def write_csv(path: Path, sheet: Sheet, encoding: str) -> None:
    """Write a text file with commas, in the encoding of the office that sends it."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(_texts(line) for line in sheet.cells)
    path.write_bytes(text.getvalue().encode(encoding))


def _texts(line: Iterable[Cell]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in line]


def _number(cell: Cell) -> Cell | float:
    return float(cell) if isinstance(cell, Decimal) else cell
