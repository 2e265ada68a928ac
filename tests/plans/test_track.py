from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.figures.indicator import GroupsAbove, Indicator, Sum
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.plans.plan import Evidence, Target, TargetKind
from nanfeng.plans.progress import Situation, State
from nanfeng.plans.track import is_point_in_time, track

WORDS = Text("目标", "target")


def target(comparator: str, value: str | None, period: str | None, **more: object) -> Target:
    base = Target(
        id="t",
        statement=WORDS,
        kind=TargetKind.NUMBER,
        source="s",
        indicator="output",
        place="city",
        comparator=Comparator(comparator),
        value=None if value is None else Decimal(value),
        unit=Unit.TRILLION_YUAN,
        period=None if period is None else Period.parse(period),
    )
    return replace(base, **more)


def seen(period: str, value: str, comparator: str = "exactly", unit: Unit = Unit.TRILLION_YUAN) -> Figure:
    key = FigureKey("output", Period.parse(period), "city")
    return Figure(key, Decimal(value), unit, Comparator(comparator), Status.PUBLISHED)


def on(day: str, **more: object) -> Situation:
    return replace(Situation(date.fromisoformat(day)), **more)


OUTPUT_2026 = target("exceed", "3", "2026")
FIRST_ABOVE = seen("2023", "3", "exceed")


def test_first_above_three_trillion_satisfies_exceed_three_trillion_early() -> None:
    progress = track(OUTPUT_2026, [seen("2017", "2.24"), seen("2020", "2.33"), FIRST_ABOVE], on("2024-06-30"))
    assert progress.state is State.REACHED_EARLY
    assert progress.since == Period.parse("2023")
    assert "2023" in progress.reason.zh
    assert "2023" in progress.reason.en


def test_exactly_three_trillion_does_not_exceed_three_trillion() -> None:
    assert track(OUTPUT_2026, [seen("2026", "3")], on("2027-01-01")).state is State.MISSED
    assert track(OUTPUT_2026, [seen("2026", "3", "exceed")], on("2027-01-01")).state is State.MET


def test_other_units_are_converted() -> None:
    progress = track(OUTPUT_2026, [seen("2026", "3000.1", unit=Unit.BILLION_YUAN)], on("2027-01-01"))
    assert progress.state is State.MET


def test_99_96_prints_as_100_0_and_fails_reach_100() -> None:
    wanted = target("reach", "100", "2025", unit=Unit.PERCENT)
    progress = track(wanted, [seen("2025", "99.96", unit=Unit.PERCENT)], on("2026-01-31"))
    assert progress.state is State.MISSED
    assert "99.96" in progress.reason.en


def test_one_observation_gives_the_growth_needed_but_no_verdict() -> None:
    progress = track(OUTPUT_2026, [seen("2017", "2.24")], on("2018-10-23"))
    assert progress.state is State.CANNOT_BE_TOLD
    assert progress.needed_growth == pytest.approx(3.30, abs=5e-3)
    assert [str(point.period) for point in progress.path] == [str(year) for year in range(2018, 2027)]
    assert progress.path[-1].value == 3


def test_the_trend_decides_between_on_course_and_behind() -> None:
    fast = [seen("2017", "2.24"), seen("2018", "2.35"), seen("2019", "2.46")]
    slow = [seen("2017", "2.24"), seen("2018", "2.25"), seen("2019", "2.26")]
    assert track(OUTPUT_2026, fast, on("2020-01-31")).state is State.ON_COURSE
    assert track(OUTPUT_2026, slow, on("2020-01-31")).state is State.BEHIND


def test_a_bound_as_latest_observation_is_said_to_be_one() -> None:
    progress = track(target("reach", "4", "2030"), [seen("2020", "2.33"), FIRST_ABOVE], on("2024-06-30"))
    assert progress.needed_growth == pytest.approx(100 * ((4 / 3) ** (1 / 7) - 1))
    assert any("bound" in caution.en for caution in progress.cautions)


def test_old_observations_are_said_to_be_stale() -> None:
    progress = track(OUTPUT_2026, [seen("2017", "2.24"), seen("2018", "2.3")], on("2022-06-30"))
    assert progress.stale
    assert "stale" in progress.reason.en


def test_nothing_after_the_day_of_judgement_is_looked_at() -> None:
    figures = [seen("2017", "2.24"), FIRST_ABOVE]
    assert track(OUTPUT_2026, figures, on("2020-01-31")).state is State.CANNOT_BE_TOLD


def test_a_half_year_says_nothing_of_a_year() -> None:
    progress = track(OUTPUT_2026, [seen("2026-H1", "3.1")], on("2026-12-31"))
    assert progress.state is State.CANNOT_BE_TOLD
    assert "another length" in progress.reason.en


def test_when_the_due_date_was_not_observed_it_cannot_be_told() -> None:
    progress = track(OUTPUT_2026, [seen("2024", "2.9")], on("2027-06-30"))
    assert progress.state is State.CANNOT_BE_TOLD
    assert progress.stale


def test_what_was_reached_and_lost_again_is_not_reached_early() -> None:
    figures = [seen("2023", "3.1"), seen("2024", "2.9")]
    assert track(OUTPUT_2026, figures, on("2025-01-31")).state is State.BEHIND


def test_a_bound_too_weak_for_the_target_cannot_be_told() -> None:
    assert track(target("reach", "4", "2023"), [FIRST_ABOVE], on("2024-01-31")).state is State.CANNOT_BE_TOLD


def test_targets_and_missing_figures_are_no_observations() -> None:
    plan = replace(seen("2026", "5"), status=Status.TARGET)
    gap = replace(seen("2026", "5"), value=None, status=Status.MISSING)
    assert track(OUTPUT_2026, [plan, gap], on("2027-01-31")).state is State.CANNOT_BE_TOLD


def test_about_ten_clusters_are_satisfied_from_nine_and_a_half_upwards() -> None:
    clusters = target("about", "10", "2026", unit=Unit.COUNT)
    situation = on("2027-01-31", point_in_time=True)
    assert track(clusters, [seen("2026", "10", unit=Unit.COUNT)], situation).state is State.MET
    assert track(clusters, [seen("2026", "12", unit=Unit.COUNT)], situation).state is State.MET
    assert track(clusters, [seen("2026", "9", unit=Unit.COUNT)], situation).state is State.MISSED


def test_less_is_better_for_a_ceiling() -> None:
    ceiling = target("at_most", "2", "2025")
    falling = [seen("2020", "4"), seen("2021", "3.5"), seen("2022", "3.0")]
    assert track(ceiling, falling, on("2023-01-31")).state is State.ON_COURSE
    assert track(ceiling, [*falling, seen("2025", "2.01")], on("2026-01-31")).state is State.MISSED


def test_each_year_is_judged_by_itself() -> None:
    yearly = target("exceed", "1000", "2023..2025", unit=Unit.COUNT, each_year=True)
    figures = [seen("2023", "1200", unit=Unit.COUNT), seen("2024", "900", unit=Unit.COUNT)]
    early = track(yearly, figures, on("2025-06-30"))
    assert [year.verdict for year in early.years] == [Verdict.YES, Verdict.NO]
    assert early.state is State.BEHIND
    done = track(yearly, [*figures, seen("2025", "1100", unit=Unit.COUNT)], on("2025-12-31"))
    assert done.state is State.MISSED
    assert "2024" in done.reason.en


def test_a_year_that_was_not_observed_is_neither_met_nor_missed() -> None:
    yearly = target("exceed", "1000", "2023..2024", unit=Unit.COUNT, each_year=True)
    progress = track(yearly, [seen("2023", "1200", unit=Unit.COUNT)], on("2025-01-31"))
    assert progress.years[1].verdict is Verdict.UNKNOWN
    assert progress.state is State.CANNOT_BE_TOLD


def test_a_running_count_is_judged_by_the_part_of_the_year_that_has_passed() -> None:
    wanted = target("exceed", "1000", "2023", unit=Unit.COUNT)
    assert track(wanted, [seen("2023-H1", "560", unit=Unit.COUNT)], on("2023-07-15")).state is State.ON_COURSE
    behind = track(wanted, [seen("2023-H1", "300", unit=Unit.COUNT)], on("2023-07-15"))
    assert behind.state is State.BEHIND
    assert behind.cautions
    early = track(wanted, [seen("2023-H1", "1001", unit=Unit.COUNT)], on("2023-07-15"))
    assert early.state is State.REACHED_EARLY


def test_a_floor_is_measured_against_its_base() -> None:
    floor = target("not_reduced", None, "2025", base=Period.parse("2020"))
    assert track(floor, [seen("2020", "5"), seen("2025", "5")], on("2026-01-31")).state is State.MET
    assert track(floor, [seen("2020", "5"), seen("2025", "4.99")], on("2026-01-31")).state is State.MISSED
    assert track(floor, [seen("2020", "5"), seen("2022", "4.9")], on("2023-01-31")).state is State.BEHIND
    assert track(floor, [seen("2020", "5"), seen("2022", "5.1")], on("2023-01-31")).state is State.ON_COURSE


def test_a_floor_without_a_base_cannot_be_told() -> None:
    progress = track(target("not_reduced", None, None), [seen("2020", "5"), seen("2025", "6")], on("2026-01-31"))
    assert progress.state is State.CANNOT_BE_TOLD
    assert "measured from" in progress.reason.en


def test_an_average_growth_is_judged_by_the_levels_at_both_ends() -> None:
    growth = target("exceed", "15", "2018..2020", unit=Unit.PERCENT, growth=Basis.UNSTATED, base=Period.parse("2017"))
    good = [seen("2017", "0.08"), seen("2020", "0.13")]
    assert track(growth, good, on("2021-01-31")).state is State.MET
    assert track(growth, [seen("2017", "0.08"), seen("2020", "0.12")], on("2021-01-31")).state is State.MISSED
    half_way = track(growth, [seen("2017", "0.08"), seen("2018", "0.09")], on("2019-01-31"))
    assert half_way.state is State.BEHIND
    assert half_way.needed_growth == pytest.approx(16.27, abs=0.01)


def promise(period: str | None, *facts: tuple[str, bool]) -> Target:
    evidence = tuple(Evidence(date.fromisoformat(day), WORDS, "s", done) for day, done in facts)
    due = None if period is None else Period.parse(period)
    return Target("p", WORDS, TargetKind.STATUS, "s", period=due, evidence=evidence)


@pytest.mark.parametrize(
    ("given_promise", "state"),
    [
        (promise("2020", ("2020-05-01", True)), State.MET),
        (promise("2020", ("2019-05-01", True)), State.REACHED_EARLY),
        (promise("2020", ("2021-05-01", True)), State.MISSED),
        (promise("2020", ("2021-01-31", False)), State.MISSED),
        (promise("2020"), State.CANNOT_BE_TOLD),
        (promise(None), State.CANNOT_BE_TOLD),
        (promise(None, ("2021-05-01", False)), State.ON_COURSE),
        (promise(None, ("2023-05-01", True)), State.CANNOT_BE_TOLD),
    ],
)
def test_statuses_and_commitments_follow_their_evidence(given_promise: Target, state: State) -> None:
    assert track(given_promise, [], on("2021-12-31")).state is state


def test_groups_over_a_threshold_compare_whatever_the_period() -> None:
    clusters = GroupsAbove("groups_above", "output", "clusters", Decimal("1e11"))
    indicators = (
        Indicator("clusters", WORDS, WORDS, Unit.COUNT, clusters),
        Indicator("output", WORDS, WORDS, Unit.YUAN, Sum("sum", "return", "output")),
    )
    assert [is_point_in_time(indicator) for indicator in indicators] == [True, False]


NUMBERS = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)


@given(st.lists(NUMBERS, min_size=1, max_size=6), NUMBERS, st.sampled_from(list(Comparator)), st.integers(2015, 2030))
def test_every_answer_has_a_reason_and_final_states_only_come_when_due(
    values: list[Decimal], wanted: Decimal, comparator: Comparator, year: int
) -> None:
    figures = [seen(str(2015 + index), str(value)) for index, value in enumerate(values)]
    progress = track(target(comparator, str(wanted), "2025"), figures, on(f"{year}-12-31"))
    assert progress.reason.zh
    assert progress.reason.en
    if progress.state in (State.MISSED, State.MET):
        assert year >= 2025
    if progress.state in (State.ON_COURSE, State.BEHIND):
        assert year < 2025


def test_a_stock_counts_for_the_last_day_of_whatever_period_it_is_given_for() -> None:
    stock = target("exceed", "1000", "2023", unit=Unit.COUNT)
    situation = on("2023-12-31", point_in_time=True)
    assert track(stock, [seen("2023-12", "1001", unit=Unit.COUNT)], situation).state is State.MET
    assert track(stock, [seen("2023-H1", "1001", unit=Unit.COUNT)], situation).state is State.REACHED_EARLY


def test_money_reads_as_each_language_counts_it() -> None:
    reason = track(OUTPUT_2026, [seen("2017", "0.12")], on("2018-10-23")).reason
    assert "1200亿元" in reason.zh
    assert "120 billion yuan" in reason.en


def test_the_statistics_office_s_method_can_be_asked_for_by_name() -> None:
    figures = [seen("2017", "2.24"), seen("2018", "2.35"), seen("2019", "2.46")]
    progress = track(OUTPUT_2026, figures, on("2020-01-31", method="statcan_cif@2024"))
    assert (progress.state, progress.method, progress.label) == (
        State.ON_COURSE,
        "statcan_cif@2024",
        "substantial_progress",
    )
    assert progress.score is not None


def test_yearly_targets_say_when_the_last_year_known_is_long_ago() -> None:
    yearly = target("exceed", "1000", None, unit=Unit.COUNT, each_year=True)
    progress = track(yearly, [seen("2018", "1200", unit=Unit.COUNT)], on("2023-06-30"))
    assert progress.stale
    assert progress.cautions


def test_a_growth_rate_is_no_level_and_gets_no_path() -> None:
    rate = target("exceed", "5", "2025", unit=Unit.PERCENT, growth=Basis.COMPARABLE)
    key = FigureKey("output", Period.parse("2024"), "city", growth=Basis.COMPARABLE)
    progress = track(rate, [Figure(key, Decimal("4.2"), Unit.PERCENT)], on("2025-03-31"))
    assert progress.state is State.CANNOT_BE_TOLD
    assert progress.path == ()
    assert progress.needed_growth is None
