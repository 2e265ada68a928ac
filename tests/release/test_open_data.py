"""Downloads say what the release says, digit for digit."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.figure import FigureKey, Status
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.release.columns import COLUMNS
from nanfeng.release.open_data import csv_text, line
from nanfeng.release.select import Released, whole
from nanfeng.release.spreadsheet import workbook

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " =1")


@pytest.fixture(scope="module")
def release(make, tmp_path_factory):
    return make(tmp_path_factory.mktemp("home"))


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def told(row):
    return FigureKey.parse(row["figure"]), row["value"], row["status"]


def held(figure):
    return figure.key, "" if figure.value is None else str(figure.value), figure.status.value


def test_the_csv_says_what_the_release_says(town, release):
    rows = read(csv_text(town, whole(release)))
    held = {
        (key, "" if one.value is None else str(one.value), one.status.value) for key, one in release.figures.items()
    }
    assert {told(row) for row in rows} == held
    assert len(rows) == len(release.figures)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_digit_of_any_number_comes_back(town, release, value):
    one = whole(release)[0]
    row = read(csv_text(town, [replace(one, figure=replace(one.figure, value=value))]))[0]
    assert Decimal(row["value"]).as_tuple() == value.as_tuple()


def test_what_is_not_published_is_empty_and_never_zero(town, release):
    hidden = [row for row in read(csv_text(town, whole(release))) if row["status"] == Status.SUPPRESSED.value]
    assert hidden
    assert all(row["value"] == row["contributors"] == "" and row["reason_en"] and row["reason_zh"] for row in hidden)


def test_a_line_has_every_column_and_names_in_both_languages(town, release):
    key = FigureKey.parse("output/2023-H1/south/sector=metal/growth:comparable")
    said = line(town, Released(release.figures[key], release))
    assert tuple(said) == tuple(column.name for column in COLUMNS)
    assert (said["place_zh"], said["place_en"]) == (town.places["south"].name.zh, town.places["south"].name.en)
    assert said["basis"] == "comparable"
    assert said["scope"] == "sector=metal"
    assert said["scope_en"]
    assert (str(said["first_day"]), str(said["last_day"])) == ("2023-01-01", "2023-06-30")
    assert said["release"] == release.id
    assert "ynthetic" in said["notice"]


def test_a_mark_is_written_only_where_asked_for(town, release):
    assert csv_text(town, whole(release), mark=True).encode("utf-8").startswith(b"\xef\xbb\xbf")
    assert csv_text(town, whole(release)).startswith("figure,")


def sheets(pack, chosen):
    return openpyxl.load_workbook(io.BytesIO(workbook(pack, chosen)))


def test_the_workbook_has_numbers_as_numbers(town, release):
    figures, _ = sheets(town, whole(release)).worksheets
    heads = [cell.value for cell in figures[1]]
    assert heads[0] == "数字代号\nFigure"
    at = {column.name: number for number, column in enumerate(COLUMNS)}
    for row in figures.iter_rows(min_row=2):
        figure = release.figures[FigureKey.parse(row[at["figure"]].value)]
        cell = row[at["value"]]
        if figure.value is None:
            assert cell.value is None
        else:
            assert cell.data_type == "n"
            assert cell.value == pytest.approx(float(figure.value), rel=1e-14)


def test_the_notes_tell_where_it_comes_from_and_that_it_is_made_up(town, release):
    _, notes = sheets(town, whole(release)).worksheets
    text = "\n".join(str(row[1].value) for row in notes.iter_rows())
    assert "合成演示数据" in text
    assert release.id in text
    assert release.vintage in text
    assert town.indicators["output"].definition.en in text


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_runs_as_a_formula(town, release, text):
    one = whole(release)[0]
    evil = replace(one, figure=replace(one.figure, reason=Text(text, text), value=Decimal(-1), unit=Unit.COUNT))
    row = read(csv_text(town, [evil]))[0]
    assert row["reason_zh"] == f"'{text}"
    assert row["value"] == "-1"
    cells = {cell.column: cell for cell in sheets(town, [evil]).worksheets[0][2]}
    cell = cells[[column.name for column in COLUMNS].index("reason_zh") + 1]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
