"""Every figure leads to its rows, and what the rows contribute adds up to it, whatever was recorded and defined."""

import os
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nanfeng.figures.compute import compute
from nanfeng.figures.indicator import Count, CountDistinct, Difference, GroupsAbove, Ratio, Stock, Sum, Window
from nanfeng.figures.largest import largest
from nanfeng.figures.request import Request
from nanfeng.figures.trace import TracedPart, trace
from nanfeng.forms.rule import Rule
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.unit import Unit

ORGANISATIONS = ("a", "b", "c", "d")
PERIODS = ("2022-01..2022-02", "2022-H1", "2022", "2023-01..2023-02", "2023-H1")
ASKED = ("2023-H1", "2022-H1", "2022-07..2023-06", "2023-03..2023-06")
AMOUNTS = st.none() | st.decimals(-(10**12), 10**12, places=2)
DAYS = st.dates(min_value=Period.parse("2022").first, max_value=Period.parse("2023").last)


@st.composite
def returns(draw, world):
    keys = draw(st.sets(st.sampled_from(list(product(ORGANISATIONS, PERIODS))), min_size=1))
    return [
        world.returned(
            organisation,
            period,
            draw(st.sampled_from(["p1", "p2", "ip", "city"])),
            draw(st.sampled_from(["C17", "C34", "C39", None])),
            output=draw(AMOUNTS),
            output_year_ago=draw(AMOUNTS),
            staff=draw(st.none() | st.integers(0, 10**6)),
            size=draw(st.sampled_from(["large", "small", None])),
        )
        for organisation, period in sorted(keys)
    ]


@st.composite
def visits(draw, world):
    days = draw(st.lists(DAYS, max_size=8))
    return [
        world.happened(
            str(number),
            day.isoformat(),
            draw(st.sampled_from(["p1", "p2", None])),
            organisation=draw(st.sampled_from(ORGANISATIONS)),
            topic=draw(st.sampled_from(["tax", "talent", None])),
        )
        for number, day in enumerate(days)
    ]


@st.composite
def certificates(draw, world):
    days = draw(
        st.lists(st.tuples(DAYS, st.none() | DAYS).filter(lambda span: not span[1] or span[0] <= span[1]), max_size=6)
    )
    return [
        world.held(
            str(number),
            since.isoformat(),
            until and until.isoformat(),
            organisation=draw(st.sampled_from(ORGANISATIONS)),
        )
        for number, (since, until) in enumerate(days)
    ]


def formulas():
    where = st.sampled_from([None, Rule.parse("output > 0"), Rule.parse("size == 'large' or staff < 1000")])
    about = st.sampled_from([None, Rule.parse("topic == 'tax'")])
    windows = st.sampled_from([Window.WITHIN, Window.TO_DATE])
    return st.one_of(
        st.builds(Sum, st.just("sum"), st.just("monthly_return"), st.sampled_from(["output", "staff"]), where),
        st.builds(Count, st.just("count"), st.just("monthly_return"), where),
        st.builds(
            CountDistinct,
            st.just("count_distinct"),
            st.just("monthly_return"),
            st.sampled_from(["organisation", "size"]),
            where,
        ),
        st.builds(Count, st.just("count"), st.just("visit"), about, windows),
        st.builds(
            CountDistinct,
            st.just("count_distinct"),
            st.just("visit"),
            st.sampled_from(["organisation", "topic"]),
            about,
            windows,
        ),
        st.builds(Count, st.just("count"), st.just("certificate"), window=st.sampled_from(Window)),
        st.builds(Stock, st.just("stock"), st.just("certificate"), distinct=st.sampled_from([None, "organisation"])),
    )


def indicators(world, first, second):
    return [
        world.indicator("one", first),
        world.indicator("two", second),
        world.indicator("ratio", Ratio("ratio", "one", "two", Decimal(100)), Unit.PERCENT),
        world.indicator("less", Difference("difference", "one", "two")),
        world.indicator("clusters", GroupsAbove("groups_above", "one", "sector", Decimal(1), Comparator.AT_LEAST)),
    ]


def parts(part: TracedPart) -> Iterator[TracedPart]:
    yield part
    for under in part.parts:
        yield from parts(under)


@settings(
    phases=[Phase.generate], max_examples=400 if os.environ.get("NANFENG_PROVE") else 12, report_multiple_bugs=False
)
@given(st.data())
def test_contributions_add_up_to_every_figure_and_component(world, data):
    succession = [world.happened("b|a", "2023-03-01", predecessor="b", successor="a", kind="merger")]
    records = {
        "monthly_return": data.draw(returns(world)),
        "visit": data.draw(visits(world)),
        "certificate": data.draw(certificates(world)),
        "succession": data.draw(st.sampled_from([[], succession])),
    }
    definitions = world.definitions(*indicators(world, data.draw(formulas()), data.draw(formulas())))
    reader = world.reader(records)
    key = FigureKey(
        data.draw(st.sampled_from(list(definitions.indicators))),
        Period.parse(data.draw(st.sampled_from(ASKED))),
        data.draw(st.sampled_from(["city", "zone", "p1"])),
        data.draw(st.sampled_from([(), (("sector", "machines"),)])),
        data.draw(st.sampled_from([None, Basis.NOMINAL, Basis.COMPARABLE, Basis.MATCHED, Basis.PREVIOUS])),
    )
    traced = trace(key, definitions, reader)
    for part in parts(traced.top):
        if not part.parts and part.value is not None:
            assert sum(row.contribution for row in part.rows) == part.value
    growth = (key.growth,) if key.growth else ()
    request = Request(key.indicator, key.period, key.place, "park", scope=key.scope, growth=growth, level=not growth)
    assert traced.figure == compute([request], definitions, reader)[0]


def test_a_row_says_where_it_came_from_and_what_it_contributes(world):
    filed = [("2023-01..2023-05", 500), ("2023-H1", 480)]
    records = {"monthly_return": [world.returned("a", period, output=value) for period, value in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    traced = trace(FigureKey.parse("output/2023-06/zone"), definitions, world.reader(records))
    assert [(row.value, row.coefficient, row.contribution) for row in traced.rows()] == [(500, -1, -500), (480, 1, 480)]
    assert [str(row.origin) for row in traced.rows()] == [
        "Origin(file='a.xlsx', sheet='1', line=2)",
        "Origin(file='a.xlsx', sheet='1', line=3)",
    ]


def test_a_missing_figure_leads_to_its_reason(world):
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    traced = trace(FigureKey.parse("output/2023-06/zone"), definitions, world.reader({}))
    assert traced.figure.status is Status.MISSING
    assert "not collected" in traced.figure.reason.en
    assert list(traced.rows()) == []


def test_the_largest_come_first_and_equals_by_identifier(world):
    filed = [("a", 5), ("b", 9), ("c", 9), ("d", None)]
    records = {"monthly_return": [world.returned(one, "2023-H1", output=value) for one, value in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    found = largest(FigureKey.parse("output/2023-H1/zone"), 2, definitions, world.reader(records))
    assert [(one.organisation, one.value) for one in found] == [("b", 9), ("c", 9)]
    with pytest.raises(ValueError, match="nobody is the largest"):
        largest(FigureKey.parse("output/2023-H1/zone/growth:nominal"), 2, definitions, world.reader(records))
