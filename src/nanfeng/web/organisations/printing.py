"""What records say, in the reader's words: values by the label and unit of their field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.report.numbers import print_value
from nanfeng.web import city
from nanfeng.web.look.language import reading, words
from nanfeng.web.look.templatetags.names import day, industry_name, period_filter, place_name
from nanfeng.web.organisations.access import Sight, shown_fields
from nanfeng.web.organisations.queries import Filed, Profile, by_identifier
from nanfeng.web.records.models import Record

_NUMBERS = (FieldType.AMOUNT, FieldType.NUMBER, FieldType.WHOLE)
_NONE = "—"


@dataclass(frozen=True)
class Cell:
    """A value as it is printed; `css` is `num` for a number."""

    text: str
    css: str = ""


@dataclass(frozen=True)
class Sheet:
    """The records of one form as a table: heads of columns, a row for each record, and how many there are in all."""

    form: Form
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Record, tuple[Cell, ...]], ...]
    total: int


def sheets(found: Profile) -> list[Sheet]:
    """The records of a profile, form by form. Organisations that they name are looked up together."""
    named = by_identifier(sorted({who for filed in found.filed for who in _named(filed)}))
    names = {identifier: one.name for identifier, one in named.items()}
    return [_sheet(filed, found.sight, names) for filed in found.filed]


def headline(record: Record) -> str:
    """A record in one line: its form, and its period or day."""
    form = city.pack().forms.get(record.form)
    if form is None:
        return record.form
    if form.field(form.when).type is FieldType.PERIOD:
        return f"{words(form.label)} {period_filter(record.content.get(form.when))}".strip()
    days = dict.fromkeys(day(one) for one in (record.first, record.last) if one)
    return f"{words(form.label)} {' – '.join(days)}".strip()


def _sheet(filed: Filed, sight: Sight, names: Mapping[str, str]) -> Sheet:
    """The records with the fields that are shown, but for those of which none of the records says anything."""
    shown = set(shown_fields(filed.form, sight))
    said = {name for record in filed.records for name, value in record.content.items() if value not in (None, "")}
    fields = [field for field in filed.form.fields if field.name in shown & said]
    heads = tuple(Cell(words(field.label), _css(field)) for field in fields)
    rows = tuple(
        (record, tuple(Cell(_said(field, record.content.get(field.name), names), _css(field)) for field in fields))
        for record in filed.records
    )
    return Sheet(filed.form, heads, rows, filed.total)


def _named(filed: Filed) -> set[str]:
    fields = [field.name for field in filed.form.fields if field.type is FieldType.ORGANISATION]
    return {who for record in filed.records for name in fields if (who := record.content.get(name))}


def _css(field: Field) -> str:
    return "num" if field.type in _NUMBERS else ""


def _said(field: Field, value: object, names: Mapping[str, str]) -> str:
    """A value of a field; a dash where nothing was said."""
    if value is None or value == "":
        return _NONE
    if field.type in _NUMBERS:
        return _number(field, Decimal(str(value)))
    text = str(value)
    plain = {
        FieldType.DATE: lambda: day(date.fromisoformat(text)),
        FieldType.PERIOD: lambda: period_filter(text),
        FieldType.PLACE: lambda: place_name(text),
        FieldType.INDUSTRY: lambda: f"{text} {industry_name(text)}",
        FieldType.ORGANISATION: lambda: names.get(text, text.partition(":")[2]),
        FieldType.BOOLEAN: lambda: words(Text("是", "yes") if value is True else Text("否", "no")),
        FieldType.CODE: lambda: _code(field, text),
    }
    return plain.get(field.type, lambda: text)()


def _number(field: Field, value: Decimal) -> str:
    """A number in the base unit of its dimension, in which it is kept; one without a unit as it was written."""
    if field.unit is None:
        return f"{value.normalize():,f}"
    base = next(unit for unit in Unit if unit.dimension is field.unit.dimension and unit.factor == 1)
    return print_value(value, field.unit if field.unit.factor == 1 else base, reading())


def _code(field: Field, text: str) -> str:
    return next((words(code.label) for code in field.codes if code.code == text), text)
