"""A town of three parks with a few enterprises, frozen, so that releases can be made of it."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from nanfeng.forms.columns import schema
from nanfeng.kinds.period import Period
from nanfeng.ledger.receipt import Closing
from nanfeng.ledger.vintage import freeze
from nanfeng.pack.load import load
from nanfeng.release.build import BuildRequest, build

TOWN = Path(__file__).parent / "town"
NOW = datetime(2023, 8, 1, tzinfo=UTC)
HALF = Period.parse("2023-H1")


@dataclass(frozen=True)
class Firm:
    """An enterprise with its output of January–May and of the half-year; a year ago it made nine tenths of that."""

    name: str
    park: str
    industry: str
    spring: int
    half: int
    visited: tuple[date, ...] = field(default=())


FIRMS = tuple(
    Firm(
        f"reg:{park}{number}", park, industry, 1000 * number + size, 1250 * number + size + 3, (date(2023, 3, number),)
    )
    for size, park in enumerate(("north", "south", "east"), start=7)
    for number, industry in enumerate(("C34", "C34", "C34", "C34", "C14", "C14", "C14"), start=1)
    if not (park == "south" and industry == "C14" and number > 5)
)
"""Seven enterprises a park, but only one in the food sector of South Park."""


def envelope(form, number, organisation, span):
    return {
        "_key": f"{organisation}|{number}",
        "_organisation": organisation,
        "_first": span[0],
        "_last": span[1],
        "_version": 1,
        "_current": True,
        "_purpose": form.purpose.value,
        "_status": "accepted",
        "_synthetic": True,
        "_entered": datetime(2023, 7, 20, tzinfo=UTC),
        "_by": "office",
        "_file": f"{form.name}.xlsx",
        "_sheet": "Sheet1",
        "_line": number + 2,
    }


def returns(form, firms):
    rows = []
    for firm in firms:
        for text, output in (("2023-01..2023-05", firm.spring), ("2023-H1", firm.half)):
            period = Period.parse(text)
            rows.append(
                envelope(form, len(rows), firm.name, (period.first, period.last))
                | {"organisation": firm.name, "period": text, "output": Decimal(output)}
                | {"output_year_ago": Decimal(output) * 9 / 10}
            )
    return pa.Table.from_pylist(rows, schema=schema(form))


def memberships(form, firms):
    since = date(2020, 1, 1)
    rows = [
        envelope(form, number, firm.name, (since, None))
        | {"organisation": firm.name, "park": firm.park, "industry": firm.industry, "since": since}
        | {"_place": firm.park, "_industry": firm.industry}
        for number, firm in enumerate(firms)
    ]
    return pa.Table.from_pylist(rows, schema=schema(form))


def visits(form, firms):
    days = [(firm.name, day) for firm in firms for day in firm.visited]
    rows = [
        envelope(form, number, name, (day, day))
        | {"visit_no": str(number), "date": day, "organisation": name, "amount": Decimal(5000)}
        for number, (name, day) in enumerate(days)
    ]
    return pa.Table.from_pylist(rows, schema=schema(form))


def stations(form, parks):
    opened = date(2021, 5, 1)
    rows = [
        envelope(form, number, None, (opened, None))
        | {"station_no": str(number), "park": park, "opened": opened, "_place": park}
        for number, park in enumerate(parks)
    ]
    return pa.Table.from_pylist(rows, schema=schema(form))


@pytest.fixture(scope="session")
def town():
    """The pack of the town."""
    return load(TOWN)


@pytest.fixture(scope="session")
def firms():
    """The enterprises of the town."""
    return FIRMS


@pytest.fixture(scope="session")
def close(town):
    """Freeze the records of some firms in a home; give the vintage's id."""

    def freeze_firms(home, firms=FIRMS):
        forms = town.forms
        tables = {
            "monthly_return": returns(forms["monthly_return"], firms),
            "membership": memberships(forms["membership"], firms),
            "visit": visits(forms["visit"], firms),
            "station": stations(forms["station"], ("north", "north", "south")),
        }
        return freeze(home, tables, forms, Closing(NOW, "office", NOW, "test")).id

    return freeze_firms


@pytest.fixture(scope="session")
def make(town, close):
    """Freeze some firms' records in a home and make the bulletin, or another publication, of the zone's half-year."""

    def build_of_half(home, firms=FIRMS, pack=town, publication="bulletin", **more):
        usual = {
            "period": HALF,
            "place": "zone",
            "vintage_id": close(home, firms),
            "built_at": NOW,
            "code_version": "test",
        }
        return build(home, pack, publication, BuildRequest(**(usual | more)))

    return build_of_half
