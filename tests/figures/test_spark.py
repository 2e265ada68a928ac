"""The same definitions on Spark, unchanged: every answer equal to DuckDB's."""

import shutil
from decimal import Decimal
from importlib.util import find_spec
from itertools import product

import pytest

from nanfeng.figures.compute import compute
from nanfeng.figures.indicator import Count, CountDistinct, Difference, GroupsAbove, Ratio, Stock, Sum, Window
from nanfeng.figures.largest import largest
from nanfeng.figures.request import Request
from nanfeng.figures.trace import trace
from nanfeng.forms.rule import Rule
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.unit import Unit
from nanfeng.ledger.read import Engine

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("spark"),
    pytest.mark.skipif(find_spec("pyspark") is None, reason="pyspark is not installed (extra `spark`)"),
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17 or later, and there is no java"),
]

GROWTH = (Basis.NOMINAL, Basis.COMPARABLE, Basis.MATCHED, Basis.PREVIOUS)


@pytest.fixture(scope="module")
def records(world):
    periods = ["2022-01..2022-05", "2022-H1", "2022", "2023-01..2023-05", "2023-H1"]
    filed = [
        world.returned(
            f"o{n}",
            period,
            ("p1", "p2", "ip", "city")[(n + (period > "2023") * (n % 5 == 0)) % 4],
            ("C17", "C34", "C39")[n % 3],
            output=None if n == 7 else Decimal(n * 1000 + number * 17) / 4,
            output_year_ago=Decimal(n * 990 + number * 16) / 4,
            profit=Decimal(n - 10),
            profit_year_ago=Decimal(5 - n),
            staff=n * 3,
            size=("large", "small", None)[n % 3],
        )
        for (number, period), n in product(enumerate(periods), range(24))
        if not (n == 3 and period > "2023-01..2023-05") and not (n == 9 and period < "2023")
    ]
    return {
        "monthly_return": filed,
        "visit": [
            world.happened(
                str(n),
                f"2023-0{1 + n % 6}-1{n % 10}",
                ("p1", None)[n % 2],
                organisation=f"o{n % 5}",
                topic="tax" if n % 3 else None,
            )
            for n in range(20)
        ],
        "certificate": [
            world.held(str(n), f"202{n % 4}-02-01", (None, "2023-03-01", "2025-01-01")[n % 3], organisation=f"o{n}")
            for n in range(12)
        ],
        "succession": [world.happened("o3|o4", "2023-06-01", predecessor="o3", successor="o4", kind="merger")],
    }


@pytest.fixture(scope="module")
def definitions(world):
    return world.definitions(
        world.indicator("output", Sum("sum", "monthly_return", "output")),
        world.indicator(
            "profit", Sum("sum", "monthly_return", "profit", Rule.parse("output > 100 or size == 'large'"))
        ),
        world.indicator("staff", Sum("sum", "monthly_return", "staff")),
        world.indicator("margin", Ratio("ratio", "profit", "output", Decimal(100)), Unit.PERCENT),
        world.indicator("reporting", CountDistinct("count_distinct", "monthly_return", "organisation")),
        world.indicator("sizes", CountDistinct("count_distinct", "monthly_return", "size")),
        world.indicator(
            "clusters", GroupsAbove("groups_above", "output", "sector", Decimal(20_000), Comparator.REACH, 6)
        ),
        world.indicator("visits", Count("count", "visit", Rule.parse("topic == 'tax'"))),
        world.indicator("visited", CountDistinct("count_distinct", "visit", "organisation", window=Window.TO_DATE)),
        world.indicator("held", Stock("stock", "certificate")),
        world.indicator("expired", Count("count", "certificate", window=Window.ENDED)),
        world.indicator("net", Difference("difference", "held", "expired")),
    )


@pytest.fixture(scope="module")
def readers(world, records):
    return world.reader(records), world.reader(records, Engine.SPARK)


def test_every_figure_is_equal(definitions, readers):
    returns = ("output", "profit", "staff", "margin", "reporting", "sizes", "clusters")
    requests = [
        Request(name, Period.parse(period), "city", "park", ("sector",) if name != "clusters" else (), growth=GROWTH)
        for name in returns
        for period in ("2023-H1", "2023-06", "2022-07..2023-06")
    ]
    requests += [
        Request(name, Period.parse("2023-H1"), "city", "park", growth=(Basis.NOMINAL, Basis.MATCHED))
        for name in ("visits", "visited", "held", "expired", "net")
    ]
    requests.append(
        Request(
            "output", Period.parse("2023-H1"), "zone", by=("size", "advanced@2024"), scope=(("sector", "machines"),)
        )
    )
    on_duckdb, on_spark = (compute(requests, definitions, reader) for reader in readers)
    assert len(on_duckdb) > 300
    assert sum(figure.value is not None for figure in on_duckdb) > 150
    assert on_spark == on_duckdb


def test_every_trace_and_the_largest_are_equal(definitions, readers):
    keys = ["output/2023-06/zone", "output/2023-H1/zone/growth:matched", "sizes/2023-H1/city", "clusters/2023-H1/zone"]
    for key in keys:
        on_duckdb, on_spark = (trace(FigureKey.parse(key), definitions, reader) for reader in readers)
        assert list(on_duckdb.rows())
        assert on_spark == on_duckdb
    first, second = (largest(FigureKey.parse("output/2023-H1/zone"), 5, definitions, reader) for reader in readers)
    assert first == second
