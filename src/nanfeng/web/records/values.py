"""What a kept record says in a field, as the core holds it."""

from datetime import date
from decimal import Decimal

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.value import Value
from nanfeng.web.records.models import Record

QUANTITIES = (FieldType.AMOUNT, FieldType.NUMBER, FieldType.WHOLE)


def value_of(record: Record | None, each: Field) -> Value:
    """Quantities as Decimal in base units, days as dates; None for nothing."""
    said = record.content.get(each.name) if record else None
    if said is None:
        return None
    if each.type in QUANTITIES:
        return Decimal(str(said))
    return date.fromisoformat(said) if each.type is FieldType.DATE else said
