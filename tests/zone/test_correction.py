"""One record is corrected: exactly the figures that stand on it move, and the comparison names them."""

from datetime import UTC, datetime

import pytest

from nanfeng.cli.vintages import newest_vintage
from nanfeng.figures.trace import trace
from nanfeng.kinds.period import Period
from nanfeng.ledger.read import open_reader
from nanfeng.release.build import BuildRequest, build
from nanfeng.release.compare import compare
from nanfeng.web.postgres import discard


@pytest.fixture(scope="module")
def place(home, nanfeng, tmp_path_factory):
    """A zone of its own, so that the others' stays as it was."""
    kept, place = tmp_path_factory.mktemp("kept") / "zone.tar.gz", tmp_path_factory.mktemp("corrected") / "home"
    for command in (("--home", home, "backup", kept), ("--home", place, "restore", kept)):
        done = nanfeng(*command)
        assert done.returncode == 0, done.stderr
    yield place
    discard(place)


def released(place, pack, vintage):
    moment = datetime(2023, 7, 20, tzinfo=UTC)
    return build(place, pack, "half_year", BuildRequest(Period.parse("2023-H1"), pack.zone, vintage, moment, "test"))


def corrected_workbook(place, pack):
    """One project of the half-year with another amount, as an office would send it: a row under the form's headers."""
    form = pack.forms["investment_project"]
    reader = open_reader(place, newest_vintage(place).id)
    rows = reader.rows(form.name, form.purpose).collect("pyarrow").to_native().to_pylist()
    row = next(row for row in rows if row["signed"].year == 2023 and row["funding"] == "domestic")
    labels, cells = [], []
    for field in form.fields:
        value = row[field.name]
        if value is None:
            continue
        if field.name == "amount":
            value = value + 1_000_000
        if field.unit is not None and field.unit.factor != 1:
            value = value / field.unit.factor
        labels.append(field.label.zh)
        cells.append({True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else str(value))
    path = place / "correction.csv"
    path.write_text(",".join(labels) + "\n" + ",".join(cells) + "\n", "utf-8")
    return path, row["_key"]


def test_exactly_the_figures_that_stand_on_the_record_move(place, pack, nanfeng):
    before = released(place, pack, newest_vintage(place).id)
    path, record = corrected_workbook(place, pack)
    sent = nanfeng("--home", place, "intake", path, "--form", "investment_project", "--by", "office", "--synthetic")
    assert "1 accepted, 0 refused" in sent.stdout, sent.stderr
    assert nanfeng("--home", place, "close", "--by", "statistician").returncode == 0
    vintage = newest_vintage(place).id
    after = released(place, pack, vintage)

    reader = open_reader(place, vintage)
    about_projects = [key for key in after.figures if "project" in key.indicator or "investment" in key.indicator]
    standing_on_it = set()
    for key in about_projects:
        rows = trace(key, pack.definitions, reader).rows()
        if any(row.record == record and abs(row.contribution) > 1 for row in rows):
            standing_on_it.add(key)

    moved = compare(place, before.id, after.id)
    assert {one.key for one in moved} == standing_on_it
    assert standing_on_it
    assert {reason for one in moved for reason in one.reasons} == {"record_corrected"}
    assert all(row.key == record for one in moved for row in one.records)
