"""The open data of the demonstration zone: what dashboards and the table builder need, with nothing given away."""

from datetime import UTC, datetime
from itertools import product

import pytest

from nanfeng.cli.vintages import newest_vintage
from nanfeng.kinds.figure import Basis, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.release.build import BuildRequest, prepare, releases
from nanfeng.release.cells import cells_of
from nanfeng.release.disclose import exposed
from nanfeng.release.select import Selection, Side, catalogue, grid

HALF = Period.parse("2023-H1")


@pytest.fixture(scope="module")
def tables(home, pack):
    """The open data, with the half-year report out already."""
    moment = datetime(2023, 7, 20, tzinfo=UTC)
    request = BuildRequest(HALF, pack.zone, newest_vintage(home).id, moment, "test", releases(home))
    return prepare(home, pack, "tables", request)


def test_no_single_enterprise_can_be_computed_back_beside_the_half_year_report(tables):
    """What the report left out only to protect others can be placed as closely as it told itself, no closer."""
    material, decided = tables.material, tables.decided
    assert tables.release.earlier
    assert decided.betrayed == ()
    names = {number: name for name, number in cells_of(material).numbers.items()}
    for name in (names[one.cell] for one in exposed(material, decided)):
        assert name in decided.given_away
        figure = material.figures[name.key]
        assert figure.contributors >= material.rules.contributors
        assert figure.largest_share <= material.rules.dominance


def test_what_the_half_year_report_hides_stays_hidden(tables):
    report = tables.material.earlier[0]
    hidden = {key for key, figure in report.figures.items() if figure.status is Status.SUPPRESSED}
    both = hidden & tables.release.figures.keys()
    assert all(tables.release.figures[key].value is None for key in both)


def test_every_park_has_levels_and_growths_of_the_main_indicators(tables, pack):
    parks = [code for code, place in pack.places.items() if place.kind == "park"]
    offers = catalogue([tables.release])
    for name in ("industrial_output", "revenue", "exports", "profit"):
        assert set(offers[name].places) == {pack.zone, *parks}
        assert {None, Basis.NOMINAL, Basis.COMPARABLE, Basis.MATCHED} <= set(offers[name].bases)
        assert {HALF, HALF.year_ago()} <= set(offers[name].periods)
        assert "manufacturing_group" in offers[name].fields
    for place, basis in product([pack.zone, *parks], (None, Basis.COMPARABLE)):
        assert tables.release.figures[FigureKey("industrial_output", HALF, place, (), basis)].value is not None


def test_a_line_of_two_years_can_be_drawn_for_every_park(tables, pack):
    offer = catalogue([tables.release])["industrial_output"]
    months = tuple(period for period in offer.periods if period.months <= 2)
    assert len(months) == 22
    selection = Selection(("industrial_output",), months, offer.places, across=(Side.PLACE,))
    cells = grid([tables.release], selection).released()
    assert len(cells) == selection.size
    assert all(cell.figure.value for cell in cells)
