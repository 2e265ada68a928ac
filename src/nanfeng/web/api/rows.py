"""Forms of the pack as the API takes and describes them: derived when the API is made, written down nowhere."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, cast

from ninja import Field, Schema
from ninja.errors import ValidationError
from pydantic import ConfigDict, create_model
from pydantic import ValidationError as PydanticError

from nanfeng.cases.programme import Programme
from nanfeng.forms.field import Field as FormField
from nanfeng.forms.field import FieldType
from nanfeng.forms.form import Form
from nanfeng.forms.value import Value
from nanfeng.intake.offered import in_cell
from nanfeng.intake.typed import EXPLAINED
from nanfeng.kinds.unit import Unit
from nanfeng.web.api.shapes import PeriodText, PlainText, Short

_VERSION: Any = Annotated[int, Field(ge=0, le=10**9, strict=True)]
_DECIMAL = Annotated[str, Field(pattern=r"^-?\d{1,18}(\.\d{1,4})?$")]
_TYPES: Mapping[FieldType, Any] = {
    FieldType.TEXT: PlainText,
    FieldType.WHOLE: Annotated[int, Field(ge=-(10**15), le=10**15, strict=True)],
    FieldType.NUMBER: _DECIMAL,
    FieldType.AMOUNT: _DECIMAL,
    FieldType.DATE: date,
    FieldType.PERIOD: PeriodText,
    FieldType.BOOLEAN: Annotated[bool, Field(strict=True)],
    FieldType.ORGANISATION: Short,
    FieldType.PLACE: Short,
    FieldType.INDUSTRY: Short,
}
_WRITTEN: Mapping[type, Callable[[Any], str]] = {bool: lambda said: "是" if said else "否", date: date.isoformat}
SEEN = "_version"
"""The name under which a row says which version of its record it was written after."""
_SEEN = "读到的版本（没有则为 0）；已被更改则返回 412 / the version that you saw (0: none); 412 where it has changed"
_EXPLANATION = "对疑问的说明；有疑问而无说明的行会退回 / what you say to a question; without it such a row comes back"


class Row(Schema):
    """One filled form. A field that is not named keeps its earlier value; null empties it."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


@cache
def row_model(form: Form) -> type[Row]:
    """The shape of one row of a form; its key has to be named."""
    fields: dict[str, Any] = {each.name: _field(each, form.key) for each in form.fields}
    fields["explained_"] = PlainText, Field("", alias=EXPLAINED, description=_EXPLANATION)
    fields["seen_"] = _VERSION | None, Field(None, alias=SEEN, description=_SEEN)
    return create_model(f"{form.name}_row", __base__=Row, __doc__=form.label.both(), **fields)


def values_model(programme: Programme) -> type[Row]:
    """The shape of what a case of a programme says, or a part of it."""
    fields: dict[str, Any] = {each.name: _field(each) for each in programme.fields}
    return create_model(f"{programme.id}_values", __base__=Row, __doc__=programme.label.both(), **fields)


def typed_values(programme: Programme, said: Mapping[str, object]) -> dict[str, str]:
    """What a case is to say, as texts by field; raise ninja's ValidationError for what has another shape."""
    try:
        return cells(values_model(programme).model_validate(dict(said)))
    except PydanticError as error:
        faults = error.errors(include_url=False, include_context=False, include_input=False)
        raise ValidationError([{**each, "loc": ("values", *each["loc"])} for each in faults]) from error


def as_written(each: FormField, value: Value) -> str | int | bool | None:
    """A kept value as it is sent in: amounts in the unit of their field."""
    if value is None or each.type is FieldType.BOOLEAN:
        return None if value is None else bool(value)
    if each.type is FieldType.ORGANISATION:
        return str(value)
    cell = in_cell(each, value, {})
    if isinstance(cell, Decimal):
        return int(cell) if each.type is FieldType.WHOLE else format(cell.normalize(), "f")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def cells(row: Row) -> dict[str, str]:
    """A row as `intake.typed.take_rows` takes it: texts by field, without those that it does not name."""
    said = row.model_dump(by_alias=True, exclude_unset=True, exclude={"seen_"})
    return {name: _text(value) for name, value in said.items()}


def seen(rows: Sequence[Row]) -> dict[int, int]:
    """The versions that senders saw, by the number of the row from 1; without rows that do not say."""
    said = {number: getattr(row, "seen_", None) for number, row in enumerate(rows, 1)}
    return {number: version for number, version in said.items() if version is not None}


def described(form: Form) -> dict[str, Any]:
    """The JSON Schema of a row, with what only we say: unit, label, sensitivity."""
    return _plain(row_model(form))


def described_values(programme: Programme) -> dict[str, Any]:
    """The same of what a case of a programme says."""
    return _plain(values_model(programme))


def _plain(model: type[Row]) -> dict[str, Any]:
    return json.loads(json.dumps(model.model_json_schema(by_alias=True), default=str))


def _field(each: FormField, key: Sequence[str] = ()) -> tuple[Any, Any]:
    codes = tuple(code.code for code in each.codes)
    kind = cast("Any", Literal)[codes] if codes else _TYPES[each.type]
    extra = {"x-label": {"zh": each.label.zh, "en": each.label.en}, "x-required": each.required}
    extra |= {"x-unit": each.unit.value} if isinstance(each.unit, Unit) else {}
    about = Field(
        ... if each.name in key else None,
        title=each.label.both(),
        description=_description(each),
        json_schema_extra=extra,
    )
    return (kind if each.name in key else kind | None), about


def _description(each: FormField) -> str:
    parts = [each.help.both() if each.help else "", f"单位 / unit: {each.unit.value}" if each.unit else ""]
    parts += [f"{code.code} = {code.label.both()}" for code in each.codes]
    parts.append("必填 / has to be filled in" if each.required else "")
    return "；".join(filter(None, parts)) or each.label.both()


def _text(value: object) -> str:
    if value is None:
        return ""
    write = _WRITTEN.get(type(value), str)
    return write(value)
