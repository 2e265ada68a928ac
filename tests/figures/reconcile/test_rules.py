"""Each rule on made-up rows."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

import pytest

from nanfeng.figures.indicator import Indicator, Ratio
from nanfeng.figures.published import Published
from nanfeng.figures.reconcile import (
    agreement,
    counting,
    currency,
    dates,
    decomposition,
    growth,
    magnitude,
    names,
    parts,
    paths,
    ratios,
    windows,
)
from nanfeng.figures.reconcile.book import Book, Context
from nanfeng.figures.reconcile.finding import Cause, Finding, Outcome, verdict
from nanfeng.figures.reconcile.reconcile import reconcile
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.place import Place, PlaceKind
from nanfeng.kinds.provenance import Source
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Rate, Unit

MakeRow = Callable[..., Published]
TOWN = Text("镇", "Town")
OK, WRONG, OPEN = Outcome.CONSISTENT, Outcome.INCONSISTENT, Outcome.NOT_CHECKABLE


def book(*rows: Published, computed: Sequence[Figure] = (), **context) -> Book:
    return Book(rows, tuple(computed), Context(**context))


def outcomes(findings) -> list[Outcome]:
    return [finding.outcome for finding in findings]


def causes(findings) -> list[Cause | None]:
    return [finding.cause for finding in findings]


def places() -> dict[str, Place]:
    listed = [Place("town", PlaceKind.CITY, TOWN), Place("park", PlaceKind.PARK, Text("园", "Park"), ("town",))]
    return {place.code: place for place in listed}


def figure(value: str, unit: Unit, growth: Basis | None = None, status: Status = Status.COMPUTED) -> Figure:
    return Figure(FigureKey("things", Period.parse("2020-H1"), "town", (), growth), Decimal(value), unit, status=status)


@pytest.mark.parametrize(
    ("other", "unit", "outcome", "cause"),
    [
        ("12.35", "billion_yuan", OK, None),
        ("12.3", "billion_yuan", OK, None),
        ("12346", "million_yuan", OK, None),
        ("12.36", "billion_yuan", WRONG, None),
        ("21.35", "billion_yuan", WRONG, Cause.SWAPPED_DIGITS),
        ("1.235", "billion_yuan", WRONG, Cause.POWER_OF_TEN),
    ],
)
def test_the_same_said_twice(row: MakeRow, other: str, unit: str, outcome: Outcome, cause: Cause | None) -> None:
    found = list(agreement.said_twice(book(row("a", "12.35", "billion_yuan"), row("b", other, unit))))
    assert outcomes(found) == [outcome]
    assert causes(found) == [cause]


def test_over_agrees_with_anything_above(row: MakeRow) -> None:
    over = row("a", "100", comparator=Comparator.EXCEED)
    assert outcomes(agreement.said_twice(book(over, row("b", "120")))) == [OK]
    assert outcomes(agreement.said_twice(book(over, row("b", "80")))) == [WRONG]


def test_different_populations_are_not_the_same_thing(row: MakeRow) -> None:
    rows = row("a", "5", population="large ones"), row("b", "9", population="all of them")
    assert not list(agreement.said_twice(book(*rows)))
    assert outcomes(agreement.said_twice(book(rows[0], row("b", "9", population="全部")))) == [WRONG]


def test_computed_figures(row: MakeRow) -> None:
    said = row("a", "47.708", "billion_yuan")
    assert outcomes(agreement.against_computed(book(said, computed=[figure("47708100000", Unit.YUAN)]))) == [OK]
    tenth = list(agreement.against_computed(book(said, computed=[figure("4770800000", Unit.YUAN)])))
    assert (outcomes(tenth), causes(tenth)) == ([WRONG], [Cause.POWER_OF_TEN])
    missing = [figure("1", Unit.YUAN, status=Status.MISSING)]
    assert not list(agreement.against_computed(book(said, computed=missing)))


def test_over_a_number_is_more_than_that_number(row: MakeRow) -> None:
    said = row("a", "3700", comparator=Comparator.EXCEED)
    for value, outcome in (("3700", WRONG), ("3701", OK)):
        assert outcomes(agreement.against_computed(book(said, computed=[figure(value, Unit.COUNT)]))) == [outcome]


def test_growth_without_a_stated_base_agrees_with_any_basis(row: MakeRow) -> None:
    said = row("a", "3.32", growth=True)
    computed = [figure("3.319", Unit.PERCENT, Basis.COMPARABLE), figure("5.1", Unit.PERCENT, Basis.NOMINAL)]
    [found] = agreement.against_computed(book(said, computed=computed))
    assert found.outcome is OK
    assert found.against == (str(computed[0].key),)


def test_a_partition_adds_up_within_rounding_or_not(row: MakeRow) -> None:
    whole = row("w", "24.6", "billion_yuan")
    cut = {"part_of": "w", "partition": "kind"}
    one = row("a", "12.25", "billion_yuan", scope=(("kind", "a"),), **cut)
    assert outcomes(parts.partition_adds_up(book(whole, one, row("b", "12.31", "billion_yuan", **cut)))) == [OK]
    swapped = list(parts.partition_adds_up(book(whole, one, row("b", "21.31", "billion_yuan", **cut))))
    assert (outcomes(swapped), causes(swapped)) == ([WRONG], [Cause.SWAPPED_DIGITS])
    counts = row("w", "10"), row("a", "4", **cut), row("b", "7", **cut)
    assert outcomes(parts.partition_adds_up(book(*counts))) == [WRONG]


def test_a_part_larger_than_its_whole(row: MakeRow) -> None:
    whole = row("w", "267")
    assert outcomes(parts.part_within_whole(book(whole, row("p", "52", part_of="w")))) == [OK]
    ten = list(parts.part_within_whole(book(whole, row("p", "520", part_of="w"))))
    assert (outcomes(ten), causes(ten)) == ([WRONG], [Cause.POWER_OF_TEN])
    assert causes(parts.part_within_whole(book(whole, row("p", "313", part_of="w")))) == [None]


def test_a_park_cannot_have_more_than_its_town(row: MakeRow) -> None:
    rows = row("t", "50"), row("p", "70", place="park")
    assert outcomes(parts.place_within_place(book(*rows, places=places()))) == [WRONG]


@pytest.mark.parametrize(
    ("level", "rate", "outcome", "cause"),
    [
        ("52", "13.04", OK, None),
        ("52", "31.04", WRONG, Cause.SWAPPED_DIGITS),
        ("267", "21.36", OK, None),
        ("276", "21.36", WRONG, Cause.SWAPPED_DIGITS),
    ],
)
def test_whole_base(row: MakeRow, level: str, rate: str, outcome: Outcome, cause: Cause | None) -> None:
    found = list(growth.whole_base(book(row("a", level), row("g", rate, growth=True))))
    assert (outcomes(found), causes(found)) == ([outcome], [cause])


@pytest.mark.parametrize(
    ("value", "period", "outcome"),
    [
        ("191.7", "2019-H1", OK),
        ("191.6", "2019-H1", WRONG),
        ("260", "2019", OK),
        ("190", "2019", WRONG),
        ("200", "2019-01..2019-03", WRONG),
    ],
)
def test_base_against_what_was_published(row: MakeRow, value: str, period: str, outcome: Outcome) -> None:
    now = row("a", "240.572", "billion_yuan"), row("g", "25.48", growth=True)
    before = row("b", value, "billion_yuan", period=period, source="r")
    assert outcomes(growth.base_against_published(book(*now, before))) == [outcome]


def test_growth_that_nobody_can_check(row: MakeRow) -> None:
    no_period = row("g", "12.6", growth=True, period=None)
    no_level = row("g", "12.6", growth=True)
    vague = row("a", "800", "million_yuan", comparator=Comparator.ABOUT)
    for rows in ([no_period], [no_level], [no_level, vague]):
        [found] = growth.growth_without_base(book(*rows))
        assert found.outcome is OPEN
        assert found.about == ("g",)


def test_what_is_left_of_the_year_before(row: MakeRow) -> None:
    seven = row("a", "483", period="2024-01..2024-07"), row("ag", "68.29", growth=True, period="2024-01..2024-07")
    july = row("b", "55", period="2024-07"), row("bg", "139", growth=True, period="2024-07")
    for value, outcome in (("264", OK), ("267", WRONG)):
        half = row("h", value, period="2023-H1", source="r")
        [found] = decomposition.remainder_of_year_before(book(*seven, *july, half))
        assert found.outcome is outcome
        assert dict(found.numbers)["implied"] == 264


def test_a_rate_is_its_part_over_its_whole(row: MakeRow) -> None:
    share = Indicator("share", TOWN, TOWN, Unit.PERCENT, Ratio("ratio", "started", "things", Decimal(100)))
    whole, rate = row("w", "267"), row("r", "49.06", "percent", indicator="share")
    for value, outcome in (("131", OK), ("313", WRONG)):
        part = row("p", value, indicator="started")
        assert outcomes(ratios.rate_of_parts(book(whole, part, rate, indicators={"share": share}))) == [outcome]


def test_one_sign_is_not_enough_for_a_factor_of_ten_but_two_are(row: MakeRow) -> None:
    history = [row(f"y{year}", "40", "billion_yuan", period=str(year)) for year in (2017, 2018, 2019)]
    off = row("a", "400", "billion_yuan", period="2020", part_of="w")
    assert not list(magnitude.off_by_power_of_ten(book(*history, off)))
    whole = row("w", "60", "billion_yuan", period="2020", indicator="all")
    [found] = magnitude.off_by_power_of_ten(book(*history, off, whole))
    assert (found.about, found.cause) == (("a",), Cause.POWER_OF_TEN)


@pytest.mark.parametrize("value", ["0.0412", "41200", "412000", "4120000000"])
def test_thousand_wan_and_yi_are_noticed_from_history_alone(row: MakeRow, value: str) -> None:
    history = [row(f"y{year}", "40", "yi_yuan", period=str(year)) for year in (2018, 2019)]
    [found] = magnitude.off_by_power_of_ten(book(*history, row("a", value, "yi_yuan", period="2020")))
    assert found.about == ("a",)


def test_per_head_amounts_are_compared_within_a_source(row: MakeRow) -> None:
    def pair(name: str, count: str, money: str) -> list[Published]:
        rest = {"subject": name, "scope": (("product", name),)}
        return [row(name, count, **rest), row(f"{name}-money", money, "million_yuan", indicator="loans", **rest)]

    rows = [*pair("a", "10", "100"), *pair("b", "20", "300"), *pair("c", "15", "120"), *pair("d", "10", "1000000")]
    [found] = magnitude.off_by_power_of_ten(book(*rows))
    assert found.about == ("d-money",)


@pytest.mark.parametrize(("part", "outcome"), [("33", OK), ("43", WRONG), ("20", WRONG)])
def test_four_months_are_about_a_third_of_a_year(row: MakeRow, part: str, outcome: Outcome) -> None:
    year = row("y", "100", "billion_yuan", period="2020")
    found = list(windows.part_of_year(book(row("p", part, "billion_yuan", period="2020-01..2020-04"), year)))
    assert outcomes(found) == [outcome]


def test_a_running_total_cannot_fall(row: MakeRow) -> None:
    rows = row("a", "50", period="2020-01..2020-05"), row("b", "48", period="2020-H1")
    assert outcomes(windows.longer_is_more(book(*rows))) == [WRONG]


def test_several_windows_in_one_source(row: MakeRow) -> None:
    rows = [row(f"r{month}", "5", period=f"2020-01..2020-0{month}") for month in (4, 5, 6)]
    sources = {"q": Source("q", TOWN, TOWN, covers=Period.parse("2020-H1"))}
    [found] = windows.windows_of_source(book(*rows, sources=sources))
    assert found.about == ("r4", "r5", "r6")
    assert not list(windows.windows_of_source(book(rows[0])))


def test_a_plan_that_doubles_its_own_pace_and_a_target_reached_early(row: MakeRow) -> None:
    levels = row("now", "2.24", "trillion_yuan", period="2017"), row("later", "3.1", "trillion_yuan", period="2023")
    first = row("t1", "3", "trillion_yuan", period="2026", kind="target", comparator=Comparator.EXCEED)
    second = row("t2", "4", "trillion_yuan", period="2030", kind="target", comparator=Comparator.REACH)
    [pace] = paths.change_of_pace(book(levels[0], first, second))
    assert [round(number, 2) for _, number in pace.numbers] == [Decimal("3.30"), Decimal("7.46")]
    assert pace.outcome is WRONG
    [early] = paths.reached_early(book(*levels, first, second))
    assert (early.about, early.against) == (("t1",), ("later",))


def test_similar_names_and_one_number_of_two_names(row: MakeRow) -> None:
    lab = (
        row("a", "80", subject="Growth Lab for Firms"),
        row("b", "3", subject="Young Growth Laboratory", indicator=None),
    )
    [found] = names.several_names(book(*lab))
    assert found.about == ("a", "b")
    loan = row("a", "7.9", "yi_yuan", subject="trust loan"), row("b", "7.9", "yi_yuan", subject="score-based credit")
    assert len(list(names.several_names(book(*loan)))) == 1
    others = (
        row("a", "80", subject="Service Station", indicator="x"),
        row("b", "3", subject="Service Month", indicator="y"),
    )
    assert not list(names.several_names(book(*others)))


def test_an_increase_of_what_can_expire(row: MakeRow) -> None:
    said = row("a", "1000", quote="an increase of more than 1,000 firms")
    vague, clear = Indicator("things", TOWN, TOWN, Unit.COUNT), Indicator("things", TOWN, TOWN, Unit.COUNT, counts=TOWN)
    assert outcomes(counting.new_or_net(book(said, indicators={"things": vague}))) == [OPEN]
    assert not list(counting.new_or_net(book(said, indicators={"things": clear})))


def test_one_number_for_a_place_and_its_part(row: MakeRow) -> None:
    rows = row("t", "1000", kind="target", period=None), row("p", "1000", kind="target", place="park")
    assert outcomes(counting.same_number_for_part(book(*rows, places=places()))) == [WRONG]


def test_approved_is_not_paid_out(row: MakeRow) -> None:
    rows = row("n", "17"), row("a", "790", "million_yuan", indicator="loans", quote="loans of 790 million approved")
    [found] = counting.approved_is_not_paid(book(*rows))
    assert "46.471 million yuan each" in found.message.en


def test_rates_that_two_currencies_imply(row: MakeRow) -> None:
    yuan, dollars = row("y", "690", "billion_yuan"), row("d", "100", "billion_usd")
    dated = Rate(Dimension.USD, Decimal("6.8"), date(2020, 3, 1), "bank")
    assert outcomes(currency.rates_alike(book(yuan, dollars, rates=[dated]))) == [OK]
    off = list(currency.rates_alike(book(row("y", "6900", "billion_yuan"), dollars, rates=[dated])))
    assert (outcomes(off), causes(off)) == ([WRONG], [Cause.POWER_OF_TEN])


def test_a_rate_of_a_day_outside_the_period(row: MakeRow) -> None:
    yuan, dollars = row("y", "693", "billion_yuan"), row("d", "100", "billion_usd")
    rates = [
        Rate(Dimension.USD, Decimal("6.7"), date(2020, 3, 1), "x"),
        Rate(Dimension.USD, Decimal("6.93"), date(2021, 3, 1), "x"),
    ]
    assert causes(currency.rate_of_period(book(yuan, dollars, rates=rates))) == [Cause.RATE_OF_ANOTHER_DAY]


def test_days(row: MakeRow) -> None:
    late = row("a", "1", period="2020-Q2", day="2020-07-14")
    assert outcomes(dates.day_in_period(book(late))) == [WRONG]
    sources = {"q": Source("q", TOWN, TOWN, published=date(2020, 7, 1))}
    assert outcomes(dates.told_after_it_happened(book(late, sources=sources))) == [WRONG]
    three = row("a", "3", "years", period="2018..2020")
    assert outcomes(dates.length_of_period(book(three))) == [OK]


def test_a_verdict_weighs_all_findings_about_a_row() -> None:
    found = [Finding("x", outcome, ("a",), TOWN) for outcome in (OK, OPEN)]
    assert verdict("a", found) is OK
    assert verdict("a", [*found, Finding("y", WRONG, ("a",), TOWN)]) is WRONG
    assert verdict("b", found) is OPEN


def test_every_row_gets_a_word_and_a_target_that_is_a_row_already_is_taken_once(row: MakeRow) -> None:
    alone, target = row("a", "5"), row("t", "9", kind="target", period="2030")
    found: list[Finding] = reconcile([alone, target], targets=[target])
    assert [(finding.outcome, finding.about) for finding in found] == [(OPEN, ("a",)), (OPEN, ("t",))]
