"""What two vintages differ in: rows that only one of them has, and single values that changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.value import Value
from nanfeng.ledger.canonical import content_columns, row_lines
from nanfeng.ledger.receipt import Receipt, read_receipt, vintage_folder
from nanfeng.ledger.storage import read_parquet

_NOT_COMPARED = ("_version", "_current")  # they say how a row came to be what it is, not what it is


@dataclass(frozen=True, order=True)
class RowKey:
    """A record by its form and its `_key`."""

    form: str
    key: str


@dataclass(frozen=True)
class Change:
    """A value that is another in the second vintage; `field` is a column, `_place` and the like among them."""

    row: RowKey
    field: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Differences:
    """How the second vintage differs from the first in the rows that are current, sorted by form and key.

    `redefined` names the forms whose definition changed; a field that only one of the two definitions asks counts as
    null in the other.
    """

    added: tuple[RowKey, ...] = ()
    removed: tuple[RowKey, ...] = ()
    changed: tuple[Change, ...] = ()
    redefined: tuple[str, ...] = ()


def compare(home: Path, first: str, second: str) -> Differences:
    """Compare two vintages by id; raise FileNotFoundError that lists the vintages there are."""
    before, after = read_receipt(home, first), read_receipt(home, second)
    names = sorted({*before.forms, *after.forms})
    parts = [_form_differences(name, _rows(home, before, name), _rows(home, after, name)) for name in names]
    return Differences(
        added=tuple(row for part in parts for row in part.added),
        removed=tuple(row for part in parts for row in part.removed),
        changed=tuple(change for part in parts for change in part.changed),
        redefined=tuple(name for name in names if _redefined(name, before, after)),
    )


def _redefined(name: str, before: Receipt, after: Receipt) -> bool:
    in_both = name in before.forms and name in after.forms
    return in_both and before.forms[name].definition != after.forms[name].definition


def _rows(home: Path, receipt: Receipt, name: str) -> pa.Table:
    """The current rows of a form; no rows, and no column but the key, where the vintage has no such form."""
    if name not in receipt.forms:
        return pa.table({"_key": pa.array([], pa.string())})
    rows = read_parquet(vintage_folder(home, receipt.id) / f"{name}.parquet")
    return content_columns(rows.filter(pc.field("_current"))).drop_columns(list(_NOT_COMPARED))


def _form_differences(name: str, before: pa.Table, after: pa.Table) -> Differences:
    before, after = _with_columns_of(before, after), _with_columns_of(after, before)
    lines = row_lines(before), row_lines(after.select(before.column_names))
    old = _by_key(before.filter(_not_among(lines[0], lines[1])))
    new = _by_key(after.filter(_not_among(lines[1], lines[0])))
    shared = sorted(old.keys() & new.keys())
    return Differences(
        added=tuple(RowKey(name, key) for key in sorted(new.keys() - old.keys())),
        removed=tuple(RowKey(name, key) for key in sorted(old.keys() - new.keys())),
        changed=tuple(change for key in shared for change in _changes(RowKey(name, key), old[key], new[key])),
    )


def _with_columns_of(table: pa.Table, other: pa.Table) -> pa.Table:
    for field in other.schema:
        if field.name not in table.column_names:
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table


def _not_among(lines: pa.Array, others: pa.Array) -> pa.Array:
    return pc.call_function("invert", [pc.call_function("is_in", [lines], pc.SetLookupOptions(others))])


def _by_key(table: pa.Table) -> Mapping[str, Any]:
    return {row["_key"]: row for row in table.to_pylist()}


def _changes(row: RowKey, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for field, value in old.items():
        if value != new[field]:
            yield Change(row, field, value, new[field])
