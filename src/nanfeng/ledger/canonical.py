"""Records as canonical text: the one writing of a row that is the same on every machine and in every library version.

A row is one line of PostgreSQL's COPY text format: values in column order separated by a tab, ended by a newline; null
is `\\N`; backslash, tab and newline inside a value are written `\\\\`, `\\t`, `\\n`. Decimals carry all digits of their
scale, dates are ISO 8601, truth values `true` and `false`. So two different rows never have the same line.
"""

import hashlib

import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.columns import PROVENANCE

_ESCAPES = (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"))
_NULL_AS_TEXT = pc.JoinOptions(null_handling="replace", null_replacement="\\N")
_PROVENANCE = frozenset(name for name, _ in PROVENANCE)


def content_columns(table: pa.Table) -> pa.Table:
    """The columns that say what was recorded, without those that say how it came in."""
    return table.select([name for name in table.column_names if name not in _PROVENANCE])


def row_lines(table: pa.Table) -> pa.Array:
    """One line a row, in the order of the table. Raise TypeError for a column without canonical text."""
    texts = [_text(name, table[name]) for name in table.column_names]
    values = pc.call_function("binary_join_element_wise", [*texts, _text_of("\t")], _NULL_AS_TEXT)
    lines = pc.call_function("binary_join_element_wise", [values, _text_of("\n"), _text_of("")])
    return lines.combine_chunks() if isinstance(lines, pa.ChunkedArray) else lines


def digest_of_rows(table: pa.Table) -> str:
    """The sha256 of a heading and all lines in sorted order: equal for equal rows in whatever order they stand."""
    lines = row_lines(table)
    return _digest(table.column_names, lines.take(_sorted_positions(lines)))


def sorted_by_content(table: pa.Table) -> tuple[pa.Table, str]:
    """The rows in the order of their content's lines (by code point), and the digest of that content."""
    content = content_columns(table)
    lines = row_lines(content)
    positions = _sorted_positions(lines)
    return table.take(positions), _digest(content.column_names, lines.take(positions))


def _digest(heading: list[str], lines: pa.Array) -> str:
    digest = hashlib.sha256(("\t".join(heading) + "\n").encode())
    digest.update(_joined(lines))
    return digest.hexdigest()


def _sorted_positions(lines: pa.Array) -> pa.Array:
    return pc.call_function("array_sort_indices", [lines])


def _joined(lines: pa.Array) -> bytes | memoryview:
    """All lines one after another, without copying them."""
    _, offsets, data = lines.buffers()
    if data is None:
        return b""
    positions = memoryview(offsets).cast("q")
    return memoryview(data)[positions[lines.offset] : positions[lines.offset + len(lines)]]


def _text_of(character: str) -> pa.Scalar:
    return pa.scalar(character, pa.large_string())


def _text(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return _escaped(column.cast(pa.large_string()))
    if any(
        known(kind) for known in (pa.types.is_integer, pa.types.is_decimal, pa.types.is_date32, pa.types.is_boolean)
    ):
        return column.cast(pa.string()).cast(pa.large_string())
    raise TypeError(
        f"column {name} is {kind}: only text, whole numbers, decimals, days and truth values have canonical text"
    )


def _escaped(column: pa.ChunkedArray) -> pa.ChunkedArray:
    for pattern, replacement in _ESCAPES:
        column = pc.call_function("replace_substring", [column], pc.ReplaceSubstringOptions(pattern, replacement))
    return column
