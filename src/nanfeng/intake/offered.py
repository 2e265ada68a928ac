"""What a template offers for a field, and how a value that is already known stands in its cells."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nanfeng.forms.field import Field, FieldType
from nanfeng.intake.sheet import Raw
from nanfeng.kinds.identifier import CREDIT_CODE
from nanfeng.kinds.industry import Industry
from nanfeng.kinds.place import Place
from nanfeng.kinds.text import BETWEEN, Text

YES, NO = Text("是", "Yes"), Text("否", "No")

_QUANTITIES = (FieldType.AMOUNT, FieldType.NUMBER, FieldType.WHOLE)


@dataclass(frozen=True)
class Known:
    """The places and industries that a city has, in the order in which they are offered; none: nothing is offered."""

    places: tuple[Place, ...] = ()
    industries: tuple[Industry, ...] = ()


def choices(field: Field, known: Known) -> Mapping[Hashable, str]:
    """By kept value what a cell may hold, in both languages; empty where anything may be written."""
    match field.type:
        case FieldType.CODE:
            return {code.code: code.label.both() for code in field.codes}
        case FieldType.BOOLEAN:
            return {True: YES.both(), False: NO.both()}
        case FieldType.PLACE:
            return _places(known.places)
        case FieldType.INDUSTRY:
            return {industry.code: f"{industry.code}{BETWEEN}{industry.name}" for industry in known.industries}
        case _:
            return {}


def in_cell(field: Field, value: object, offered: Mapping[Hashable, str]) -> Raw | Decimal:
    """A kept value as its cell shows it: amounts in the unit in which they are asked, codes as they are `offered`."""
    if isinstance(value, Hashable) and value in offered:
        return offered[value]
    if field.type in _QUANTITIES:
        return Decimal(str(value)) / (field.unit.factor if field.unit else 1)
    if isinstance(value, date):
        return value
    return str(value).removeprefix(f"{CREDIT_CODE}:")


def _places(places: tuple[Place, ...]) -> Mapping[Hashable, str]:
    """Places by name; by code and name where two have the same."""
    often = Counter(place.name.zh for place in places)
    return {
        place.code: place.name.both() if often[place.name.zh] == 1 else f"{place.code}{BETWEEN}{place.name.zh}"
        for place in places
    }
