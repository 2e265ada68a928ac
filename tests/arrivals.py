"""Rows as they stand after they were kept."""

from collections import Counter

import pyarrow as pa

from nanfeng.ledger.versions import mark_current


def numbered(table: pa.Table) -> pa.Table:
    """The same rows, which stand in order of arrival, with their versions, and the last of each key current."""
    seen: Counter[str] = Counter()
    versions = []
    for key in table["_key"].to_pylist():
        seen[key] += 1
        versions.append(seen[key])
    position = table.schema.get_field_index("_version")
    field = table.schema.field(position)
    return mark_current(table.set_column(position, field, pa.array(versions, field.type)))
