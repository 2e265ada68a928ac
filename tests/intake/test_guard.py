"""When the unit guard asks, and when it does not."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from nanfeng.forms.columns import schema
from nanfeng.intake.checks import broken_checks
from nanfeng.intake.guard import find_slips


def record(form, organisation, period, **values):
    year, month = period
    blank = dict.fromkeys(schema(form).names)
    return (
        blank
        | {
            "_organisation": organisation,
            "_first": date(year, 1, 1),
            "_last": date(year, month, 28),
            "_key": f"{organisation}|{period}",
            "output": Decimal(1_200_000),
            "exports": Decimal(120_000),
            "employees": 50,
        }
        | values
    )


def table(form, rows):
    return pa.Table.from_pylist(rows, schema=schema(form))


def asked(form, rows, history=()):
    sent = table(form, rows)
    earlier = table(form, history) if history else None
    return {(slip.row, slip.field.name) for slip in find_slips(sent, form, earlier, broken_checks(sent, form))}


@pytest.fixture
def history(returns):
    return [record(returns, "a", (2023, month), output=Decimal(100_000 * month)) for month in (2, 3, 4)]


@pytest.mark.parametrize("factor", ["1e3", "1e4", "1e8", "1e-3", "1e-4"])
def test_a_value_off_by_thousands_from_its_own_history_is_asked_about(returns, history, factor):
    rows = [record(returns, "a", (2023, 5), output=500_000 * Decimal(factor), exports=None)]
    assert asked(returns, rows, history) == {(0, "output")}


def test_growth_is_not_asked_about(returns, history):
    for value in (250_000, 500_000, 1_500_000, 20_000_000):
        assert (
            asked(
                returns, [record(returns, "a", (2023, 5), output=Decimal(value), exports=None, employees=None)], history
            )
            == set()
        )


def test_a_bare_ten_needs_a_second_sign(returns, history):
    alone = record(returns, "a", (2023, 5), output=Decimal(5_000_000), exports=None, employees=None)
    sibling = alone | {"employees": 50}
    part = record(returns, "a", (2023, 5), output=Decimal(50_000), exports=Decimal(60_000), employees=None)
    assert asked(returns, [alone], history) == set()
    assert asked(returns, [sibling], history) == {(0, "output")}
    assert (0, "output") in asked(returns, [part], history)


def test_a_firm_that_grew_in_every_amount_is_not_asked_about(returns, history):
    grown = record(returns, "a", (2023, 5), output=Decimal(5_000_000), exports=Decimal(200_000))
    assert asked(returns, [grown | {"exports": Decimal(1_200_000)}], history) == set()


def test_a_whole_file_in_another_unit_is_its_own_second_sign(returns):
    names = "abcd"
    history = [record(returns, name, (2023, 2), exports=None, employees=None) for name in names]
    rows = [
        record(returns, name, (2023, 3), output=Decimal(18_000_000), exports=None, employees=None) for name in names
    ]
    assert asked(returns, rows, history) == {(row, "output") for row in range(4)}


def test_the_value_of_a_year_ago_in_the_same_row_counts_as_history(returns):
    row = record(returns, "new", (2023, 5), output=Decimal(5_000_000_000), output_year_ago=Decimal(480_000))
    assert (0, "output") in asked(returns, [row])


def test_peers_are_asked_only_where_they_lie_close_together(returns):
    close = [record(returns, str(n), (2023, 5), output=Decimal(1_000_000 + n), exports=None) for n in range(20)]
    apart = [record(returns, str(n), (2023, 5), output=Decimal(10) ** (4 + n % 5), exports=None) for n in range(20)]
    stray = record(returns, "x", (2023, 5), output=Decimal(10_000_000_000), exports=None)
    assert asked(returns, [*close, stray]) == {(20, "output")}
    assert asked(returns, [*apart, stray]) == set()


def test_nothing_and_zero_are_not_compared(returns, history):
    rows = [record(returns, "a", (2023, 5), output=Decimal(0)), record(returns, "a", (2023, 6), output=None)]
    assert asked(returns, rows, history) == set()
