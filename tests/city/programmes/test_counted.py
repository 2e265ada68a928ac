"""What the cases of investment let the city count: leads by source, contracts above thresholds, overlaps once."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from nanfeng.figures.compute import compute
from nanfeng.figures.request import Request
from nanfeng.forms.columns import schema
from nanfeng.kinds.period import Period
from nanfeng.ledger.read import reader_over

YEAR = Period.parse("2023-H1")
YI = Decimal(100_000_000)
CENT = Decimal("0.01")

LEADS = [{"lead_source": source} for source in ("conference", "conference", "liaison_office", "own", "own", "own")]
SIGNED = [  # amount, dollars, in the ten parks, in the northern park
    (YI, None, False, False),  # exactly 100 million yuan
    (YI - CENT, None, False, False),
    (Decimal("0.7") * YI, Decimal(10_000_000), False, False),  # exactly 10 million dollars
    (10 * YI, None, True, True),  # major, and in both kinds of park
    (9 * YI, Decimal(100_000_000), True, False),  # major by its dollars
    (12 * YI, None, False, True),
    (20 * YI, None, False, False),
]


def row(number: int, stage: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """A record of a case that stands in a stage since March, in no park, as the platform keeps it."""
    when = date(2023, 3, 1)
    own = {"case": str(number), "stage": stage, "state": "active", "since": when}
    envelope = {"_key": f"{number}/{stage}", "_version": 1, "_current": True, "_status": "accepted"}
    entered = {"_first": when, "_entered": datetime(2023, 3, 1, tzinfo=UTC), "_purpose": "service", "_synthetic": True}
    return {**own, **envelope, **entered, **said}


@pytest.fixture(scope="session")
def figure(pack):
    """A figure of the zone's city, computed as every figure is, over these records."""

    def computed(form: str, rows: list[dict[str, Any]], indicator: str) -> Decimal | None:
        wanted = schema(pack.forms[form])
        table = pa.Table.from_pylist([{name: one.get(name) for name in wanted.names} for one in rows], wanted)
        reader = reader_over({form: table}, pack.forms)
        (found,) = compute([Request(indicator, YEAR, pack.city)], pack.definitions, reader)
        return found.value

    return computed


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("investment_leads", 6),
        ("investment_leads_conference", 2),
        ("investment_leads_liaison", 1),
        ("investment_leads_own", 3),
    ],
)
def test_leads_are_counted_by_what_they_came_of(figure, indicator, expected):
    rows = [row(number, "lead", said) for number, said in enumerate(LEADS, 1)]
    assert figure("case_investment", rows, indicator) == expected


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ("investment_contracts", 7),
        ("investment_signed", 6),  # all but the one a cent below
        ("investment_major", 4),
        ("investment_major_key_parks", 3),  # the one in both kinds of park once
        ("investment_contract_amount", Decimal("53.7") * YI - CENT),
    ],
)
def test_contracts_are_counted_above_their_thresholds(figure, indicator, expected):
    names = ("amount", "amount_usd", "in_ten_parks", "in_northern_park")
    rows = [row(number, "signed", dict(zip(names, said, strict=True))) for number, said in enumerate(SIGNED, 1)]
    assert figure("case_investment", rows, indicator) == expected


def test_the_thresholds_of_cases_are_those_of_the_register_of_projects(pack):
    def narrowed(indicator: str) -> str:
        return str(pack.indicators[indicator].formula.where)

    for by_case, by_record in (("investment_signed", "signed_projects"), ("investment_major", "major_projects")):
        assert f"({narrowed(by_record)})" in narrowed(by_case)
