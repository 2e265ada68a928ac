"""Picking figures out of releases."""

from dataclasses import replace

import pytest

from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.release.select import Selection, Side, catalogue, chosen, grid, whole

HALF, SPRING = Period.parse("2023-H1"), Period.parse("2023-01..2023-05")
FOOD, METAL = (("sector", "food"),), (("sector", "metal"),)


@pytest.fixture(scope="module")
def release(make, tmp_path_factory):
    return make(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def older(release):
    """A release that held one figure more, and said something else of the rest."""
    key = FigureKey("output", Period.parse("2022"), "zone")
    figures = {one: replace(figure, value=None) for one, figure in release.figures.items()}
    return replace(release, id="older", figures=figures | {key: replace(release.figures[next(iter(figures))], key=key)})


def test_the_catalogue_says_what_there_is(release):
    offer = catalogue([release])["output"]
    assert offer.periods == (HALF, SPRING)
    assert offer.places == ("zone", "north", "south", "east")
    assert offer.bases == (None, Basis.COMPARABLE)
    assert offer.fields == ("sector",)
    assert set(offer.codes("sector")) >= {"food", "metal"}


def test_everything_in_a_release_can_be_had(release):
    assert {one.figure.key for one in whole(release)} == set(release.figures)


def test_a_grid_lays_figures_out_as_they_are(release):
    selection = Selection(
        ("output",), (HALF, SPRING), ("north", "south"), (FOOD, METAL), (None, Basis.COMPARABLE), (Side.PERIOD,)
    )
    table = grid([release], selection)
    assert (len(table.rows), len(table.columns)) == (8, 2)
    assert selection.size == 16
    for row, cells in zip(table.rows, table.cells, strict=True):
        for column, cell in zip(table.columns, cells, strict=True):
            at = dict(zip((*table.down, *table.across), (*row, *column), strict=True))
            key = FigureKey("output", at[Side.PERIOD], at[Side.PLACE], at[Side.SCOPE], at[Side.BASIS])
            assert cell.figure is release.figures[key]


def test_what_no_release_holds_stays_empty(release):
    table = grid([release], Selection(("output", "visits"), (HALF,), ("north",)))
    assert [[cell is None for cell in row] for row in table.cells] == [[False], [True]]
    assert len(table.released()) == 1


def test_the_newest_release_speaks(release, older):
    both = grid([release, older], Selection(("output",), (HALF, Period.parse("2022")), ("zone",)))
    assert [cell.release.id for cell in both.cells[0]] == [release.id, "older"]
    keys = [FigureKey("output", HALF, "zone")]
    assert chosen([release, older], keys)[0].figure.value is not None
    assert chosen([older, release], keys)[0].figure.value is None


def test_says_what_no_release_holds(release):
    with pytest.raises(KeyError, match="no release holds output/2001/zone"):
        chosen([release], [FigureKey("output", Period.parse("2001"), "zone")])


def test_a_side_lies_across_once(release):
    with pytest.raises(ValueError, match="only once"):
        grid([release], Selection(("output",), (HALF,), ("zone",), across=(Side.PERIOD, Side.PERIOD)))
