"""A release is made, stored and read back."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nanfeng.figures.table import Table
from nanfeng.kinds.figure import FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.release.build import BuildRequest, build, read, releases
from nanfeng.release.disclose import Suppression
from nanfeng.release.layout import layout
from nanfeng.release.names import CellName


def figure(release, text):
    return release.figure(FigureKey.parse(text))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def release(home, make):
    return make(home)


def test_holds_every_cell_and_every_number_of_the_texts(release):
    cells = {key for table in release.tables.values() for key in table.figure_keys()}
    assert cells <= release.figures.keys()
    assert figure(release, "output_each/2023-H1/zone").value is not None
    assert release.windows["spring"].months == 5


def test_is_read_back_as_it_was_stored(home, release):
    assert read(home, release.id) == release
    assert releases(home) == (release.id,)


def test_amounts_keep_every_digit(release):
    assert str(figure(release, "output/2023-H1/zone").value).endswith(".00")


def test_public_facts_are_published_however_few(release):
    assert figure(release, "stations/2023-H1/south").value == Decimal(1)
    assert figure(release, "stations/2023-H1/east").value == Decimal(0)


def test_a_line_is_drawn_over_months(release):
    months = [str(period) for period in release.tables["visits_by_month"].periods]
    assert months == ["2023-01", "2023-02", "2023-03", "2023-04", "2023-05", "2023-06"]


def test_a_single_enterprise_is_not_published_nor_what_gives_it_away(release):
    alone = figure(release, "output/2023-H1/south/sector=food")
    assert alone.status is Status.SUPPRESSED
    assert alone.value is None
    assert alone.contributors is None
    assert "three" in alone.reason.en
    others = ["output/2023-H1/south/sector=metal", "output/2023-H1/south"]
    assert any(figure(release, other).status is Status.SUPPRESSED for other in others)


def test_what_stands_behind_is_not_told_where_it_would_tell_more(release):
    assert all(one.largest_share is None for one in release.figures.values())
    hidden = [one for one in release.figures.values() if one.status is Status.SUPPRESSED]
    assert all(part.value is None for one in hidden for part in one.components)


def test_a_changed_file_is_refused(home, tmp_path, release):
    name = Path("releases") / release.id / "release.json"
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_text((home / name).read_text("utf-8").replace('"zone"', '"Zone"', 1), "utf-8")
    with pytest.raises(ValueError, match="has changed"):
        read(tmp_path, release.id)


def test_says_what_there_is_where_something_is_not(home, release, town):
    wanted = BuildRequest(release.period, "zone", release.vintage, release.built_at, "test")
    with pytest.raises(KeyError, match="it has bulletin"):
        build(home, town, "yearbook", wanted)
    with pytest.raises(ValueError, match="is not made for a city"):
        build(home, town, "bulletin", replace(wanted, place="town"))
    with pytest.raises(FileNotFoundError, match="no release"):
        read(home, "nothing")


def test_a_monthly_table_gives_the_months_with_january_and_february_as_one(town):
    bulletin = town.publications["bulletin"]
    monthly = Table("months", "output", ("half",), place_kind="park", monthly=True)
    plan = layout(town, replace(bulletin, tables=(*bulletin.tables, monthly)), "zone", Period.parse("2023-H1"))
    months = [str(period) for period in plan.tables["months"].periods]
    assert months == ["2023-01..2023-02", "2023-03", "2023-04", "2023-05", "2023-06"]


def test_nothing_goes_out_that_could_not_be_protected(tmp_path, release, town, close, monkeypatch):
    """No records are known with which protection fails, so that here a decision of failure stands in for them."""
    alone = CellName(FigureKey.parse("output/2023-H1/south/sector=food"))
    undone = Suppression(frozenset(), frozenset(), unprotected=(alone,))
    monkeypatch.setattr("nanfeng.release.build.suppression", lambda _: undone)
    wanted = BuildRequest(release.period, "zone", close(tmp_path), release.built_at, "test")
    with pytest.raises(ValueError, match="nothing that could be left out protects output/2023-H1/south/sector=food"):
        build(tmp_path, town, "bulletin", wanted)
    assert releases(tmp_path) == ()
