"""Quantities: reading a column together equals reading its cells one by one."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.forms.columns import MONEY
from nanfeng.intake.columns import decimals
from nanfeng.intake.fault import Fault
from nanfeng.intake.quantities import Scale, read_cell, read_column
from nanfeng.kinds.unit import Dimension

THOUSANDS = Scale(Decimal(1000), Dimension.YUAN, 2)
_SCALES = st.builds(
    Scale, st.sampled_from([Decimal(10) ** n for n in range(9)]), st.just(Dimension.YUAN), st.sampled_from([0, 2, 4])
)
_CELLS = st.one_of(
    st.just(""),
    st.floats(-1e15, 1e15),
    st.decimals(-(10**9), 10**9, places=3).map(float),
    st.decimals(-(10**9), 10**9, places=3).map(str),
    st.sampled_from(["-", "1,234.5", "12万", "3亿元", "x", "(5)", "1.234,5", True]),
)


@given(st.lists(_CELLS), _SCALES)
def test_a_column_reads_as_its_cells_do(cells, scale):
    values, present, faults = read_column(cells, scale)
    together = [faults.get(place) or (int(values[place]) if present[place] else None) for place in range(len(cells))]
    assert together == [None if cell == "" else read_cell(cell, scale) for cell in cells]


@given(st.lists(st.tuples(st.integers(-(10**18) + 1, 10**18 - 1), st.booleans())))
def test_decimals_hold_what_they_are_made_of(pairs):
    values, present = [value for value, _ in pairs], [here for _, here in pairs]
    made = decimals(np.array(values, dtype="int64"), np.array(present, dtype=bool), MONEY)
    assert made.to_pylist() == [Decimal(value).scaleb(-2) if here else None for value, here in pairs]


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("２，４０５．７２", 240_572_000),
        (" 1 234.5 ", 123_450_000),
        ("2,405.72亿元", 24_057_200_000_000),
        ("８５７万", 857_000_000),
        ("RMB 790 million", 79_000_000_000),
        ("(12)", -1_200_000),
        ("-0.00001", -1),
        (12, 1_200_000),
        ("—", None),
        ("n/a", None),
    ],
)
def test_what_people_write(cell, fen):
    assert read_cell(cell, THOUSANDS) == fen


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("约5", "not_a_number"),
        ("第5名", "not_a_number"),
        ("1,23", "not_a_number"),
        ("3万美元", "another_unit"),
        ("=A1", "formula"),
        ("#DIV/0!", "spreadsheet_error"),
        (True, "not_a_number"),
        (1e300, "too_large_a_number"),
    ],
)
def test_what_is_no_quantity(cell, code):
    fault = read_cell(cell, THOUSANDS)
    assert isinstance(fault, Fault)
    assert fault.code == code
