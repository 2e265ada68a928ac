"""Versions of a record: one number for each different filing of a key, and which of them counts."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.ledger.canonical import content_columns, row_lines

WITHDRAWN = "withdrawn"
"""The status of a record that was taken back: the last version of its key, but nothing counts it."""

_ASSIGNED = ("_version", "_current")


def number_versions(table: pa.Table) -> pa.Table:
    """Give `_version` (from 1) and `_current` to rows that stand in order of arrival.

    A row whose content equals the version before it is no new version and is left out.
    """
    if not table.num_rows:
        return table
    codes = _key_codes(table)
    order = np.argsort(codes, kind="stable")  # key by key, each key's rows in order of arrival
    keys = codes[order]
    fresh = np.append(True, keys[1:] != keys[:-1])
    again = np.flatnonzero(~fresh)
    fresh[again] = _differ(table, order[again], order[again - 1])
    order, keys = order[fresh], keys[fresh]
    begins, ends = _group_edges(keys)
    starts = np.flatnonzero(begins)
    version = np.arange(len(keys)) - starts[np.cumsum(begins) - 1] + 1
    arrival = np.argsort(order)
    kept = table if fresh.all() else table.take(order[arrival])
    return _assign(kept, {"_version": version[arrival], "_current": ends[arrival]})


def mark_current(table: pa.Table) -> pa.Table:
    """Set `_current` on the last version of each key among the rows that are there.

    Raise ValueError where a version is missing its number or two rows share key and version.
    """
    if not table.num_rows:
        return table
    if table["_version"].null_count:
        raise ValueError("rows without a version cannot be frozen; number them as they arrive")
    codes, versions = _key_codes(table), table["_version"].to_numpy()
    order = np.lexsort((versions, codes))
    keys, numbers = codes[order], versions[order]
    twice = (keys[1:] == keys[:-1]) & (numbers[1:] == numbers[:-1])
    if twice.any():
        key = table["_key"][int(order[int(np.argmax(twice))])]
        raise ValueError(f"two rows share the key {key} and its version; number them as they arrive")
    current = np.empty(len(order), dtype=bool)
    current[order] = _group_edges(keys)[1]
    return _assign(table, {"_current": current})


def _differ(table: pa.Table, rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Whether the content of each of `rows` is another than that of the row beside it in `others`."""
    content = content_columns(table).drop_columns(list(_ASSIGNED))
    lines, earlier = (row_lines(content.take(positions)) for positions in (rows, others))
    return np.asarray(pc.call_function("not_equal", [lines, earlier]), dtype=bool)


def _key_codes(table: pa.Table) -> np.ndarray:
    return table["_key"].combine_chunks().dictionary_encode().indices.to_numpy()


def _group_edges(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether each place is the first, and whether it is the last, of its run of equal keys."""
    change = keys[1:] != keys[:-1]
    return np.append(True, change), np.append(change, True)


def _assign(table: pa.Table, columns: dict[str, np.ndarray]) -> pa.Table:
    for name, values in columns.items():
        position = table.schema.get_field_index(name)
        field = table.schema.field(position)
        table = table.set_column(position, field, pa.array(values).cast(field.type))
    return table
