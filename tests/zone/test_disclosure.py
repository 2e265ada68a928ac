"""An attacker with all published tables of the demonstration zone finds no protected cell."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from nanfeng.cli.vintages import newest_vintage
from nanfeng.kinds.figure import Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language
from nanfeng.release.build import BuildRequest, prepare
from nanfeng.release.disclose import Suppression, exposed
from nanfeng.report.trace_page import trace_file


@pytest.fixture(scope="module")
def prepared(home, pack):
    vintage = newest_vintage(home).id
    request = BuildRequest(Period.parse("2023-H1"), pack.zone, vintage, datetime(2023, 7, 20, tzinfo=UTC), "test")
    return prepare(home, pack, "half_year", request)


def test_no_protected_cell_can_be_placed_within_fifteen_per_cent(prepared):
    assert prepared.material.rules.width >= 0.15
    assert prepared.decided.unsafe
    assert exposed(prepared.material, prepared.decided) == []


def test_without_the_secondary_suppressions_the_attacker_would_find_some(prepared):
    naive = replace(prepared.decided, secondary=frozenset())
    assert isinstance(naive, Suppression)
    assert exposed(prepared.material, naive)


def test_what_is_suppressed_shows_no_value_anywhere(prepared):
    hidden = [figure for figure in prepared.release.figures.values() if figure.status is Status.SUPPRESSED]
    assert len(hidden) >= len(prepared.decided.unsafe)
    for figure in hidden:
        assert figure.value is None
        assert all(part.value is None for part in figure.components)
        assert figure.reason


def test_the_page_behind_a_suppressed_figure_shows_no_rows(home, prepared):
    hidden = [figure.key for figure in prepared.release.figures.values() if figure.status is Status.SUPPRESSED]
    for key in hidden:
        page = (home / "report" / "figures" / trace_file(key, Language.EN)).read_text("utf-8")
        assert "not published" in page
        assert ".xlsx" not in page
        assert ".csv" not in page
