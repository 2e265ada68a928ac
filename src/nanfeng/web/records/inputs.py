"""Inputs of the fields of a form on a page, derived from the pack: nothing about a field is said here again."""

from decimal import Decimal

from django import forms

from nanfeng.forms.field import Field, FieldType
from nanfeng.intake.offered import choices, in_cell
from nanfeng.web.look.language import words
from nanfeng.web.records.offered import known
from nanfeng.web.records.printing import label, own_language
from nanfeng.web.records.values import QUANTITIES

_SELECTED = (FieldType.CODE, FieldType.BOOLEAN, FieldType.PLACE)
_TRUTH = {True: "是", False: "否"}


def shown(each: Field, value: object | None) -> str:
    """A kept value as its input shows it: amounts in the field's unit, codes as codes; "" for nothing."""
    if value is None:
        return ""
    if each.type in _SELECTED:
        return _TRUTH.get(value, str(value)) if isinstance(value, bool) else str(value)
    cell = in_cell(each, value, {})
    if isinstance(cell, Decimal):
        return format(cell.normalize(), "f")
    return str(cell)


def input_of(each: Field) -> forms.Field:
    """An input that takes any text: intake reads it, as it reads a spreadsheet's cells."""
    said = {"label": label(each), "required": False, "help_text": words(each.help) if each.help else ""}
    return forms.CharField(**said, widget=_widget(each))


def _widget(each: Field) -> forms.Widget:
    if each.type in _SELECTED:
        offered = choices(each, known())
        values = [(shown(each, value), own_language(text)) for value, text in offered.items()]
        return forms.Select(choices=[("", "—"), *values])
    if each.type in QUANTITIES:
        return forms.TextInput({"inputmode": "decimal", "class": "num", "autocomplete": "off"})
    if each.type is FieldType.DATE:
        return forms.DateInput({"type": "date"})
    return forms.TextInput({"autocomplete": "off"})
