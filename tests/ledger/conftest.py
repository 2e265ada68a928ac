"""A small form and its records, for all tests of the ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest
from tests.arrivals import numbered

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


@pytest.fixture
def make_rows():
    """Make a table of any form from dictionaries of its fields; the envelope is filled with what is usual."""

    def make(form, *records):
        usual = {"_version": 1, "_current": True, "_status": "accepted", "_synthetic": True, "_entered": ENTERED}
        rows = []
        for number, record in enumerate(records, start=1):
            derived = {
                "_key": str(number),
                "_organisation": record.get(form.organisation),
                "_first": record.get(form.when),
                "_last": record.get(form.until or form.when),
                "_purpose": form.purpose.value,
            }
            rows.append(usual | derived | record)
        return pa.Table.from_pylist(rows, schema=schema(form))

    return make


def span_form(name, role, *fields):
    when = (field("since", FieldType.DATE), field("until", FieldType.DATE))
    return Form(
        name=name,
        label=Text(name, name),
        purpose=Purpose.PUBLIC,
        timing=Timing.SPAN,
        key=("organisation", "since"),
        fields=(field("organisation", FieldType.ORGANISATION), *fields, *when),
        when="since",
        until="until",
        organisation="organisation",
        register_role=role,
    )


@pytest.fixture
def membership_form():
    form = span_form("membership", "membership", field("park", FieldType.PLACE), field("industry", FieldType.INDUSTRY))
    return replace(form, place="park", industry="industry")


@pytest.fixture
def memberships(membership_form, make_rows):
    """Make memberships from tuples (organisation, park, industry, since, until)."""
    names = ("organisation", "park", "industry", "since", "until")
    return lambda *rows: make_rows(membership_form, *(dict(zip(names, row, strict=True)) for row in rows))


@pytest.fixture
def register_forms(membership_form):
    """The forms that a register is built from, by name."""
    succession = replace(
        span_form("succession", "succession"),
        timing=Timing.EVENT,
        fields=(field("predecessor"), field("successor"), field("on", FieldType.DATE), field("kind")),
        when="on",
        until=None,
        organisation="predecessor",
    )
    forms = (
        span_form("enterprise", "organisation", field("name"), field("name_en")),
        span_form("alias", "alias", field("name")),
        span_form("consent", "consent", field("form"), field("purpose")),
        succession,
        membership_form,
    )
    return {form.name: form for form in forms}


@pytest.fixture
def arrived():
    """Tables as they stand after they arrived one after another: with versions, and the last of each key current."""

    def stand(form, *tables):
        columns = schema(form)
        return numbered(pa.concat_tables(tables, promote_options="default").select(columns.names))

    return stand
