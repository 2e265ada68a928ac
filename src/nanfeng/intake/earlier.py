"""The records that are there already: what a correction does not speak of stays, what says the same changes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.columns import schema
from nanfeng.forms.form import Form
from nanfeng.ledger.versions import WITHDRAWN


@dataclass(frozen=True)
class Earlier:
    """By row its accepted version that counts now: `rows` in the shape of `forms.columns.schema`, null throughout where
    `there` is not set.
    """

    rows: pa.Table
    there: np.ndarray

    @classmethod
    def of(cls, keys: pa.Array, form: Form, history: pa.Table | None) -> "Earlier":
        """Look up keys among the accepted rows of the form; a withdrawn record is not there."""
        accepted = history if history is not None else schema(form).empty_table()
        counts = pc.call_function("and", [accepted["_current"], _differs(accepted["_status"], WITHDRAWN)])
        accepted = accepted.filter(counts)
        options = pc.SetLookupOptions(value_set=accepted["_key"])
        places = pc.call_function("index_in", [keys], options)
        return cls(accepted.take(places), places.is_valid().to_numpy(zero_copy_only=False))


def keep_unsaid(
    columns: pa.Table, absent: Sequence[frozenset[str]], earlier: Earlier
) -> tuple[pa.Table, Mapping[str, np.ndarray]]:
    """The columns with the earlier values of fields that a row does not speak of, and by field the rows that kept one.

    `absent` are by row the fields for which it has no cell; an empty cell speaks: it empties.
    """
    kept: dict[str, np.ndarray] = {}
    if not earlier.there.any():
        return columns, kept
    for name in sorted(frozenset().union(*set(absent))):
        unsaid = np.fromiter((name in fields for fields in absent), bool, len(absent))
        before = earlier.rows[name]
        stays = unsaid & before.is_valid().to_numpy()
        if stays.any():
            kept[name] = np.flatnonzero(stays)
            values = pc.call_function("if_else", [pa.array(stays), before, columns[name]])
            columns = columns.set_column(columns.schema.get_field_index(name), name, values)
    return columns, kept


def unchanged(table: pa.Table, form: Form, earlier: Earlier) -> np.ndarray:
    """Whether each row says in every field what is there already."""
    same = earlier.there.copy()
    for field in form.fields:
        if not same.any():
            break
        one, other = table[field.name], earlier.rows[field.name]
        equal = pc.call_function("equal", [one, other]).fill_null(False).to_numpy()
        neither = one.is_null().to_numpy() & other.is_null().to_numpy()
        same &= equal | neither
    return same


def _differs(column: pa.ChunkedArray, value: str) -> pa.ChunkedArray:
    return pc.call_function("not_equal", [column, pa.scalar(value)]).fill_null(True)
