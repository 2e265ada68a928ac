"""What goes out in SDMX is read back by pysdmx, an implementation of others."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from pysdmx.io import read_sdmx

from nanfeng.kinds.figure import Basis, FigureKey, Status
from nanfeng.release.sdmx import sdmx_csv, structure_xml
from nanfeng.release.sdmx_time import read_time_period
from nanfeng.release.select import whole

NOW = datetime(2023, 8, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def release(make, tmp_path_factory):
    return make(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def observations(town, release):
    """The lines that pysdmx reads, by the key of the figure that each is."""
    (dataset,) = read_sdmx(sdmx_csv(town, whole(release))).data
    assert dataset.short_urn == "Dataflow=TOWN:FIGURES(1.0)"
    return {key_of(row): row for row in dataset.data.to_dict("records")}


def key_of(row):
    scope = tuple((name, row[name.upper()]) for name in ("sector",) if row[name.upper()] != "_T")
    basis = None if row["BASIS"] == "level" else Basis(row["BASIS"])
    return FigureKey(row["INDICATOR"], read_time_period(row["TIME_PERIOD"]), row["REF_AREA"], scope, basis)


def test_every_figure_comes_back_digit_for_digit(release, observations):
    assert observations.keys() == release.figures.keys()
    for key, figure in release.figures.items():
        value = observations[key]["OBS_VALUE"]
        assert (Decimal(value) if value else None) == figure.value
        assert observations[key]["UNIT_MEASURE"] == figure.unit


def test_what_is_suppressed_is_empty_with_its_status(release, observations):
    hidden = [key for key, figure in release.figures.items() if figure.status is Status.SUPPRESSED]
    assert {observations[key]["OBS_VALUE"] for key in hidden} == {""}
    assert {observations[key]["OBS_STATUS"] for key in hidden} == {"Q"}
    assert {observations[key]["CONF_STATUS"] for key in hidden} == {"C", "D"}
    shown = [row for key, row in observations.items() if key not in hidden]
    assert {row["CONF_STATUS"] for row in shown} == {"F"}


def test_says_that_it_is_made_up(release, observations):
    made_up = [key for key, figure in release.figures.items() if "synthetic" in figure.flags]
    assert made_up
    assert all("合成演示数据" in observations[key]["NOTICE"] for key in made_up)


def test_the_structure_says_what_the_data_hold(town, observations):
    message = read_sdmx(structure_xml(town, NOW))
    (structure,) = message.get_data_structure_definitions()
    for dimension in structure.components.dimensions:
        said = {row[dimension.id] for row in observations.values()}
        assert dimension.id == "TIME_PERIOD" or said <= {code.id for code in dimension.enumeration.items}
    components = {*(one.id for one in structure.components)}
    assert components == set(next(iter(observations.values())))
    assert structure_xml(town, NOW) == structure_xml(town, NOW)


def test_nothing_chosen_is_no_message(town):
    with pytest.raises(ValueError, match="choose at least one"):
        sdmx_csv(town, [])
