"""Whole tables: margins, contributors, what is missing and what is zero."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from nanfeng.figures.compute import compute
from nanfeng.figures.indicator import Count, CountDistinct, Ratio, Stock, Sum
from nanfeng.figures.request import Request
from nanfeng.kinds.figure import Basis, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.unit import Unit

H1 = Period.parse("2023-H1")


@pytest.fixture(scope="module")
def definitions(world):
    return world.definitions(
        world.indicator("output", Sum("sum", "monthly_return", "output")),
        world.indicator("amount", Sum("sum", "project", "amount")),
        world.indicator("projects", Count("count", "project"), Unit.COUNT),
        world.indicator("served", CountDistinct("count_distinct", "visit", "organisation"), Unit.COUNT),
        world.indicator("visits", Count("count", "visit"), Unit.COUNT),
        world.indicator("a_company", Ratio("ratio", "visits", "served"), Unit.COUNT),
        world.indicator("held", Stock("stock", "certificate"), Unit.COUNT),
        world.indicator("published_only", None),
    )


def by_key(figures):
    return {str(figure.key): figure for figure in figures}


def test_one_request_gives_all_places_codes_and_margins(world, definitions):
    filed = [
        ("a", "p1", "C17", 5),
        ("b", "p1", "C34", 7),
        ("c", "p2", "C34", 1),
        ("d", "ip", "C99", 100),
        ("e", "city", "C17", 1000),
    ]
    records = {"monthly_return": [world.returned(one, "2023-H1", *where, output=value) for one, *where, value in filed]}
    request = Request("output", H1, "zone", "park", ("sector",))
    found = by_key(compute([request], definitions, world.reader(records)))
    assert {key: figure.value for key, figure in found.items()} == {
        "output/2023-H1/zone": 113,
        "output/2023-H1/zone/sector=textiles": 5,
        "output/2023-H1/zone/sector=machines": 8,
        "output/2023-H1/p1": 112,
        "output/2023-H1/p1/sector=textiles": 5,
        "output/2023-H1/p1/sector=machines": 7,
        "output/2023-H1/p2": 1,
        "output/2023-H1/p2/sector=textiles": None,
        "output/2023-H1/p2/sector=machines": 1,
    }
    zone = found["output/2023-H1/zone"]
    assert (zone.contributors, zone.largest_share) == (4, 100 / 113)


def test_no_return_is_missing_but_no_event_is_zero(world, definitions):
    records = {
        "monthly_return": [world.returned("a", "2023-H1", output=5)],
        "project": [
            world.happened("1", "2023-01-05", "p1", amount=10, funding="foreign"),
            world.happened("2", "2023-02-05", "ip", amount=None, funding="domestic"),
        ],
        "certificate": [world.held("1", "2023-01-05", None, "p1")],
    }
    wanted = ["output", "projects", "amount", "held"]
    figures = by_key(
        compute([Request(name, H1, "zone", "park") for name in wanted], definitions, world.reader(records))
    )
    assert figures["output/2023-H1/p2"].status is Status.MISSING
    assert "not collected" in figures["output/2023-H1/p2"].reason.en
    assert [figures[f"{name}/2023-H1/p2"].value for name in wanted[1:]] == [0, 0, 0]
    (unsaid,) = compute([Request("amount", H1, "ip")], definitions, world.reader(records))
    assert unsaid.value is None
    assert (figures["amount/2023-H1/p1"].value, figures["amount/2023-H1/p1"].contributors) == (10, 1)


def test_what_was_never_recorded_is_missing_not_zero(world, definitions):
    records = {"project": [world.happened("1", "2023-03-05", amount=10)]}
    before, none, no_formula = compute(
        [
            Request("projects", Period.parse("2022"), "zone"),
            Request("visits", H1, "zone"),
            Request("published_only", H1, "zone"),
        ],
        definitions,
        world.reader(records),
    )
    assert [figure.value for figure in (before, none, no_formula)] == [None, None, None]
    assert "since 2023-03-05" in before.reason.en
    assert "no record" in none.reason.en


def test_distinct_organisations_need_not_add_up(world, definitions):
    visits = [("1", "p1", "a"), ("2", "p2", "a"), ("3", "p2", "b"), ("4", "p2", "b")]
    records = {"visit": [world.happened(no, "2023-02-01", place, organisation=one) for no, place, one in visits]}
    figures = by_key(
        compute(
            [Request(name, H1, "zone", "park") for name in ("served", "visits", "a_company")],
            definitions,
            world.reader(records),
        )
    )
    assert [figures[f"served/2023-H1/{place}"].value for place in ("zone", "p1", "p2")] == [2, 1, 2]
    assert [figures[f"visits/2023-H1/{place}"].contributors for place in ("zone", "p1", "p2")] == [2, 1, 2]
    assert figures["visits/2023-H1/zone"].largest_share == 0.5
    assert figures["a_company/2023-H1/p2"].value == Decimal("1.5")


def test_synthetic_records_are_said_to_be_so(world, definitions):
    rows = [world.returned("a", "2023-H1", output=5), world.returned("b", "2023-H1", output=5) | {"_synthetic": True}]
    (figure,) = compute([Request("output", H1, "zone")], definitions, world.reader({"monthly_return": rows}))
    assert figure.flags == ("synthetic",)


def test_a_figure_names_its_definition_and_parts(world, definitions):
    rows = [world.returned("a", period, output=value) for period, value in (("2022-H1", 4), ("2023-H1", 5))]
    request = Request("output", H1, "zone", growth=(Basis.NOMINAL,), level=False)
    (growth,) = compute([request], definitions, world.reader({"monthly_return": rows}))
    assert str(growth.key) == "output/2023-H1/zone/growth:nominal"
    assert growth.definition == definitions.digests["output"]
    assert growth.unit is Unit.PERCENT
    assert [(part.role, part.key) for part in growth.components] == [
        ("current", "output/2023-H1/zone"),
        ("base", "output/2022-H1/zone"),
    ]


def test_what_is_not_there_is_named(world, definitions):
    reader = world.reader({"monthly_return": [world.returned("a", "2023-H1", output=5)]})
    with pytest.raises(KeyError, match="no indicator 'outputs'"):
        compute([Request("outputs", H1, "zone")], definitions, reader)
    with pytest.raises(ValueError, match="'zones' is not the code of a place"):
        compute([Request("output", H1, "zones")], definitions, reader)
    with pytest.raises(ValueError, match="'colour' is neither an industry set nor a coded field"):
        compute([Request("output", H1, "zone", by=("colour",))], definitions, reader)
    with pytest.raises(ValueError, match="sector has no group 'x'"):
        compute([Request("output", H1, "zone", scope=(("sector", "x"),))], definitions, reader)


@settings(phases=[Phase.generate], max_examples=15)
@given(st.data())
def test_sums_and_contributors_are_those_of_a_plain_loop(world, definitions, data):
    places = {"p1": ("p1", "zone"), "p2": ("p2", "zone"), "ip": ("p1", "zone"), "city": ()}
    drawn = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(list(places)),
                st.sampled_from("abc"),
                st.sampled_from(["domestic", "foreign"]),
                st.integers(-9, 9),
            ),
            min_size=1,
            max_size=12,
        )
    )
    rows = [
        world.happened(str(n), "2023-03-01", place, organisation=one, topic=code)
        for n, (place, one, code, _) in enumerate(drawn)
    ]
    events = [
        world.happened(str(n), "2023-03-01", place, amount=value, funding=code)
        for n, (place, _, code, value) in enumerate(drawn)
    ]
    reader = world.reader({"visit": rows, "project": events})
    sums, visitors = defaultdict(int), defaultdict(set)
    for place, one, code, value in drawn:
        for around in places[place]:
            visitors[around].add(one)
            for scope in ("", f"/funding={code}"):
                sums[f"amount/2023-H1/{around}{scope}"] += value
    requests = [Request("amount", H1, "zone", "park", ("funding",)), Request("visits", H1, "zone", "park")]
    figures = by_key(compute(requests, definitions, reader))
    assert {key: figure.value for key, figure in figures.items() if key.startswith("amount")} == {
        key: sums[key] for key in figures if key.startswith("amount")
    }
    for place in ("zone", "p1", "p2"):
        assert figures[f"visits/2023-H1/{place}"].contributors == len(visitors[place])


def test_who_filed_only_one_of_two_subtracted_returns_is_counted_and_told(world):
    filed = [
        ("both", "2023-01..2023-05", 100, "p1"),
        ("both", "2023-H1", 130, "p1"),
        ("late", "2023-H1", 600, "p1"),
        ("gone", "2023-01..2023-05", 50, "p1"),
        ("silent", "2023-H1", None, "p1"),
        ("moved", "2023-01..2023-05", 7, "p1"),
        ("moved", "2023-H1", 9, "p2"),
        ("stays", "2023-01..2023-05", 4, "p2"),
        ("stays", "2023-H1", 4, "p2"),
    ]
    records = {"monthly_return": [world.returned(one, when, place, output=value) for one, when, value, place in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    june, half = Period.parse("2023-06"), Period.parse("2023-H1")
    requests = [Request("output", june, "zone", "park", growth=(Basis.PREVIOUS,)), Request("output", half, "zone")]
    zone, _, p1, _, p2, _, whole = compute(requests, definitions, world.reader(records))
    assert zone.value == 30 + 600 - 50 + 2
    assert [(part.role, part.value) for part in zone.components] == [("unbalanced_filers", 2)]
    assert [(part.role, part.value) for part in p1.components] == [("unbalanced_filers", 3)]
    assert [(part.role, part.value) for part in p2.components] == [("unbalanced_filers", 1)]
    assert zone.flags == p1.flags == p2.flags == ("unbalanced_filers",)
    assert not whole.flags
    assert not whole.components


@pytest.mark.parametrize("period", ["2022-07..2023-06", "2022-01..2023-06"])
def test_a_composed_period_misses_what_nobody_in_the_cell_filed(world, period):
    filed = [
        *(("a", when, "p1") for when in ("2022-H1", "2022", "2023-H1")),
        *(("b", when, "p2") for when in ("2022-H1", "2022")),
    ]
    records = {"monthly_return": [world.returned(one, when, place, output=10) for one, when, place in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    request = Request("output", Period.parse(period), "zone", "park")
    zone, p1, p2 = compute([request], definitions, world.reader(records))
    assert zone.status is p1.status is Status.COMPUTED
    assert p2.status is Status.MISSING
    assert "not collected" in p2.reason.en
    assert "2023-H1" in p2.reason.en


def test_a_period_of_several_parts_misses_the_part_that_nobody_in_the_cell_filed(world):
    quarters = [("p1", "2023-Q1"), ("p1", "2023-Q2"), ("p2", "2023-Q1")]
    rows = [
        {**world.returned(place, quarter, place), "place": place, "_organisation": None, "index": Decimal(100)}
        for place, quarter in quarters
    ]
    definitions = world.definitions(world.indicator("sum", Sum("sum", "price_index", "index"), Unit.INDEX))
    zone, p1, p2 = compute([Request("sum", H1, "zone", "park")], definitions, world.reader({"price_index": rows}))
    assert zone.status is p1.status is Status.COMPUTED
    assert p2.status is Status.MISSING
    assert "2023-Q2" in p2.reason.en


def test_who_filed_only_some_parts_of_a_period_is_counted_and_told(world):
    filed = [("a", "2022", 9), ("a", "2023-H1", 9), ("b", "2023-H1", 9)]
    records = {"monthly_return": [world.returned(one, when, "p1", output=value) for one, when, value in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    request = Request("output", Period.parse("2022-01..2023-06"), "zone")
    (whole,) = compute([request], definitions, world.reader(records))
    assert whole.value == 27
    assert whole.flags == ("unbalanced_filers",)
    assert [part.value for part in whole.components] == [1]


def test_matched_growth_leaves_out_who_filed_only_one_of_two_subtracted_returns(world):
    filed = [
        *(("both", when, value) for when, value in (("2022-01..2022-05", 50), ("2022-H1", 60))),
        *(("both", when, value) for when, value in (("2023-01..2023-05", 55), ("2023-H1", 66))),
        *(("new", when, 1000) for when in ("2022-01..2022-05", "2022-H1", "2023-H1")),
    ]
    records = {"monthly_return": [world.returned(one, when, "p1", output=value) for one, when, value in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    request = Request("output", Period.parse("2023-06"), "zone", growth=(Basis.MATCHED,), level=False)
    (growth,) = compute([request], definitions, world.reader(records))
    assert growth.value == 10
    assert [part.value for part in growth.components] == [11, 10]
    assert growth.contributors == 1


@pytest.mark.parametrize(
    ("second", "flags"),
    [(("b", 5), ()), (("b", None), ("unequal_response",)), (("c", 5), ("unequal_response",))],
    ids=["the same two", "one is silent", "another one"],
)
def test_a_growth_says_when_others_stated_the_one_side_than_the_other(world, second, flags):
    filed = [("a", "2022-H1", 10), ("b", "2022-H1", 5), ("a", "2023-H1", 11), (second[0], "2023-H1", second[1])]
    records = {"monthly_return": [world.returned(one, when, "p1", output=value) for one, when, value in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    request = Request("output", H1, "zone", growth=(Basis.NOMINAL, Basis.MATCHED), level=False)
    nominal, matched = compute([request], definitions, world.reader(records))
    assert nominal.flags == flags
    assert not matched.flags


def test_matched_growth_misses_the_return_that_nobody_in_the_cell_filed(world):
    """The twelve months to June need the whole of 2022, which nobody in park 2 filed: half of them is not all."""
    whens = ("2021-H1", "2021", "2022-H1", "2023-H1", "2022")
    filed = [*(("a", when, "p1") for when in whens), *(("b", when, "p2") for when in whens[:4])]
    records = {"monthly_return": [world.returned(one, when, place, output=10) for one, when, place in filed]}
    definitions = world.definitions(world.indicator("output", Sum("sum", "monthly_return", "output")))
    rolling = Period.parse("2022-07..2023-06")
    request = Request("output", rolling, "zone", "park", growth=(Basis.MATCHED,), level=False)
    _, p1, p2 = compute([request], definitions, world.reader(records))
    assert [part.value for part in p1.components] == [10, 10]
    assert [part.value for part in p2.components] == [None, None]
    assert p2.reason.en == "not collected: no record states output/2022/p2"


def test_who_states_zero_is_collected_but_contributes_nothing(world, definitions):
    filed = [("a", "p1", 5), ("b", "p1", 0), ("c", "p1", 0), ("d", "p2", 0)]
    records = {"monthly_return": [world.returned(one, "2023-H1", place, output=value) for one, place, value in filed]}
    figures = compute([Request("output", H1, "zone", "park")], definitions, world.reader(records))
    assert [(figure.value, figure.contributors) for figure in figures] == [(5, 1), (5, 1), (0, 0)]


def test_matched_growth_is_not_broken_down_by_a_field_of_several_records_a_unit(world, definitions):
    days = (("n1", "2022-03-01"), ("n2", "2023-03-01"))
    events = [world.happened(key, day, amount=5, funding="foreign") for key, day in days]
    request = Request("amount", H1, "zone", by=("funding",), growth=(Basis.MATCHED,), level=False)
    for figure in compute([request], definitions, world.reader({"project": events})):
        assert figure.status is Status.MISSING
        assert "several records" in figure.reason.en
