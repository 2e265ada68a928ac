"""A form's records between the two stores: rows of the database's one table, and columns of the form's own."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa

from nanfeng.forms.columns import column_type, schema
from nanfeng.forms.form import Form
from nanfeng.kinds.digest import digest_of

ENVELOPE = {
    "_key": "key",
    "_organisation": "nullif(organisation, '')",
    "_first": "first",
    "_last": "last",
    "_place": "place",
    "_industry": "industry",
    "_version": "version",
    "_current": "current",
    "_purpose": "purpose",
    "_status": "status",
    "_synthetic": "synthetic",
    "_entered": "(extract(epoch FROM entered) * 1000000)::bigint",
    "_by": "nullif(by, '')",
    "_for": "nullif(acting_for, '')",
    "_file": "nullif(file, '')",
    "_sheet": "nullif(sheet, '')",
    "_line": "line",
}
"""What each envelope column of a form's table is in the database."""

INCOMING = (
    "form",
    "form_digest",
    "key",
    "organisation",
    "first",
    "last",
    "park",
    "place",
    "industry",
    "purpose",
    "status",
    "synthetic",
    "content",
    "entered",
    "by",
    "acting_for",
    "file",
    "sheet",
    "line",
    "why",
)
"""The columns of a record that is written, in the order of `incoming_rows`."""


@dataclass(frozen=True)
class Besides:
    """What is written with records that their table does not hold: parks in the order of rows, reasons by key. `moved`
    says that they are not filed, but stand under another organisation from now on.
    """

    parks: Sequence[str]
    why: Mapping[str, str] = field(default_factory=dict)
    moved: bool = False


def incoming_rows(form: Form, table: pa.Table, besides: Besides) -> Iterator[tuple[object, ...]]:
    """The rows of a form's table as the database takes them, in the order of INCOMING."""
    digest = digest_of(form)
    names = [each.name for each in form.fields]
    for row, park in zip(table.to_pylist(), besides.parks, strict=True):
        content = json.dumps({name: _plain(row[name]) for name in names}, ensure_ascii=False)
        yield (
            form.name,
            digest,
            row["_key"],
            row["_organisation"] or "",
            row["_first"],
            row["_last"],
            park,
            row["_place"],
            row["_industry"],
            row["_purpose"],
            row["_status"],
            row["_synthetic"],
            content,
            row["_entered"],
            row["_by"] or "",
            row["_for"] or "",
            row["_file"] or "",
            row["_sheet"] or "",
            row["_line"],
            besides.why.get(row["_key"], ""),
        )


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def selected(form: Form) -> str:
    """The SELECT list that gives the columns of `forms.columns.schema`, fields cast to their types."""
    fields = {each.name: f"(content->>'{each.name}'){_cast(column_type(each))}" for each in form.fields}
    expressions = ENVELOPE | fields
    return ", ".join(f'{expressions[name]} AS "{name}"' for name in schema(form).names)


def _cast(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"::numeric({kind.precision},{kind.scale})"
    casts = {pa.int64(): "::bigint", pa.date32(): "::date", pa.bool_(): "::boolean"}
    return casts.get(kind, "")
