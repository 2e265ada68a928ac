"""Columns of quantities: counts, numbers and money as whole multiples of the smallest unit that is kept.

Ordinary numbers are scaled together in float64; where that could round differently from decimal arithmetic, and for
everything that is text, the cell is read by itself.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation

import numpy as np

from nanfeng.forms.field import Field, FieldType
from nanfeng.intake.blank import is_blank, spoilt
from nanfeng.intake.fault import Fault
from nanfeng.intake.sheet import Raw
from nanfeng.intake.units import Measure, read_measure
from nanfeng.kinds.reading import plain, read_number
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension

DIGITS = {FieldType.WHOLE: 0, FieldType.NUMBER: 4, FieldType.AMOUNT: 2}
"""Decimal places that are kept of each type of quantity."""

_LARGEST = 10**18 - 1
_EXACT = 2.0**45
_NEARLY_HALF = 0.45
_SIMPLE = re.compile(r"-?\d{1,11}(?:\.\d{1,4})?")
_WRITTEN = re.compile(r"([^\d(.+\-−]*)(\(?[-+−]?[\d,. ]*\d\)?)(\D*)")


@dataclass(frozen=True)
class Scale:
    """How a column's numbers become kept ones: multiplied by `factor` into base units of `dimension`, to `digits`
    decimal places.
    """

    factor: Decimal
    dimension: Dimension | None
    digits: int


def scale_of(field: Field, measure: Measure | None) -> Scale:
    """The scale of a column: the unit in its header, else the unit in which the field is asked."""
    unit = field.unit
    asked = Measure(unit.factor, unit.dimension) if unit else Measure(Decimal(1), None)
    stated = measure or asked
    return Scale(stated.factor, stated.dimension or asked.dimension, DIGITS[field.type])


def read_column(cells: Sequence[Raw], scale: Scale) -> tuple[np.ndarray, np.ndarray, dict[int, Fault]]:
    """The column as int64 multiples of the smallest kept unit, where it holds a value, and the faults by position."""
    floats = np.array(_as_floats(cells), dtype=np.float64)
    scaled = floats * (float(scale.factor) * 10**scale.digits)
    with np.errstate(invalid="ignore"):
        rounded = np.rint(scaled)
        tolerance = _NEARLY_HALF if scale.digits else 0.0
        settled = (np.abs(scaled - rounded) <= tolerance) & (np.abs(scaled) < _EXACT)
    values = np.where(settled, rounded, 0).astype(np.int64)
    faults: dict[int, Fault] = {}
    known: dict[Raw, int | Fault | None] = {}
    for position in np.flatnonzero(~settled).tolist():
        cell = cells[position]
        if cell == "":
            continue
        if cell not in known or isinstance(cell, bool):
            known[cell] = read_cell(cell, scale)
        read = known[cell]
        if isinstance(read, Fault):
            faults[position] = read
        elif read is not None:
            values[position], settled[position] = read, True
    return values, settled, faults


def read_cell(cell: Raw, scale: Scale) -> int | Fault | None:
    """One quantity as a whole multiple of the smallest kept unit; rounded half to even beyond that."""
    if isinstance(cell, str) and is_blank(cell):
        return None
    number = _number(cell, scale)
    if isinstance(number, Fault):
        return number
    try:
        kept = number.scaleb(scale.digits)
        rounded = int(kept.to_integral_value(ROUND_HALF_EVEN))
    except (InvalidOperation, OverflowError, ValueError):
        return _not_a_number(cell)
    if abs(rounded) > _LARGEST:
        return _too_long(cell)
    if not scale.digits and kept != rounded:
        return _not_whole(cell)
    return rounded


def _as_floats(cells: Sequence[Raw]) -> Sequence[float]:
    return [cell if type(cell) is float else _simple(cell) for cell in cells]


def _simple(cell: Raw) -> float:
    return float(cell) if isinstance(cell, str) and _SIMPLE.fullmatch(cell) else np.nan


def _number(cell: Raw, scale: Scale) -> Decimal | Fault:
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return _not_a_number(cell)
    if not isinstance(cell, str):
        return Decimal(repr(cell)) * scale.factor
    if fault := spoilt(cell):
        return fault
    written = _WRITTEN.fullmatch(plain(cell).lower())
    if not written:
        return _not_a_number(cell)
    measure = _measure(f"{written[1].strip()} {written[3].strip()}".strip(), scale)
    if measure is None:
        return _not_a_number(cell)
    if measure.dimension and scale.dimension and measure.dimension is not scale.dimension:
        return _another_unit(cell)
    try:
        return _signed(written[2]) * measure.factor
    except ValueError:
        return _not_a_number(cell)


def _measure(words: str, scale: Scale) -> Measure | None:
    """The unit that stands in the cell; without one, that of the column."""
    return read_measure(words) if words else Measure(scale.factor, scale.dimension)


def _signed(digits: str) -> Decimal:
    """A number; accountants write a negative one in brackets."""
    if digits.startswith("(") and digits.endswith(")"):
        return -read_number(digits[1:-1])
    return read_number(digits)


def _not_a_number(cell: Raw) -> Fault:
    return Fault(
        "not_a_number",
        Text(f"“{cell}”不是数字", f"“{cell}” is not a number"),
        Text(
            "请填写阿拉伯数字，如 1234.5；没有数据请留空",
            "Write digits, such as 1234.5; leave it empty where there is no value",
        ),
    )


def _too_long(cell: Raw) -> Fault:
    return Fault(
        "too_large_a_number",
        Text(f"“{cell}”超出可记录的范围", f"“{cell}” is larger than can be kept"),
        Text("请核对数值与表头的计量单位", "Check the number and the unit in the header"),
    )


def _not_whole(cell: Raw) -> Fault:
    return Fault(
        "not_whole",
        Text(f"“{cell}”应为整数", f"“{cell}” has to be a whole number"),
        Text("请填写整数", "Write a whole number"),
    )


def _another_unit(cell: Raw) -> Fault:
    return Fault(
        "another_unit",
        Text(f"“{cell}”的单位或币种与本栏不同", f"“{cell}” is in another unit or currency than this column"),
        Text("请按表头的单位换算后填写", "Convert it to the unit of the column and write that"),
    )
