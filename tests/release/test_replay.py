"""A stored release comes out again, to the last digit."""

import shutil
from pathlib import Path

import pytest

from nanfeng.release.build import releases
from nanfeng.release.replay import replay

STORED = Path(__file__).parent / "stored"


@pytest.fixture(scope="module")
def made(tmp_path_factory, make):
    home = tmp_path_factory.mktemp("home")
    return home, make(home)


@pytest.fixture
def release(made, tmp_path):
    """A release in a home of the test's own."""
    home, release = made
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    return release


def test_every_digit(tmp_path, release):
    assert replay(tmp_path, release.id) == []


@pytest.mark.parametrize("release_id", releases(STORED))
def test_every_digit_of_the_releases_that_were_stored_here(release_id):
    assert replay(STORED, release_id) == []


def test_there_are_stored_releases():
    assert releases(STORED)


def test_says_which_figures_come_out_otherwise(tmp_path, release, close, firms):
    """The vintage is overwritten with other records, which `verify` would find; here it is the replay that does."""
    other = close(tmp_path, firms[1:])
    folder = tmp_path / "vintages"
    shutil.copy(folder / other / "monthly_return.parquet", folder / release.vintage / "monthly_return.parquet")
    found = {difference.where for difference in replay(tmp_path, release.id)}
    assert "output/2023-H1/zone" in found
    assert "stations/2023-H1/zone" not in found


def test_says_what_is_not_there_any_more(tmp_path, release):
    shutil.rmtree(tmp_path / "packs")
    with pytest.raises(FileNotFoundError, match="needs pack"):
        replay(tmp_path, release.id)


def test_refuses_a_changed_pack(tmp_path, release):
    kept = tmp_path / "packs" / release.pack_digest / "places.csv"
    kept.write_text(kept.read_text("utf-8").replace("North Park", "Northern Park"), "utf-8")
    with pytest.raises(ValueError, match="has been changed"):
        replay(tmp_path, release.id)
