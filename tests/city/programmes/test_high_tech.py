"""Ready to apply as a high-tech enterprise? The national criteria, read from the pack, on the edges of each of them.

The enterprise of the table is sound but for what a row says. It is asked on 15 June 2023 unless the row says otherwise.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.cases.criterion import Assessed, Facts, Origin, assess, verdict
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.text import Text
from nanfeng.ledger.names import Span

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
CENT = Decimal("0.01")
MILLION = Decimal(1_000_000)
WITHHELD = Text("企业没有授权", "the enterprise has not consented")

SOUND: Mapping[str, Any] = {
    "today": date(2023, 6, 15),
    "registered": date(2015, 3, 2),
    "application": "new",
    "certificate_valid": False,
    "core_ip": Decimal(6),
    "technology_field": "manufacturing",
    "employees": Decimal(100),
    "technical_staff": Decimal(20),
    "sales": 80 * MILLION,
    "sales_three_years": 200 * MILLION,
    "research_three_years": 9 * MILLION,
    "research_at_home": 9 * MILLION,
    "income": 82 * MILLION,
    "high_tech_income": 60 * MILLION,
    "score_ip": Decimal(22),
    "score_transformation": Decimal(24),
    "score_management": Decimal(16),
    "score_growth": Decimal(14),
    "serious_offence": False,
}
RETURNED = (
    *("employees", "technical_staff", "sales", "sales_three_years"),
    *("research_three_years", "research_at_home", "income", "high_tech_income"),
)


def research(sales: Decimal | None, spent: Decimal) -> dict[str, Any]:
    """Sales of the last year, and research spending of three years at 100 million of sales in all."""
    at_home = {"research_three_years": spent * MILLION, "research_at_home": spent * MILLION}
    return {"sales": sales, "sales_three_years": 100 * MILLION, **at_home}


def scored(*scores: str) -> dict[str, Any]:
    parts = ("score_ip", "score_transformation", "score_management", "score_growth")
    return dict(zip(parts, map(Decimal, scores), strict=True))


def certified(last_day: date, application: str) -> dict[str, Any]:
    """It holds a certificate up to a day: the last day of a span still belongs to it."""
    holds = Span(date(2020, 6, 16), last_day).holds(SOUND["today"])
    return {"certificate_valid": holds, "application": application}


A_YEAR, RESEARCH, AT_HOME = "registered_a_year", "research_intensity", "research_at_home"
STAFF, INCOME, SCORE, KIND = "technical_staff", "high_tech_income", "innovation_score", "kind_of_application"

EDGES: list[tuple[str, dict[str, Any], Verdict, tuple[str, ...]]] = [
    ("sound in everything", {}, YES, ()),
    ("registered exactly 365 days ago", {"registered": date(2022, 6, 15)}, YES, ()),
    ("registered 364 days ago", {"registered": date(2022, 6, 16)}, NO, (A_YEAR,)),
    ("365 days, a leap day the last", {"today": date(2024, 2, 29), "registered": date(2023, 3, 1)}, YES, ()),
    ("a year ago by the calendar", {"today": date(2024, 2, 28), "registered": date(2023, 2, 28)}, YES, ()),
    ("registered on the leap day before", {"today": date(2025, 2, 28), "registered": date(2024, 2, 29)}, YES, ()),
    ("registered today", {"registered": date(2023, 6, 15)}, NO, (A_YEAR,)),
    ("registered tomorrow, a slip", {"registered": date(2023, 6, 16)}, NO, (A_YEAR,)),
    ("nobody knows since when", {"registered": None}, UNKNOWN, (A_YEAR,)),
    ("one core patent", {"core_ip": Decimal(1)}, YES, ()),
    ("no core intellectual property", {"core_ip": Decimal(0)}, NO, ("core_ip",)),
    ("intellectual property not stated", {"core_ip": None}, UNKNOWN, ("core_ip",)),
    ("a high-technology service", {"technology_field": "services"}, YES, ()),
    ("in none of the fields", {"technology_field": "none"}, NO, ("listed_field",)),
    ("field not stated", {"technology_field": None}, UNKNOWN, ("listed_field",)),
    ("staff exactly 10 %", {"technical_staff": Decimal(10)}, YES, ()),
    ("staff exactly 10 % of seventy", {"employees": Decimal(70), "technical_staff": Decimal(7)}, YES, ()),
    ("staff just below, prints as 10.0", {"employees": Decimal(10001), "technical_staff": Decimal(1000)}, NO, (STAFF,)),
    ("one person, who does research", {"employees": Decimal(1), "technical_staff": Decimal(1)}, YES, ()),
    ("no staff at all", {"employees": Decimal(0), "technical_staff": Decimal(0)}, UNKNOWN, (STAFF,)),
    ("staff not stated", {"employees": None}, UNKNOWN, (STAFF,)),
    ("technical staff not stated", {"technical_staff": None}, UNKNOWN, (STAFF,)),
    ("sales of exactly 50 million, exactly 5 %", research(50 * MILLION, Decimal(5)), YES, ()),
    ("sales of exactly 50 million, just below 5 %", research(50 * MILLION, Decimal("4.99999999")), NO, (RESEARCH,)),
    ("a cent above 50 million, exactly 4 %", research(50 * MILLION + CENT, Decimal(4)), YES, ()),
    ("a cent above 50 million, just below 4 %", research(50 * MILLION + CENT, Decimal("3.9999")), NO, (RESEARCH,)),
    ("sales of exactly 200 million, exactly 4 %", research(200 * MILLION, Decimal(4)), YES, ()),
    ("sales of exactly 200 million, 3.5 %", research(200 * MILLION, Decimal("3.5")), NO, (RESEARCH,)),
    ("a cent above 200 million, exactly 3 %", research(200 * MILLION + CENT, Decimal(3)), YES, ()),
    ("a cent above 200 million, just below 3 %", research(200 * MILLION + CENT, Decimal("2.999999")), NO, (RESEARCH,)),
    ("no sales in the last year, 5 % before", research(Decimal(0), Decimal(5)), YES, ()),
    ("research spending unknown", {"research_three_years": None}, UNKNOWN, (RESEARCH, AT_HOME)),
    ("sales unknown, 5 % is enough for all", research(None, Decimal(5)), YES, ()),
    ("sales unknown, 4.5 % may do", research(None, Decimal("4.5")), UNKNOWN, (RESEARCH,)),
    ("sales unknown, below 3 % is never enough", research(None, Decimal("2.9")), NO, (RESEARCH,)),
    ("sales of three years unknown", {"sales_three_years": None}, UNKNOWN, (RESEARCH,)),
    ("no sales in three years", {"sales_three_years": Decimal(0)}, UNKNOWN, (RESEARCH,)),
    ("no research at all", research(80 * MILLION, Decimal(0)), NO, (RESEARCH, AT_HOME)),
    ("exactly 60 % of research at home", {"research_at_home": Decimal("5.4") * MILLION}, YES, ()),
    ("a cent less than 60 % at home", {"research_at_home": Decimal("5.4") * MILLION - CENT}, NO, (AT_HOME,)),
    ("research at home not stated", {"research_at_home": None}, UNKNOWN, (AT_HOME,)),
    ("exactly 60 % of income", {"high_tech_income": Decimal("49.2") * MILLION}, YES, ()),
    ("a cent less than 60 % of income", {"high_tech_income": Decimal("49.2") * MILLION - CENT}, NO, (INCOME,)),
    ("no income", {"income": Decimal(0), "high_tech_income": Decimal(0)}, UNKNOWN, (INCOME,)),
    ("high-tech income not stated", {"high_tech_income": None}, UNKNOWN, (INCOME,)),
    ("exactly 70 points", scored("20", "20", "15", "15"), NO, (SCORE,)),
    ("a hundredth above 70", scored("20.01", "20", "15", "15"), YES, ()),
    ("a hundredth below 70", scored("19.99", "20", "15", "15"), NO, (SCORE,)),
    ("all hundred points", scored("30", "30", "20", "20"), YES, ()),
    ("one of four scores missing", {"score_growth": None}, UNKNOWN, (SCORE,)),
    ("a serious accident in the year before", {"serious_offence": True}, NO, ("no_serious_offence",)),
    ("the record was not asked for", {"serious_offence": None}, UNKNOWN, ("no_serious_offence",)),
    ("certificate ends today, renewed", certified(date(2023, 6, 15), "renewal"), YES, ()),
    ("certificate ends today, applied for anew", certified(date(2023, 6, 15), "new"), NO, (KIND,)),
    ("certificate ended yesterday, applied for anew", certified(date(2023, 6, 14), "new"), YES, ()),
    ("certificate ended yesterday, renewed", certified(date(2023, 6, 14), "renewal"), NO, (KIND,)),
    ("kind of application not stated", {"application": None}, UNKNOWN, (KIND,)),
    ("a no and an unknown are a no", {"core_ip": Decimal(0), "registered": None}, NO, (A_YEAR, "core_ip")),
]


@pytest.fixture(scope="session")
def programme(pack):
    return pack.programmes["high_tech"]


@pytest.fixture(scope="session")
def ask(programme):
    """Put the criteria of the file to facts."""

    def asked(facts: Mapping[str, Any], why_not: Mapping[str, Text] | None = None) -> tuple[Assessed, ...]:
        labels = {reads.name: reads.label for reads in programme.reads}
        return assess(programme.criteria, Facts(facts, why_not or {}, labels))

    return asked


def not_yes(assessed):
    return {each.criterion.id: each.answer for each in assessed if each.answer.verdict is not YES}


@pytest.mark.parametrize(("changes", "expected", "deciding"), [row[1:] for row in EDGES], ids=[row[0] for row in EDGES])
def test_readiness_on_the_edges(ask, changes, expected, deciding):
    assessed = ask({**SOUND, **changes})

    assert verdict(assessed) is expected
    assert set(not_yes(assessed)) == set(deciding)
    assert expected is YES or any(answer.verdict is expected for answer in not_yes(assessed).values())


def test_the_table_decides_by_every_criterion_both_ways(programme, ask):
    seen = {
        (one, answer.verdict) for _, change, *_ in EDGES for one, answer in not_yes(ask({**SOUND, **change})).items()
    }

    assert seen == {(criterion.id, said) for criterion in programme.criteria for said in (NO, UNKNOWN)}
    assert len(EDGES) >= 40


def test_without_consent_what_was_returned_for_statistics_is_unknown(programme, ask):
    assert {reads.name for reads in programme.reads if reads.origin is Origin.RETURN} == set(RETURNED)
    known = {name: value for name, value in SOUND.items() if name not in RETURNED}

    assessed = ask(known, dict.fromkeys(RETURNED, WITHHELD))

    assert verdict(assessed) is UNKNOWN
    assert set(not_yes(assessed)) == {STAFF, RESEARCH, AT_HOME, INCOME}
    for answer in not_yes(assessed).values():
        assert WITHHELD.zh in answer.reason.zh
        assert WITHHELD.en in answer.reason.en


def test_a_no_says_what_is_asked_and_what_one_can_do(ask):
    (found,) = (one for one in ask({**SOUND, **scored("20", "20", "15", "15")}) if one.criterion.id == SCORE)

    assert "70" in found.answer.reason.zh
    assert found.answer.reason.en == "the innovation score is not above 70; exactly 70 will not do"
    assert found.criterion.mend.zh


def test_where_nothing_is_known_nothing_is_yes(programme, ask):
    assessed = ask({"today": SOUND["today"]})

    assert {each.answer.verdict for each in assessed} == {UNKNOWN}
    assert len(assessed) == len(programme.criteria)


@given(st.sets(st.sampled_from(sorted(SOUND))), st.sampled_from([row[1] for row in EDGES]))
def test_knowing_less_never_turns_a_no_or_an_unknown_into_a_yes(ask, forgotten, changes):
    facts = {**SOUND, **changes}
    known = {name: value for name, value in facts.items() if name not in forgotten}
    before = {each.criterion.id: each.answer.verdict for each in ask(facts)}
    after = {each.criterion.id: each.answer.verdict for each in ask(known)}

    assert all(after[name] in (before[name], UNKNOWN) for name in before)


@given(st.decimals(0, 400, places=2), st.decimals(1, 10, places=4))
def test_research_intensity_agrees_with_the_three_steps_of_the_measures(ask, sales, percent):
    found = ask({**SOUND, **research(sales * MILLION, percent)})
    wanted = 5 if sales <= 50 else 4 if sales <= 200 else 3

    assert (RESEARCH not in not_yes(found)) == (percent >= wanted)


def test_every_criterion_says_where_it_is_written(pack, programme):
    sources = {criterion.id: criterion.source for criterion in programme.criteria}

    assert set(sources.values()) == {"hightech_measures2016", "hightech_guide2016"}
    assert set(sources.values()) <= set(pack.sources)
    assert {name for name, source in sources.items() if source == "hightech_guide2016"} == {A_YEAR, SCORE}


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (date(2025, 12, 19), NO),
        (date(2025, 12, 21), YES),
        (date(2025, 12, 22), YES),  # some certificates print the day of issue three years on
        (date(2025, 12, 23), NO),
        (date(2032, 12, 21), NO),  # a slip in the year
        (None, UNKNOWN),
    ],
)
def test_a_certificate_holds_for_three_years(programme, last_day, said):
    demand = next(one for one in programme.demands if one.id == "valid_three_years")

    assert demand.rule.evaluate({"issued": date(2022, 12, 22), "expires": last_day}).verdict is said
