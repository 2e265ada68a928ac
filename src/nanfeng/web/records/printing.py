"""Kept values and their labels as people read them, in their language."""

from collections.abc import Hashable
from datetime import date
from decimal import Decimal

from nanfeng.forms.field import Field, FieldType
from nanfeng.intake.offered import choices, in_cell
from nanfeng.kinds.text import BETWEEN, Text
from nanfeng.web.look.language import words
from nanfeng.web.look.templatetags.names import day, period_filter
from nanfeng.web.records.offered import known

_YEARS = range(1900, 2100)


def printed(each: Field, value: object | None) -> str:
    """A kept value: quantities in the unit asked, with separators (but for what can be a year); codes by their labels;
    days and periods as people say them; "" for nothing.
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    if each.type is FieldType.PERIOD:
        return period_filter(str(value))
    offered = choices(each, known())
    if isinstance(value, Hashable) and value in offered:
        return own_language(offered[value])
    cell = in_cell(each, value, {})
    if not isinstance(cell, Decimal):
        return str(cell)
    year = each.unit is None and cell in _YEARS
    return format(cell.normalize(), "f" if year else ",f")


def label(each: Field) -> str:
    """What the field is called, with its unit."""
    unit = words(each.unit.label) if each.unit else ""
    return words(Text(f"{each.label.zh}（{unit}）", f"{each.label.en} ({unit})")) if unit else words(each.label)


def own_language(both: str) -> str:
    """The reader's part of a text in both languages."""
    chinese, _, english = both.partition(BETWEEN)
    return words(Text(chinese, english or chinese))
