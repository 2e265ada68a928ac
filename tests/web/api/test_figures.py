"""Figures by calls: warnings, traces, files and comparisons show each caller what the pages show him, and no more."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.web.log import entries, entry
from tests.web.published import HIDDEN, OUTPUT, Published, file_returns, publish
from tests.web.zone import ENTERPRISES

from nanfeng.kinds.role import Role
from nanfeng.ledger.receipt import RECEIPT, vintage_folder
from nanfeng.web import city

PICKED = f"indicator=industrial_output&place={OUTPUT.place}&place={HIDDEN.place}&period={OUTPUT.period}"


@pytest.fixture
def published(zone) -> Published:
    """The output of the zone until April 2023."""
    file_returns()
    return publish()


@pytest.fixture
def embargoed(published) -> Published:
    """The same corrected, frozen anew and built, but not out."""
    file_returns(600)
    return publish(out=False, minute=1)


def body(answer) -> bytes:
    return answer.getvalue() if answer.streaming else answer.content


def walked(caller: Client, path: str, **asked: object) -> list[dict]:
    """Every item of a list, from page to page."""
    items, cursor = [], ""
    while cursor is not None:
        page = caller.get(f"/api/v1/{path}", {"limit": 2, "cursor": cursor, **asked}).json()
        items, cursor = items + page["items"], page["next"]
    return items


def test_warnings_name_those_who_fall_as_far_as_the_caller_sees_them(call, embargoed):
    everyone = walked(call(Role.STATISTICIAN), "warnings/output")
    assert [one["organisation"] for one in everyone] == sorted(one.organisation for one in ENTERPRISES)
    assert {one["growth"][:6] for one in everyone} == {"-33.33"}
    own = walked(call(Role.PARK_OFFICER), "warnings/output")
    assert {one["organisation"] for one in own} == {one.organisation for one in ENTERPRISES[:3]}
    looked = {one.who for one in entries(action="look", noun="warning")}
    assert looked == {"statistician@example.org", "park_officer@example.org"}
    assert call(Role.PLANNER).get("/api/v1/warnings/output").status_code == 403
    assert "2023-01..2023-04" in call(Role.AUDITOR).get("/api/v1/warnings").json()[0]["periods"]


def test_a_trace_is_walked_to_its_end_and_holds_each_record_once(call, published):
    key = f"{OUTPUT.indicator}/{OUTPUT.period}/zone"
    rows = walked(call(Role.STATISTICIAN), f"figures/{key}/trace")
    assert sorted(one["organisation"] for one in rows) == sorted(one.organisation for one in ENTERPRISES)
    said = call(Role.PARK_OFFICER).get(f"/api/v1/figures/{key}/trace").json()
    assert (len(said["items"]), said["hidden"]) == (3, 3)


def test_files_say_what_the_page_says_and_hide_what_it_hides(client, published):
    asked = f"{PICKED}&basis=level&basis=comparable"
    answer = client.get(f"/api/v1/figures.csv?{asked}")
    assert body(answer) == body(client.get(f"/figures/files/figures.csv?{asked}&across=growth"))
    rows = {row["figure"]: row for row in csv.DictReader(io.StringIO(body(answer).decode("utf-8-sig")))}
    assert (rows[str(OUTPUT)]["value"], rows[str(HIDDEN)]["value"], rows[str(HIDDEN)]["status"]) == (
        "24000000.00",
        "",
        "suppressed",
    )
    one = client.get("/api/v1/figures.sdmx.csv", {"figure": str(OUTPUT)})
    assert body(one) == body(client.get("/figures/files/figures.sdmx.csv", {"figure": str(OUTPUT)}))
    book = load_workbook(io.BytesIO(body(client.get(f"/api/v1/figures.xlsx?{asked}"))))
    assert str(OUTPUT) in {cell.value for row in book.worksheets[0] for cell in row}
    assert b"Structure" in body(client.get("/api/v1/structure.xml"))


def test_what_is_under_embargo_is_in_no_file_of_the_public(client, call, embargoed):
    there = f"/api/v1/releases/{embargoed.release.pk}/figures.csv"
    assert client.get(there).status_code == 404
    assert call(Role.APPROVER).get(there).status_code == 200
    assert b"24000000" in body(client.get(f"/api/v1/figures.csv?{PICKED}"))
    assert client.get("/api/v1/figures.csv?indicator=none").status_code == 404


def test_too_much_at_once_is_refused_with_words(client, published, monkeypatch):
    monkeypatch.setattr("nanfeng.web.api.nouns.open_data.MOST_CELLS", 1)
    assert client.get(f"/api/v1/figures.csv?{PICKED}").status_code == 422


def test_a_vintage_gives_its_receipt_to_the_office_and_records_to_who_sees_them(call, published):
    planner, statistician = call(Role.PLANNER), call(Role.STATISTICIAN)
    address = f"/api/v1/vintages/{published.vintage}"
    kept = (vintage_folder(city.home(), published.vintage) / RECEIPT).read_bytes()
    assert body(planner.get(f"{address}/receipt.json")) == kept
    table = f"{address}/forms/monthly_return.parquet"
    assert body(statistician.get(table))[:4] == b"PAR1"
    assert entry(action="export", noun="vintage").who == "statistician@example.org"
    assert planner.get(table).status_code == 403
    assert statistician.get(f"{address}/forms/none.parquet").status_code == 404


def test_two_vintages_and_two_releases_show_what_moved(call, published, embargoed):
    asked = {"other": published.vintage}
    address = f"/api/v1/vintages/{embargoed.vintage}/comparison"
    said = call(Role.STATISTICIAN).get(address, asked).json()
    assert said["rows"]["changed"] == 3 * len(ENTERPRISES)
    moved = {one["key"]: one["new"]["value"] for one in said["figures"]}
    assert moved[str(OUTPUT)] == "14400000.00"
    assert call(Role.PLANNER).get(address, asked).json()["rows"] is None
    releases = f"releases/{embargoed.release.pk}/comparison"
    lines = walked(call(Role.APPROVER), releases, other=published.release.pk)
    assert {one["key"] for one in lines} == moved.keys()
    assert lines[0]["reasons"] == ["record_corrected"]
    assert call(Role.PARK_OFFICER).get(address, asked).status_code == 403


def test_a_definition_says_what_it_measures_and_for_which_targets(client, db):
    said = client.get("/api/v1/indicators/industrial_output").json()
    assert (said["unit"], said["forms"]) == ("yuan", ["monthly_return"])
    assert said["targets"]
    assert client.get("/api/v1/indicators/none").status_code == 404
