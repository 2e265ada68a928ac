"""A small form and its records, for all tests of the ledger."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from nanfeng.forms.columns import schema
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Purpose, Timing
from nanfeng.kinds.text import Text

ENTERED = datetime(2023, 7, 5, 8, tzinfo=UTC)


def field(name, kind=FieldType.TEXT):
    return Field(name, Text(name, name), kind)


@pytest.fixture
def returns_form():
    return Form(
        name="monthly_return",
        label=Text("月报", "Monthly return"),
        purpose=Purpose.STATISTICS,
        timing=Timing.CUMULATIVE,
        key=("organisation", "period"),
        fields=(
            field("organisation", FieldType.ORGANISATION),
            field("period", FieldType.PERIOD),
            field("output", FieldType.AMOUNT),
            field("remark"),
        ),
        when="period",
        organisation="organisation",
    )


@pytest.fixture
def returns(returns_form):
    """Make a table of returns from tuples (organisation, output, remark), for the half-year to 2023-06-30."""

    def make(*rows, entered=ENTERED, file="june.xlsx"):
        records = [
            {
                "_key": f"{organisation}|2023-H1",
                "_organisation": organisation,
                "_first": date(2023, 1, 1),
                "_last": date(2023, 6, 30),
                "_version": 1,
                "_current": True,
                "_purpose": "statistics",
                "_status": "accepted",
                "_synthetic": True,
                "organisation": organisation,
                "period": "2023-H1",
                "output": None if output is None else Decimal(output),
                "remark": remark,
                "_entered": entered,
                "_by": "station",
                "_for": None,
                "_file": file,
                "_sheet": "Sheet1",
                "_line": line,
            }
            for line, (organisation, output, remark) in enumerate(rows, start=2)
        ]
        return pa.Table.from_pylist(records, schema=schema(returns_form))

    return make
