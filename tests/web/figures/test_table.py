"""The table builder, without a script, and the files that are taken away."""

import csv
import io

import pytest
from openpyxl import load_workbook
from tests.web.log import entries
from tests.web.published import HIDDEN, NANHAI, OUTPUT, SHUNDE

from nanfeng.kinds.role import Role
from nanfeng.web.figures import forms

pytestmark = pytest.mark.django_db

CHOSEN = f"indicator=industrial_output&place={NANHAI}&place={SHUNDE}&period={OUTPUT.period}"
BASES = "&basis=level&basis=comparable"


def test_a_new_table_begins_with_something(client, published):
    page = client.get("/figures/table/")
    assert page.context["rows"]
    assert "下载" in page.content.decode()


def test_rows_and_columns_are_as_asked(client, published):
    page = client.get(f"/figures/table/?{CHOSEN}{BASES}&across=growth")
    assert page.context["columns"] == ["水平", "同比（可比口径）"]
    assert [heads for heads, _ in page.context["rows"]] == [["南海园"], ["顺德园"]]
    across_places = client.get(f"/figures/table/?{CHOSEN}&basis=level&across=place")
    assert across_places.context["columns"] == ["南海园", "顺德园"]


def test_a_breakdown_gives_a_row_a_code(client, published):
    page = client.get(f"/figures/table/?{CHOSEN}&by=manufacturing_group&basis=level&across=place")
    assert ["合计"] in [heads for heads, _ in page.context["rows"]]
    assert len(page.context["rows"]) > 5


def test_a_table_that_is_too_large_is_refused_with_words(client, published, monkeypatch):
    monkeypatch.setattr(forms, "MOST_CELLS", 1)
    page = client.get(f"/figures/table/?{CHOSEN}{BASES}").content.decode()
    assert "最多1个" in page


def test_what_cannot_be_chosen_is_passed_over(client, published):
    page = client.get("/figures/table/?indicator=none&place=moon&period=x&basis=y&across=z&by=w")
    assert page.status_code == 200
    assert page.context["rows"]


def test_the_csv_holds_what_the_table_shows_and_hides_what_it_hides(client, published):
    answer = client.get(f"/figures/files/figures.csv?{CHOSEN}{BASES}&across=period")
    lines = {line["figure"]: line for line in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}
    assert lines[str(OUTPUT)]["value"] == "24000000.00"
    assert lines[str(HIDDEN)]["value"] == ""
    assert lines[str(HIDDEN)]["status"] == "suppressed"


def test_the_workbook_and_sdmx_open(client, published):
    book = load_workbook(io.BytesIO(client.get(f"/figures/files/figures.xlsx?{CHOSEN}").content))
    assert book.worksheets[0].max_row == 3
    assert "industrial_output" in client.get(f"/figures/files/figures.sdmx.csv?{CHOSEN}").content.decode()
    assert b"<" in client.get("/figures/files/structure.xml").content


def test_one_figure_can_be_taken_away(client, published):
    assert str(OUTPUT) in client.get(f"/figures/files/figures.csv?figure={OUTPUT}").content.decode()
    assert client.get("/figures/files/figures.csv?figure=nonsense").status_code == 404
    assert client.get(f"/figures/files/figures.exe?figure={OUTPUT}").status_code == 404


def test_files_taken_by_people_with_an_account_are_logged(client, sign_in, published):
    sign_in(client, Role.STATISTICIAN).get(f"/figures/files/figures.csv?{CHOSEN}")
    assert len(entries(action="export", noun="figure")) == 1


def test_what_is_under_embargo_is_in_no_file_of_the_public(client, sign_in, embargoed):
    public = client.get(f"/figures/files/figures.csv?{CHOSEN}").content.decode()
    assert embargoed.release.pk not in public
    address = f"/figures/files/figures.csv?figure={OUTPUT}"
    assert "24000000.00" in client.get(address).content.decode()
