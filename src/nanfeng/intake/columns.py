"""The records of one sheet as typed columns, with the faults of single cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from nanfeng.forms.columns import column_type
from nanfeng.forms.form import Form
from nanfeng.intake.cells import Reader, Vocabulary, named_by, reader
from nanfeng.intake.fault import Fault, Finding
from nanfeng.intake.header import Column, Header
from nanfeng.intake.quantities import DIGITS, Scale, read_column, scale_of
from nanfeng.intake.sheet import Raw
from nanfeng.kinds.text import Text

Rows = Sequence[Sequence[Raw]]
_Read = tuple[pa.Array, Mapping[int, Fault]]

_STRAY = Fault(
    "stray_cells",
    Text(
        "本行的单元格多于表头的列数，可能错位",
        "the line has more cells than the header has columns: they may have shifted",
    ),
    Text(
        "请核对各列；数字中的千分位逗号请去掉或加引号",
        "Check the columns; take commas out of numbers, or put such numbers in quotes",
    ),
)


@dataclass(frozen=True)
class SheetColumns:
    """The form's fields as columns (organisations as written where they are names), and the faults; a finding's `row`
    counts from the first record of the sheet.
    """

    table: pa.Table
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Reading:
    """What a sheet's records are read by: its header, the form, and what names mean; `tell` hears the share of the
    columns that is read, 0 to 1.
    """

    header: Header
    form: Form
    vocabulary: Vocabulary
    tell: Callable[[float], None]


def read_columns(rows: Rows, reading: Reading) -> SheetColumns:
    """Read every column of the records of one sheet; a column that is not there is null throughout."""
    header, form = reading.header, reading.form
    findings = _stray(rows, len(header.columns))
    arrays: dict[str, pa.Array] = {}
    for position, field in enumerate(form.fields):
        reading.tell(position / len(form.fields))
        column = header.fields.get(field.name)
        if column is None:
            stated = str(header.period) if header.period and field.name == form.when else None
            arrays[field.name] = pa.array([stated] * len(rows), column_type(field))
            continue
        cells = _cells(rows, column.position)
        for _, other in (pair for pair in header.twice if pair[0] is column):
            cells = [named_by(cell, beside) for cell, beside in zip(cells, _cells(rows, other.position), strict=True)]
        if field.type in DIGITS:
            arrays[field.name], faults = _quantities(cells, scale_of(field, column.measure), column_type(field))
        else:
            arrays[field.name], faults = _others(cells, reader(form, field, reading.vocabulary), column_type(field))
        findings += [Finding(row, field.name, fault) for row, fault in faults.items()]
    reading.tell(1.0)
    return SheetColumns(pa.table(arrays), tuple(findings))


def mismatched(header: Header) -> tuple[Column, ...]:
    """Columns whose header states a unit of another dimension than their field has (US dollars for yuan)."""
    return tuple(
        column
        for column in header.fields.values()
        if column.field
        and column.field.unit
        and column.measure
        and column.measure.dimension not in (None, column.field.unit.dimension)
    )


def decimals(values: np.ndarray, present: np.ndarray, kind: pa.DataType) -> pa.Array:
    """DECIMAL values from int64 multiples of their smallest unit; null where not present."""
    halves = np.empty((len(values), 2), dtype=np.int64)
    halves[:, 0] = values
    halves[:, 1] = values >> 63  # the sign fills the upper half of the 128 bits
    mask = pa.array(present).buffers()[1] if len(values) else None
    return pa.Array.from_buffers(kind, len(values), [mask, pa.py_buffer(halves)])


def _stray(rows: Rows, width: int) -> list[Finding]:
    return [
        Finding(position, "", _STRAY)
        for position, row in enumerate(rows)
        if len(row) > width and any(cell != "" for cell in row[width:])
    ]


def _cells(rows: Rows, position: int) -> list[Raw]:
    try:
        return [row[position] for row in rows]
    except IndexError:
        return [row[position] if position < len(row) else "" for row in rows]


def _quantities(cells: list[Raw], scale: Scale, kind: pa.DataType) -> _Read:
    values, present, faults = read_column(cells, scale)
    if pa.types.is_decimal(kind):
        return decimals(values, present, kind), faults
    return pa.array(values, kind, mask=~present), faults


def _others(cells: list[Raw], read: Reader, kind: pa.DataType) -> _Read:
    if bool in set(map(type, cells)):  # True would be one with 1 below
        cells = [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]
    meanings = {cell: read(cell) for cell in dict.fromkeys(cells)}
    wrong = {cell: meaning for cell, meaning in meanings.items() if isinstance(meaning, Fault)}
    if not wrong:
        return pa.array([meanings[cell] for cell in cells], kind), {}
    values = [None if cell in wrong else meanings[cell] for cell in cells]
    return pa.array(values, kind), {row: wrong[cell] for row, cell in enumerate(cells) if cell in wrong}
