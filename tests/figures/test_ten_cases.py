"""The ten cases of arithmetic that an official statistician would check first, with their numbers."""

from decimal import Decimal

import pytest

from nanfeng.figures.compute import compute
from nanfeng.figures.indicator import Count, Difference, GroupsAbove, Ratio, Stock, Sum, Window
from nanfeng.figures.request import Request
from nanfeng.forms.rule import Rule
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.unit import Unit

JAN_FEB, JAN_MAR, JAN_APR, JAN_MAY, H1 = (
    "2023-01..2023-02",
    "2023-01..2023-03",
    "2023-01..2023-04",
    "2023-01..2023-05",
    "2023-H1",
)


@pytest.fixture
def figures(world):
    """Computes the figures of keys over records by form, with indicators of returns and more as given."""
    output = world.indicator("output", Sum("sum", "monthly_return", "output"), price_index="index")
    profit = world.indicator("profit", Sum("sum", "monthly_return", "profit"))
    index = world.indicator("index", Sum("sum", "price_index", "index"), Unit.INDEX)

    def figures(records, *keys: str, more=()) -> list[Figure]:
        definitions = world.definitions(output, profit, index, *more)
        parsed = [FigureKey.parse(key) for key in keys]
        requests = [
            Request(
                key.indicator,
                key.period,
                key.place,
                scope=key.scope,
                growth=(key.growth,) if key.growth else (),
                level=not key.growth,
            )
            for key in parsed
        ]
        found = compute(requests, definitions, world.reader(records))
        assert [figure.key for figure in found] == parsed
        return found

    return figures


def percent(figure: Figure, places: int = 2) -> Decimal:
    assert figure.value is not None, figure.reason
    return round(figure.value, places)


def test_case_1_january_is_not_collected(world, figures):
    filed = [(JAN_FEB, 100), (JAN_MAR, 160)]
    records = {"monthly_return": [world.returned("a", period, output=value) for period, value in filed]}
    keys = ["2023-01", "2023-02", JAN_FEB, "2023-03"]
    january, february, both, march = figures(records, *(f"output/{period}/zone" for period in keys))
    assert (january.status, february.status) == (Status.MISSING, Status.MISSING)
    assert january.value is None
    assert "2023-01" in january.reason.en
    assert (both.value, march.value) == (100, 60)
    on_month = figures(records, "output/2023-02/zone/growth:previous", "output/2023-03/zone/growth:previous")
    assert [figure.value for figure in on_month] == [None, None]
    assert all(figure.reason for figure in on_month)


def test_case_2_a_derived_month_may_be_negative_and_is_flagged(world, figures):
    filed = [(JAN_APR, 400), (JAN_MAY, 500), (H1, 480)]
    records = {"monthly_return": [world.returned("a", period, output=value) for period, value in filed]}
    may, june = figures(records, "output/2023-05/zone", "output/2023-06/zone")
    assert (may.value, may.flags) == (100, ())
    assert (june.value, june.flags) == (-20, ("negative_month",))


def test_case_3_three_bases_and_all_are_right(world, figures):
    before = [("a", 100), ("b", 50), ("c", 30)]
    now = [("a", 110, 100), ("b", 55, 50), ("d", 60, 50)]
    records = {
        "monthly_return": [world.returned(one, "2022-H1", output=value) for one, value in before]
        + [world.returned(one, H1, output=value, output_year_ago=ago) for one, value, ago in now]
    }
    keys = [f"output/{H1}/zone/growth:{basis}" for basis in (Basis.NOMINAL, Basis.COMPARABLE, Basis.MATCHED)]
    assert [figure.value for figure in figures(records, *keys)] == [Decimal(25), Decimal("12.5"), Decimal(10)]


def test_case_4_the_basis_decides_which_year_ago_value_counts(world, figures):
    records = {
        "monthly_return": [
            world.returned("a", "2022-H1", output=100),
            world.returned("a", H1, output=104, output_year_ago=95),
        ]
    }
    comparable, nominal = figures(records, f"output/{H1}/zone/growth:comparable", f"output/{H1}/zone/growth:nominal")
    assert (percent(comparable), percent(nominal)) == (Decimal("9.47"), Decimal("4.00"))
    assert [part.value for part in comparable.components] == [104, 95]
    assert [part.value for part in nominal.components] == [104, 100]


def test_case_5_a_move_never_rewrites_the_past(world, figures):
    before = [("mover", 20, "p1"), ("stays", 80, "p1"), ("other", 60, "p2")]
    now = [("stays", 84, "p1"), ("mover", 21, "p2"), ("other", 64, "p2")]
    records = {
        "monthly_return": [world.returned(one, "2022-H1", place, output=value) for one, value, place in before]
        + [world.returned(one, H1, place, output=value) for one, value, place in now]
    }
    matched = figures(records, *(f"output/{H1}/{place}/growth:matched" for place in ("p1", "p2", "city")))
    nominal = figures(records, *(f"output/{H1}/{place}/growth:nominal" for place in ("p1", "p2", "city")))
    assert [figure.value for figure in matched] == [Decimal(5), Decimal("6.25"), Decimal("5.625")]
    assert [percent(figure, 1) for figure in nominal] == [Decimal("-16.0"), Decimal("41.7"), Decimal("5.6")]
    assert nominal[2].value == Decimal("5.625")
    past = figures(records, "output/2022-H1/p1", "output/2022-H1/p2")
    assert [figure.value for figure in past] == [100, 60]


def test_case_6_a_merger_is_followed(world, figures):
    records = {
        "monthly_return": [
            world.returned("a", "2022-H1", output=100),
            world.returned("b", "2022-H1", "p2", output=50),
            world.returned("b", JAN_APR, "p2", output=20),
            world.returned("a", JAN_APR, output=60),
            world.returned("a", H1, output=165),
        ],
        "succession": [world.happened("b|a", "2023-05-10", predecessor="b", successor="a", kind="merger")],
    }
    matched, level = figures(records, f"output/{H1}/zone/growth:matched", f"output/{H1}/zone")
    assert matched.value == Decimal(10)
    assert [part.value for part in matched.components] == [165, 150]
    assert level.value == 165
    (may_june,) = figures(records, "output/2023-05..2023-06/zone")
    assert may_june.value == 165 - 80


def test_case_7_a_zero_or_negative_base_gives_a_reason_instead_of_a_percentage(world, figures):
    records = {
        "monthly_return": [
            world.returned("a", H1, "p1", profit=5, profit_year_ago=-10),
            world.returned("b", H1, "p2", profit=5, profit_year_ago=0),
        ]
    }
    turned, zero = figures(records, f"profit/{H1}/p1/growth:comparable", f"profit/{H1}/p2/growth:comparable")
    assert (turned.value, turned.flags) == (None, ("turned_to_profit",))
    assert {part.role: part.value for part in turned.components} == {"current": 5, "base": -10, "difference": 15}
    assert (zero.value, zero.flags) == (None, ())
    assert "zero" in zero.reason.en


def test_case_8_real_growth_is_deflated_by_the_price_index(world, figures):
    index = world.returned("", H1, "city", index=98) | {"_key": "city", "_organisation": None, "place": "city"}
    records = {
        "monthly_return": [world.returned("a", H1, output=103, output_year_ago=100)],
        "price_index": [index],
    }
    (real,) = figures(records, f"output/{H1}/zone/growth:real")
    assert percent(real) == Decimal("5.10")
    assert real.components[-1].role == "price_index"


def test_case_9_editions_stand_side_by_side(world, figures):
    rules = {"above_5m": "output >= 5_000_000", "above_20m": "output >= 20_000_000"}
    more = [
        world.indicator(name, Count("count", "monthly_return", Rule.parse(rule)), Unit.COUNT)
        for name, rule in rules.items()
    ]
    filed = [("a", "C17", 4_000_000), ("b", "C34", 6_000_000), ("c", "C35", 25_000_000)]
    records = {
        "monthly_return": [world.returned(one, H1, "p1", industry, output=value) for one, industry, value in filed]
    }
    old, new = figures(records, *(f"{name}/{H1}/zone" for name in rules), more=more)
    assert (old.value, new.value) == (2, 1)
    keys = [f"output/{H1}/zone/{edition}=yes" for edition in ("advanced@2017", "advanced@2024")]
    assert [figure.value for figure in figures(records, *keys)] == [6_000_000, 31_000_000]


def test_case_9_a_share_has_one_population_above_and_below(world, figures):
    share = world.indicator("margin", Ratio("ratio", "profit", "output", Decimal(100)), Unit.PERCENT, additive=False)
    records = {
        "monthly_return": [
            world.returned("a", H1, output=200, profit=10),
            world.returned("b", H1, "p2", output=800, profit=240),
        ]
    }
    zone, park = figures(records, f"margin/{H1}/zone", f"margin/{H1}/p1", more=[share])
    assert (zone.value, park.value) == (25, 5)
    assert [part.key for part in park.components] == [f"profit/{H1}/p1", f"output/{H1}/p1"]


def test_case_10_clusters_are_judged_on_twelve_months(world, figures):
    above = world.indicator(
        "clusters", GroupsAbove("groups_above", "output", "sector", Decimal(100), Comparator.REACH), Unit.COUNT
    )
    filed = [("a", "C17", 50, "50", "99.96"), ("b", "C34", 60, "70", "120")]
    rows = [
        world.returned(one, period, "p1", industry, output=Decimal(value))
        for one, industry, *values in filed
        for period, value in zip(("2022-H1", H1, "2022"), values, strict=True)
    ]
    half, year = figures({"monthly_return": rows}, f"clusters/{H1}/zone", "clusters/2022/zone", more=[above])
    assert [part.value for part in half.components] == [Decimal("99.96"), 130]
    assert round(half.components[0].value, 1) == Decimal("100.0")
    assert (half.value, year.value) == (1, 1)


def test_case_10_a_city_is_not_the_sum_of_its_parks(world, figures):
    records = {
        "monthly_return": [world.returned("a", H1, "p1", output=5), world.returned("elsewhere", H1, "city", output=7)]
    }
    park, zone, city = figures(records, *(f"output/{H1}/{place}" for place in ("p1", "zone", "city")))
    assert (park.value, zone.value, city.value) == (5, 5, 12)


def test_case_10_net_new_certificates_leave_out_expiries(world, figures):
    more = [
        world.indicator("issued", Count("count", "certificate"), Unit.COUNT),
        world.indicator("expired", Count("count", "certificate", window=Window.ENDED), Unit.COUNT),
        world.indicator("net", Difference("difference", "issued", "expired"), Unit.COUNT),
        world.indicator("held", Stock("stock", "certificate", distinct="organisation"), Unit.COUNT),
    ]
    spans = [("1", "2020-03-01", "2023-03-01"), ("2", "2020-06-30", "2023-06-30"), ("3", "2023-02-01", "2026-02-01")]
    spans += [("4", "2023-04-01", None), ("5", "2022-05-01", "2025-05-01")]
    records = {"certificate": [world.held(no, since, until, organisation=f"o{no}") for no, since, until in spans]}
    keys = [f"{name}/{H1}/zone" for name in ("issued", "expired", "net", "held")]
    issued, expired, net, held = figures(records, *keys, more=more)
    assert (issued.value, expired.value, net.value, held.value) == (2, 2, 0, 3)


def test_case_10_the_share_of_good_air_counts_valid_days(world, figures):
    rule = Rule.parse("valid and good")
    more = [
        world.indicator("good", Count("count", "air_day", rule), Unit.DAYS),
        world.indicator("valid", Count("count", "air_day", Rule.parse("valid")), Unit.DAYS),
        world.indicator("share", Ratio("ratio", "good", "valid", Decimal(100)), Unit.PERCENT),
    ]
    days = [(True, True), (True, True), (True, True), (True, False), (False, True), (None, True)]
    rows = [world.happened(f"2023-01-0{n}", f"2023-01-0{n}", None, valid=v, good=g) for n, (v, g) in enumerate(days, 1)]
    (share,) = figures({"air_day": rows}, "share/2023-01/city", more=more)
    assert share.value == 75
    assert Period.parse("2023-01") == share.key.period
