"""What the unit guard asks, in the unit in which the cell was written."""

from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from nanfeng.forms.field import Field
from nanfeng.intake.fault import Fault, Finding
from nanfeng.intake.guard import Slip
from nanfeng.intake.pile import Pile
from nanfeng.intake.sheet import as_text
from nanfeng.intake.units import Measure, unit_named
from nanfeng.kinds.issue import Severity
from nanfeng.kinds.reading import read_number
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

_LARGER = {
    1: Text("10倍", "ten times"),
    3: Text("1000倍", "1,000 times"),
    4: Text("1万倍", "10,000 times"),
    8: Text("1亿倍", "100,000,000 times"),
}
_SMALLER = {
    1: Text("十分之一", "a tenth of"),
    3: Text("千分之一", "a thousandth of"),
    4: Text("万分之一", "a ten-thousandth of"),
    8: Text("亿分之一", "a hundred-millionth of"),
}
_OWN = Text("该单位以往水平", "what the organisation usually reports")
_PEERS = Text("同期其他单位水平", "what others report for the same period")


def slip_questions(slips: Sequence[Slip], table: pa.Table, pile: Pile) -> list[Finding]:
    """A question for each slip; `table` holds the values of all rows in base units, `pile` their cells."""
    return [Finding(slip.row, slip.field.name, _question(slip, table, pile)) for slip in slips]


def off_by(slip: Slip) -> Text:
    """By how much a value seems off, and against what: 约为该单位以往水平的1万倍."""
    times = _LARGER[slip.power] if slip.power > 0 else _SMALLER[-slip.power]
    usual = _OWN if slip.own else _PEERS
    return Text(f"约为{usual.zh}的{times.zh}", f"about {times.en} {usual.en}")


def _question(slip: Slip, table: pa.Table, pile: Pile) -> Fault:
    unit, shown = _as_written(slip, table[slip.field.name][slip.row].as_py(), pile)
    off = off_by(slip)
    meant = _meant(unit, slip.power) if unit else Text("", "")
    label = slip.field.label
    return Fault(
        "magnitude",
        Text(
            f"{label.zh}填写为 {shown.zh}，{off.zh}，计量单位可能有误",
            f"{label.en} is given as {shown.en}, {off.en}: the unit may be wrong",
        ),
        Text(
            f"请核对计量单位{meant.zh}；如数值无误，请说明原因（表格请写在“确认说明”栏）",
            f"Check the unit{meant.en}; if the value is right, say why (in a spreadsheet under “Confirmed because”)",
        ),
        Severity.QUESTION,
    )


def _as_written(slip: Slip, kept: Decimal | int, pile: Pile) -> tuple[Unit | None, Text]:
    """The unit of the column (None for a cell that names its own) and the value as the sender sees it."""
    position, line = pile.lines[slip.row]
    header, cells = pile.sheets[position].header, pile.sheets[position].sheet.rows[line]
    column = header.fields.get(slip.field.name)
    cell = as_text(cells[column.position]) if column and column.position < len(cells) else ""
    if cell and not _is_bare(cell):
        return None, Text(f"“{cell}”", f"“{cell}”")
    unit = _unit(column.measure if column else None, slip.field)
    if unit is None:
        return None, Text(f"{kept:,}", f"{kept:,}")
    number = f"{(Decimal(kept) / unit.factor).normalize():,f}"
    named = f" (in {unit.label.en})" if unit.label.en else ""
    return unit, Text(f"{number} {unit.label.zh}", f"{number}{named}")


def _is_bare(cell: str) -> bool:
    try:
        read_number(cell)
    except ValueError:
        return False
    return True


def _unit(measure: Measure | None, field: Field) -> Unit | None:
    """The unit that the header says, else the one in which the field is asked."""
    dimension = field.unit.dimension if field.unit else None
    if measure and (said := unit_named(Measure(measure.factor, measure.dimension or dimension))):
        return said
    return field.unit


def _meant(unit: Unit, power: int) -> Text:
    """The unit that would make the value a usual one, where there is such a unit."""
    other = unit_named(Measure(unit.factor.scaleb(-power), unit.dimension))
    if other is None or not other.label.en:
        return Text("", "")
    return Text(
        f"：按“{unit.label.zh}”读取，数值更像以“{other.label.zh}”填写",
        f": it was read in {unit.label.en}, the value looks like {other.label.en}",
    )
