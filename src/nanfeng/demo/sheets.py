"""Rows of a form as the cells of a sheet: title, header with units, values as people write them, and the usual dirt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nanfeng.demo.rows import Batch, Cell, Layout
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form
from nanfeng.kinds.place import Place
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit

Grid = list[list[Cell]]

_FULL_WIDTH = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
_TOTAL = "合计"
_GROUPS = ("基本信息", "指标")


@dataclass(frozen=True)
class Sheet:
    """Cells from the first line on. `merged` are ranges such as `A1:F1`."""

    name: str
    cells: Grid
    merged: tuple[str, ...]


def sheet_of(batch: Batch, form: Form, places: Mapping[str, Place], label: Text) -> Sheet:
    """Lay out a batch: the title says that its records are synthetic."""
    fields = [field for field in form.fields if field.name in batch.rows[0]]
    writer = _Writer(batch.layout, places)
    title: list[Cell] = [f"{batch.title}{form.label.zh}【{label.zh} / {label.en}】", *[None] * (len(fields) - 1)]
    header: list[Cell] = [writer.header(field) for field in fields]
    body: Grid = [[writer.cell(field, row[field.name]) for field in fields] for row in batch.rows]
    groups = [_groups(fields)] if batch.layout.groups else []
    totals = [writer.totals(fields, batch)] if batch.layout.total else []
    return Sheet(form.label.zh[:30], [title, *groups, header, *body, *totals], _merged(fields, batch.layout))


def _groups(fields: Sequence[Field]) -> list[Cell]:
    first = _first_amount(fields)
    return [_GROUPS[0], *[None] * (first - 1), _GROUPS[1], *[None] * (len(fields) - first - 1)]


def _merged(fields: Sequence[Field], layout: Layout) -> tuple[str, ...]:
    if not layout.groups:
        return ()
    first, last = _first_amount(fields), len(fields)
    return (f"A2:{_column(first)}2", f"{_column(first + 1)}2:{_column(last)}2")


def _first_amount(fields: Sequence[Field]) -> int:
    return next(index for index, field in enumerate(fields) if field.type is FieldType.AMOUNT)


def _column(number: int) -> str:
    """The letter of a column, counted from one; sheets of a form are narrower than the alphabet."""
    return chr(ord("A") + number - 1)


@dataclass(frozen=True)
class _Writer:
    layout: Layout
    places: Mapping[str, Place]

    def header(self, field: Field) -> str:
        """The label, with the unit in brackets where it is an amount; another name where the label has brackets."""
        unit = self._unit(field)
        if unit is None:
            return field.label.zh
        names = (field.label.zh, *field.aliases)
        name = next((name for name in names if "（" not in name), field.label.zh)
        return f"{name}（{unit.label.zh}）"

    def cell(self, field: Field, value: Cell) -> Cell:
        """A value as it is written. Text where a number belongs is left as it is: somebody wrote it."""
        if value is None:
            return None
        if field.type is FieldType.AMOUNT and isinstance(value, int | Decimal):
            return self._amount(field, Decimal(value))
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日" if self.layout.date_text else value
        if isinstance(value, str):
            return self._text(field, value)
        return value

    def totals(self, fields: Sequence[Field], batch: Batch) -> list[Cell]:
        """The line of sums; nothing below what is no amount."""
        line: list[Cell] = [_TOTAL]
        for field in fields[1:]:
            values = [row[field.name] for row in batch.rows]
            numbers = [value for value in values if isinstance(value, int | Decimal)]
            is_amount = field.type is FieldType.AMOUNT and numbers
            line.append(self._amount(field, Decimal(sum(numbers))) if is_amount else None)
        return line

    def _unit(self, field: Field) -> Unit | None:
        if field.type is not FieldType.AMOUNT or field.unit is None:
            return None
        in_yuan = field.unit.dimension is Dimension.YUAN
        return self.layout.unit if self.layout.unit and in_yuan else field.unit

    def _amount(self, field: Field, value: Decimal) -> Cell:
        unit = self._unit(field) or Unit.YUAN
        amount = value / unit.factor
        number = int(amount) if amount == int(amount) else amount.normalize()
        if not self.layout.thousands and not self.layout.full_width:
            return number
        text = f"{number:,}" if self.layout.thousands else f"{number}"
        return text.translate(_FULL_WIDTH) if self.layout.full_width else text

    def _text(self, field: Field, value: str) -> str:
        if field.type is FieldType.PLACE and value in self.places:
            return self.places[value].name.zh
        labels = {code.code: code.label.zh for code in field.codes}
        return labels.get(value, value) + ("  " if self.layout.blanks else "")
