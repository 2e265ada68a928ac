"""Versions of a record: which filing of a key counts."""

import numpy as np
import pyarrow as pa

WITHDRAWN = "withdrawn"
"""The status of a record that was taken back: the last version of its key, but nothing counts it."""


def mark_current(table: pa.Table) -> pa.Table:
    """Set `_current` on the last version of each key among the rows that are there.

    Raise ValueError where a version is missing its number or two rows share key and version.
    """
    if not table.num_rows:
        return table
    if table["_version"].null_count:
        raise ValueError("rows without a version cannot be frozen; number them as they arrive")
    codes = table["_key"].combine_chunks().dictionary_encode().indices.to_numpy()
    order = np.lexsort((table["_version"].to_numpy(), codes))
    keys, numbers = codes[order], table["_version"].to_numpy()[order]
    last = np.append(keys[1:] != keys[:-1], True)
    twice = ~last[:-1] & (numbers[1:] == numbers[:-1])
    if twice.any():
        key = table["_key"][int(order[int(np.argmax(twice))])]
        raise ValueError(f"two rows share the key {key} and its version; number them as they arrive")
    current = np.empty(len(order), dtype=bool)
    current[order] = last
    position = table.schema.get_field_index("_current")
    return table.set_column(position, table.schema.field(position), pa.array(current))
