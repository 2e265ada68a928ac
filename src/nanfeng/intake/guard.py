"""The unit guard: amounts that are off by about 10, 10³, 10⁴ or 10⁸ are asked about before they are taken.

A value is held against what its organisation reported last (else elsewhere in the file, else for the year before in
the same row), and only where nothing of its own is known against its peers of the same period, if those lie close
together. A bare factor of ten needs a second sign: a check between columns that fails, another column of the row that
did not move, or most of the file being off alike. Nothing is corrected.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Timing

STEPS = ((1, 0.2), (3, 0.35), (4, 0.35), (8, 0.5))
"""Powers of ten that units differ by, and how far the logarithm may lie from one to count as that slip: wider for the
rarer ones.
"""

_STILL = 0.3
_OWN_IN_FILE = 3
_LATEST = 3
_PEERS = 8
_PEER_SPREAD = 0.35
_NORMAL = 1.4826  # median absolute deviation to standard deviation
_MOST = 0.5
_NUMERIC = (FieldType.AMOUNT, FieldType.NUMBER, FieldType.WHOLE)


@dataclass(frozen=True)
class Slip:
    """A value that seems off by ten to the `power` (negative: too small), against the organisation's `own` values or
    those of its peers.
    """

    row: int
    field: Field
    power: int
    own: bool


@dataclass(frozen=True)
class _Judged:
    """For one field, by row: the deviation from what was expected in powers of ten (NaN where nothing was), and
    whether that was the organisation's own.
    """

    deviation: np.ndarray
    own: np.ndarray


def find_slips(table: pa.Table, form: Form, history: pa.Table | None, broken: Mapping[str, np.ndarray]) -> list[Slip]:
    """Guarded values to be asked about. `broken` says by check and row which checks of the form fail."""
    guarded = [field for field in form.fields if field.guard and field.type in _NUMERIC]
    if not guarded or not table.num_rows:
        return []
    numeric = [field for field in form.fields if field.type in _NUMERIC]
    amounts = frozenset(field.name for field in numeric if field.type is FieldType.AMOUNT)
    judged = _judgements(table, form, numeric, history)
    found: list[Slip] = []
    for field in guarded:
        slips = _slips(judged[field.name].deviation)
        bare = np.abs(slips) == 1
        signs = (
            _failing_check(field, form, broken, len(slips))
            | _still_sibling(field, judged, amounts)
            | _most_alike(slips, judged[field.name])
        )
        asked = (slips != 0) & (~bare | signs)
        own = judged[field.name].own
        found += [Slip(row, field, int(slips[row]), bool(own[row])) for row in np.flatnonzero(asked).tolist()]
    return found


def _judgements(table: pa.Table, form: Form, numeric: list[Field], history: pa.Table | None) -> dict[str, _Judged]:
    earlier = history if history is not None else table.slice(0, 0)
    whose = pa.chunked_array([*table["_organisation"].chunks, *earlier["_organisation"].chunks], pa.string())
    codes = whose.combine_chunks().dictionary_encode().indices.fill_null(-1).to_numpy()
    split = table.num_rows
    latest = _latest(codes[split:], earlier)
    peers = _peer_groups(table, form)
    judged = {}
    magnitudes = {field.name: _magnitude(table, field, form) for field in numeric}
    for field in numeric:
        here = magnitudes[field.name]
        before = _magnitude(earlier, field, form)
        expected = _medians(np.where(latest, codes[split:], -1), before, codes[:split], 1)
        if np.isnan(expected).any():
            expected = _or(expected, _medians(codes[:split], here, codes[:split], _OWN_IN_FILE))
        if field.year_ago_of is None:
            year_ago = next((other.name for other in numeric if other.year_ago_of == field.name), None)
            expected = _or(expected, magnitudes[year_ago]) if year_ago else expected
        own = ~np.isnan(expected)
        if not own.all():
            expected = _or(expected, _peer_medians(peers, here))
        judged[field.name] = _Judged(here - expected, own)
    return judged


def _latest(groups: np.ndarray, table: pa.Table) -> np.ndarray:
    """Whether each earlier row is among the last few of its organisation: those say best what is usual now."""
    days = table["_last"].to_numpy().astype("datetime64[D]").astype(np.int64)
    order = np.lexsort((-days, groups))
    starts = np.append(True, groups[order][1:] != groups[order][:-1]) if len(order) else np.zeros(0, bool)
    begin = np.maximum.accumulate(np.where(starts, np.arange(len(order)), 0))
    latest = np.zeros(len(order), dtype=bool)
    latest[order] = np.arange(len(order)) - begin < _LATEST
    return latest


def _or(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(one), other, one)


def _magnitude(table: pa.Table, field: Field, form: Form) -> np.ndarray:
    """The logarithm of each value's size, a month of it for amounts that cover a period; NaN for nothing and for 0."""
    values = table[field.name].cast(pa.float64(), safe=False).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.log10(np.abs(values))
    size[~np.isfinite(size)] = np.nan
    if field.type is FieldType.AMOUNT and form.timing in (Timing.CUMULATIVE, Timing.PERIOD):
        size = size - np.log10(_months(table))
    return size


def _months(table: pa.Table) -> np.ndarray:
    first, last = (table[name].to_numpy().astype("datetime64[M]").astype(float) for name in ("_first", "_last"))
    return np.maximum(last - first + 1, 1)


def _medians(groups: np.ndarray, values: np.ndarray, asked: np.ndarray, least: int) -> np.ndarray:
    """The median of the values of each group, for the groups asked; NaN below `least` values and for group -1."""
    usable = ~np.isnan(values) & (groups >= 0)
    groups, values = groups[usable], values[usable]
    result = np.full(len(asked), np.nan)
    if not len(groups):
        return result
    order = np.lexsort((values, groups))
    groups, values = groups[order], values[order]
    names, starts, counts = np.unique(groups, return_index=True, return_counts=True)
    medians = (values[starts + (counts - 1) // 2] + values[starts + counts // 2]) / 2
    medians[counts < least] = np.nan
    place = np.minimum(np.searchsorted(names, asked), len(names) - 1)
    known = names[place] == asked
    result[known] = medians[place[known]]
    return result


def _peer_groups(table: pa.Table, form: Form) -> np.ndarray:
    """Rows of one period (for events: of one file) and, where the form says it, one place are peers."""
    dated = form.timing in (Timing.CUMULATIVE, Timing.PERIOD)
    names = ("_first", "_last", "_place") if dated else ("_place",)
    parts = [pc.call_function("coalesce", [table[name].cast(pa.string()), pa.scalar("")]) for name in names]
    joined = pc.call_function("binary_join_element_wise", [*parts, pa.scalar("|")])
    return joined.combine_chunks().dictionary_encode().indices.to_numpy()


def _peer_medians(groups: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The median of a row's peers, NaN where they are few or too different from one another to say anything."""
    medians = _medians(groups, values, groups, _PEERS)
    spread = _medians(groups, np.abs(values - medians), groups, _PEERS) * _NORMAL
    return np.where(spread <= _PEER_SPREAD, medians, np.nan)


def _slips(deviation: np.ndarray) -> np.ndarray:
    """The power of ten by which each value seems off, 0 where it is not off by one that units differ by."""
    slips = np.zeros(len(deviation), dtype=int)
    for power, tolerance in STEPS:
        near = np.abs(np.abs(deviation) - power) <= tolerance
        slips[near] = (np.sign(deviation[near]) * power).astype(int)
    return slips


def _failing_check(field: Field, form: Form, broken: Mapping[str, np.ndarray], size: int) -> np.ndarray:
    """Rows in which a check that reads the field fails: a part larger than its whole, say."""
    failing = np.zeros(size, dtype=bool)
    for check in form.checks:
        if field.name in check.rule.fields and len(check.rule.fields) > 1:
            failing |= broken[check.name]
    return failing


def _still_sibling(field: Field, judged: Mapping[str, _Judged], amounts: frozenset[str]) -> np.ndarray:
    """Rows in which another amount stayed where the organisation always had it; or in which a count did, while every
    other amount that can be judged slipped alike (a whole row in another unit).
    """
    slips = _slips(judged[field.name].deviation)
    amount_still, count_still = np.zeros(len(slips), dtype=bool), np.zeros(len(slips), dtype=bool)
    alike = np.ones(len(slips), dtype=bool)
    for name, other in judged.items():
        if name == field.name:
            continue
        still = other.own & (np.abs(other.deviation) <= _STILL)
        if name in amounts:
            amount_still |= still
            alike &= ~other.own | np.isnan(other.deviation) | (_slips(other.deviation) == slips)
        else:
            count_still |= still
    return judged[field.name].own & (amount_still | (count_still & alike))


def _most_alike(slips: np.ndarray, judged: _Judged) -> np.ndarray:
    """Rows that are off as most of the file is, where at least three organisations' own values say so."""
    alike = np.zeros(len(slips), dtype=bool)
    for power in (-1, 1):
        same = (slips == power) & judged.own
        if same.sum() >= _OWN_IN_FILE and same.sum() > _MOST * judged.own.sum():
            alike |= same
    return alike
