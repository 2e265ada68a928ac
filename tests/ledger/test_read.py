"""Rows are read for a purpose; what lacks consent is withheld and counted."""

from datetime import UTC, date, datetime
from decimal import Decimal
from importlib.util import find_spec

import narwhals as nw
import pytest

from nanfeng.forms.form import Purpose
from nanfeng.ledger.read import Engine, open_reader, reader_over
from nanfeng.ledger.receipt import Closing
from nanfeng.ledger.versions import WITHDRAWN
from nanfeng.ledger.vintage import freeze

CLOSING = Closing(datetime(2023, 7, 15, tzinfo=UTC), "office", datetime(2023, 7, 16, tzinfo=UTC), "0.1.0")
NO_SPARK = pytest.mark.skipif(find_spec("pyspark") is None, reason="the extra `spark` is not installed")
ENGINES = [Engine.DUCKDB, pytest.param(Engine.SPARK, marks=[NO_SPARK, pytest.mark.slow])]


@pytest.fixture(params=["memory", "vintage"])
def reader(request, tmp_path, returns_form, register_forms, make_rows):
    """Read a table of returns, and records of the register's forms by name, from memory and from a vintage."""

    def read(table, engine=Engine.DUCKDB, **records):
        forms = {"monthly_return": returns_form} | register_forms
        tables = {name: make_rows(register_forms[name], *rows) for name, rows in records.items()}
        tables["monthly_return"] = table
        if request.param == "memory":
            return reader_over(tables, forms, engine)
        return open_reader(tmp_path, freeze(tmp_path, tables, forms, CLOSING).id, engine)

    return read


def given(reader, purpose):
    frame = reader.rows("monthly_return", purpose).select("_organisation").collect("pyarrow")
    return sorted(frame["_organisation"].to_list())


@pytest.mark.parametrize("engine", ENGINES)
def test_money_comes_back_exact_with_all_columns(reader, returns, engine):
    table = returns(("uscc:A", "0.10", "甲"), ("uscc:B", "0.20", None), ("uscc:C", None, None))
    rows = reader(table, engine).rows("monthly_return", Purpose.STATISTICS)
    assert rows.collect_schema().names() == table.column_names
    total = rows.select(nw.col("output").sum()).collect("pyarrow").to_native()
    assert total["output"][0].as_py() == Decimal("0.30")


def test_only_the_last_version_that_is_not_withdrawn_counts(reader, returns):
    table = returns(("uscc:A", "1", None), ("uscc:B", "1", None), ("uscc:C", "1", None)).to_pylist()
    corrected = table[1] | {"output": Decimal(2), "_version": 2}
    table[1]["_current"] = False
    table[2]["_status"] = WITHDRAWN
    rows = returns().from_pylist([*table, corrected], schema=returns().schema)
    outputs = reader(rows).rows("monthly_return", Purpose.STATISTICS).select("output").collect("pyarrow")
    assert sorted(outputs["output"].to_list()) == [1, 2]


@pytest.mark.parametrize("engine", ENGINES)
def test_another_purpose_needs_a_consent_that_holds_then(reader, returns, engine):
    consent = {"form": "monthly_return", "purpose": "finance", "since": date(2023, 1, 1), "until": None}
    read = reader(
        returns(*((f"uscc:{letter}", "1", None) for letter in "ABCDEFG")),
        engine,
        consent=[
            consent | {"organisation": "uscc:A"},
            consent | {"organisation": "uscc:A", "since": date(2022, 1, 1)},
            consent | {"organisation": "uscc:B", "until": date(2023, 6, 30)},
            consent | {"organisation": "uscc:C", "until": date(2023, 6, 29)},
            consent | {"organisation": "uscc:D", "since": date(2023, 7, 1)},
            consent | {"organisation": "uscc:E", "purpose": "service"},
            consent | {"organisation": "uscc:F", "form": "credit"},
            consent | {"organisation": "uscc:G", "_status": WITHDRAWN},
        ],
    )
    assert given(read, Purpose.FINANCE) == ["uscc:A", "uscc:B"]
    assert read.withheld("monthly_return", Purpose.FINANCE) == 5
    assert given(read, Purpose.STATISTICS) == [f"uscc:{letter}" for letter in "ABCDEFG"]
    assert read.withheld("monthly_return", Purpose.STATISTICS) == 0


def test_without_any_consent_everything_is_withheld(reader, returns):
    read = reader(returns(("uscc:A", "1", None)))
    assert given(read, Purpose.FINANCE) == []
    assert read.withheld("monthly_return", Purpose.FINANCE) == 1


def test_public_records_are_open_to_all(reader, returns, register_forms):
    member = {"organisation": "uscc:A", "park": "p1", "industry": "C39", "since": date(2020, 1, 1)}
    read = reader(returns(), membership=[member])
    assert read.withheld("membership", Purpose.FINANCE) == 0
    assert len(read.rows("membership", Purpose.FINANCE).collect("pyarrow")) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_mergers_are_read_for_growth_of_the_matched(reader, returns, engine):
    events = [("B", "A", date(2023, 5, 1), "merger"), ("C", "D", date(2023, 5, 1), "split")]
    names = ("predecessor", "successor", "on", "kind")
    read = reader(returns(), engine, succession=[dict(zip(names, event, strict=True)) for event in events])
    assert read.succession().all_by(date(2023, 6, 30)) == {"B": "A"}
    assert read.succession().all_by(date(2023, 4, 30)) == {}


def test_an_unknown_form_is_refused_with_those_there_are(reader, returns):
    with pytest.raises(KeyError, match=r"it holds .*monthly_return"):
        reader(returns()).rows("montly_return", Purpose.STATISTICS)


def test_an_unknown_vintage_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="there are: none"):
        open_reader(tmp_path, "0" * 64)
