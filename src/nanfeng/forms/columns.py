"""A form as columns: the one table shape of its records, in memory and in Parquet."""

import pyarrow as pa

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form

MONEY = pa.decimal128(18, 2)
NUMBER = pa.decimal128(18, 4)

_TYPES = {
    FieldType.WHOLE: pa.int64(),
    FieldType.NUMBER: NUMBER,
    FieldType.AMOUNT: MONEY,
    FieldType.DATE: pa.date32(),
    FieldType.BOOLEAN: pa.bool_(),
}

CONTENT = (
    ("_key", pa.string()),  # the key fields' canonical texts, joined by "|"
    ("_organisation", pa.string()),  # canonical identifier; null where the form has none
    ("_first", pa.date32()),  # first and last day of the period, or the day (an open span has no last day)
    ("_last", pa.date32()),
    ("_place", pa.string()),  # place code as of `_last` (or `_first` for spans); filled from the register when frozen
    ("_industry", pa.string()),  # industry code, likewise
    ("_version", pa.int32()),  # 1 for the first filing of a key
    ("_current", pa.bool_()),  # whether no later version of the key is there
    ("_purpose", pa.string()),
    ("_status", pa.string()),  # accepted, approved, withdrawn
    ("_synthetic", pa.bool_()),
)
"""Envelope columns that are part of what a vintage's id is the hash of."""

PROVENANCE = (
    ("_entered", pa.timestamp("us", tz="UTC")),
    ("_by", pa.string()),
    ("_for", pa.string()),
    ("_file", pa.string()),
    ("_sheet", pa.string()),
    ("_line", pa.int32()),
)
"""Envelope columns that say how a record came in; kept beside the content, never part of the id."""


def column_type(field: Field) -> pa.DataType:
    """The Parquet type of one field: money DECIMAL(18,2) and numbers DECIMAL(18,4) in base units, text for the rest."""
    return _TYPES.get(field.type, pa.string())


def schema(form: Form) -> pa.Schema:
    """The columns of a form's records: content envelope, the form's fields in order, provenance."""
    fields = [(field.name, column_type(field)) for field in form.fields]
    return pa.schema([*CONTENT, *fields, *PROVENANCE])
