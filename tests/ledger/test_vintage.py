"""A vintage's id is the hash of its records; nothing else moves it, and half a vintage is never seen."""

import hashlib
import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nanfeng.kinds.digest import digest_of
from nanfeng.kinds.text import Text
from nanfeng.ledger.receipt import Closing, read_receipt, receipts
from nanfeng.ledger.storage import read_parquet
from nanfeng.ledger.vintage import freeze

CUT_OFF = datetime(2023, 7, 15, tzinfo=UTC)
CLOSING = Closing(CUT_OFF, "statistics office", datetime(2023, 7, 16, tzinfo=UTC), "0.1.0")
ROW = st.tuples(
    st.sampled_from([f"uscc:{letter}" for letter in "ABCDEFGH"]),
    st.none() | st.decimals(min_value="-9e12", max_value="9e12", places=2),
    st.none() | st.text(alphabet="a\\N\t\n|甲", max_size=4),
)


def frozen_rows(home, receipt, *columns):
    return read_parquet(home / "vintages" / receipt.id / "monthly_return.parquet").select(list(columns)).to_pylist()


def everything_in(folder):
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


def test_the_id_is_the_hash_that_anybody_can_compute(tmp_path, returns_form, returns):
    tables = {"monthly_return": returns(("uscc:B", None, None), ("uscc:A", "100", "甲\t\\乙"))}
    receipt = freeze(tmp_path, tables, {"monthly_return": returns_form}, CLOSING)
    envelope = "_key _organisation _first _last _place _industry _version _current _purpose _status _synthetic"
    rest = "2023-01-01 2023-06-30 \\N \\N 1 true statistics accepted true"
    lines = [
        [*envelope.split(), "organisation", "period", "output", "remark"],
        ["uscc:A|2023-H1", "uscc:A", *rest.split(), "uscc:A", "2023-H1", "100.00", "甲\\t\\\\乙"],
        ["uscc:B|2023-H1", "uscc:B", *rest.split(), "uscc:B", "2023-H1", "\\N", "\\N"],
    ]
    content = hashlib.sha256("".join("\t".join(line) + "\n" for line in lines).encode()).hexdigest()
    whole = f"nanfeng vintage 1\nmonthly_return\t{digest_of(returns_form)}\t{content}"
    assert receipt.id == hashlib.sha256(whole.encode()).hexdigest()


@given(st.data(), st.lists(ROW, max_size=12, unique_by=lambda row: row[0]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_neither_order_nor_time_zone_nor_sender_moves_the_id(tmp_path_factory, returns_form, returns, data, rows):
    shuffled = data.draw(st.permutations(rows))
    hours = data.draw(st.integers(-12, 14))
    local = timezone(timedelta(hours=hours))
    entered = datetime(2023, 7, 1, tzinfo=UTC).astimezone(local)
    cut = data.draw(st.integers(0, len(rows)))
    chunked = pa.concat_tables([returns(*shuffled[:cut], entered=entered), returns(*shuffled[cut:], file="b.xlsx")])
    closing = Closing(CUT_OFF.astimezone(local), "somebody else", datetime(2024, 1, 1, tzinfo=local), "0.2.0")
    forms = {"monthly_return": returns_form}
    one = freeze(tmp_path_factory.mktemp("one"), {"monthly_return": returns(*rows)}, forms, CLOSING)
    other = freeze(tmp_path_factory.mktemp("other"), {"monthly_return": chunked}, forms, closing)
    assert one.id == other.id


@given(st.lists(ROW, min_size=1, max_size=6, unique_by=lambda row: row[0]), ROW)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_other_content_has_another_id(tmp_path_factory, returns_form, returns, rows, other):
    changed = [other, *(row for row in rows if row[0] != other[0])]
    home, forms = tmp_path_factory.mktemp("home"), {"monthly_return": returns_form}
    one = freeze(home, {"monthly_return": returns(*rows)}, forms, CLOSING)
    two = freeze(home, {"monthly_return": returns(*changed)}, forms, CLOSING)
    assert (one.id == two.id) == (set(rows) == set(changed))


def test_the_zone_of_the_machine_does_not_matter(tmp_path, returns_form, returns, monkeypatch):
    ids = set()
    for zone in ("UTC", "Asia/Shanghai", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        tables = {"monthly_return": returns(("uscc:A", "1", None))}
        ids.add(freeze(tmp_path / zone, tables, {"monthly_return": returns_form}, CLOSING).id)
    monkeypatch.undo()
    time.tzset()
    assert len(ids) == 1


def test_batches_in_another_order_give_the_same_id(tmp_path, returns_form, returns, arrived):
    batches = [returns(("uscc:A", "1", None)), returns(("uscc:B", "2", None), file="b.xlsx")]
    ids = []
    for name, order in (("one", batches), ("two", batches[::-1])):
        tables = {"monthly_return": arrived(returns_form, *order)}
        ids.append(freeze(tmp_path / name, tables, {"monthly_return": returns_form}, CLOSING).id)
    assert ids[0] == ids[1]


def test_another_wording_of_the_form_is_another_vintage(tmp_path, returns_form, returns):
    tables = {"monthly_return": returns(("uscc:A", "1", None))}
    reworded = replace(returns_form, label=Text("工业月报", "Industrial return"))
    one = freeze(tmp_path, tables, {"monthly_return": returns_form}, CLOSING)
    assert freeze(tmp_path, tables, {"monthly_return": reworded}, CLOSING).id != one.id


def test_freezing_the_same_records_again_writes_nothing(tmp_path, returns_form, returns):
    tables, forms = {"monthly_return": returns(("uscc:A", "1", None))}, {"monthly_return": returns_form}
    first = freeze(tmp_path, tables, forms, CLOSING)
    before = everything_in(tmp_path)
    assert freeze(tmp_path, tables, forms, replace(CLOSING, closed_by="another")) == first
    assert everything_in(tmp_path) == before


def test_the_same_records_give_the_same_bytes(tmp_path, returns_form, returns):
    rows = [("uscc:A", "1", None), ("uscc:B", "2", "x")]
    files = set()
    for name, order in (("one", rows), ("two", rows[::-1])):
        table = returns(*order).drop_columns(["_line"]).append_column("_line", pa.array([1, 1], pa.int32()))
        receipt = freeze(tmp_path / name, {"monthly_return": table}, {"monthly_return": returns_form}, CLOSING)
        files.add(receipt.forms["monthly_return"].file)
    assert len(files) == 1


def test_what_came_in_after_the_cut_off_stays_out(tmp_path, returns_form, returns, arrived):
    late = CUT_OFF + timedelta(microseconds=1)
    first = returns(("uscc:A", "100", None), entered=CUT_OFF)
    second = returns(("uscc:A", "120", None), ("uscc:B", "1", None), entered=late)
    tables = {"monthly_return": arrived(returns_form, first, second)}
    receipt = freeze(tmp_path, tables, {"monthly_return": returns_form}, CLOSING)
    assert frozen_rows(tmp_path, receipt, "_organisation", "output", "_current") == [
        {"_organisation": "uscc:A", "output": 100, "_current": True}
    ]


def test_all_versions_are_frozen(tmp_path, returns_form, returns, arrived):
    sent = [returns(("uscc:A", output, None), file=output) for output in ("100", "120")]
    tables = {"monthly_return": arrived(returns_form, *sent)}
    receipt = freeze(tmp_path, tables, {"monthly_return": returns_form}, CLOSING)
    assert frozen_rows(tmp_path, receipt, "output", "_version", "_current") == [
        {"output": 100, "_version": 1, "_current": False},
        {"output": 120, "_version": 2, "_current": True},
    ]


def test_place_and_industry_are_those_of_the_last_day(tmp_path, returns_form, returns, membership_form, memberships):
    moved = memberships(
        ("uscc:A", "park1", "C39", date(2020, 1, 1), date(2023, 6, 29)),
        ("uscc:A", "park2", "C40", date(2023, 6, 30), None),
        ("uscc:B", "park1", "C39", date(2023, 7, 1), None),
    )
    tables = {"monthly_return": returns(("uscc:A", "1", None), ("uscc:B", "1", None)), "membership": moved}
    forms = {"monthly_return": returns_form, "membership": membership_form}
    receipt = freeze(tmp_path, tables, forms, CLOSING)
    assert frozen_rows(tmp_path, receipt, "_organisation", "_place", "_industry") == [
        {"_organisation": "uscc:A", "_place": "park2", "_industry": "C40"},
        {"_organisation": "uscc:B", "_place": None, "_industry": None},
    ]


def test_a_place_that_the_form_declares_is_left_alone(tmp_path, returns_form, returns, membership_form, memberships):
    declaring = replace(returns_form, place="remark")
    tables = {
        "monthly_return": returns(("uscc:A", "1", "park9")),
        "membership": memberships(("uscc:A", "park1", "C39", date(2020, 1, 1), None)),
    }
    receipt = freeze(tmp_path, tables, {"monthly_return": declaring, "membership": membership_form}, CLOSING)
    assert frozen_rows(tmp_path, receipt, "_place", "_industry") == [{"_place": None, "_industry": "C39"}]


def test_the_receipt_tells_all_and_comes_back(tmp_path, returns_form, returns):
    tables, sent = {"monthly_return": returns(("uscc:A", "1", None))}, {"1-a.xlsx": "0" * 64}
    closing = replace(CLOSING, note="first closing")
    receipt = freeze(tmp_path, tables, {"monthly_return": returns_form}, closing, sent)
    path = tmp_path / "vintages" / receipt.id / "receipt.json"
    assert read_receipt(tmp_path, receipt.id) == receipt
    assert receipts(tmp_path) == (receipt,)
    assert receipt.forms["monthly_return"].rows == 1
    assert receipt.inputs == sent
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert json.loads((tmp_path / "receipts.json").read_text()) == [{"digest": digest, "id": receipt.id}]


def test_a_form_without_rows_is_frozen_empty(tmp_path, returns_form):
    receipt = freeze(tmp_path, {}, {"monthly_return": returns_form}, CLOSING)
    assert frozen_rows(tmp_path, receipt, "_key") == []


def test_what_cannot_be_frozen_leaves_nothing_behind(tmp_path, returns_form, returns):
    twice = returns(("uscc:A", "1", None), ("uscc:A", "2", None))
    with pytest.raises(ValueError, match=r"share the key uscc:A\|2023-H1"):
        freeze(tmp_path, {"monthly_return": twice}, {"monthly_return": returns_form}, CLOSING)
    timeless = returns(("uscc:A", "1", None), entered=None)
    with pytest.raises(ValueError, match="do not say when they were entered"):
        freeze(tmp_path, {"monthly_return": timeless}, {"monthly_return": returns_form}, CLOSING)
    assert receipts(tmp_path) == ()


def test_a_write_that_fails_half_way_leaves_no_vintage(tmp_path, returns_form, returns):
    unwritable = replace(returns_form, name="no/such/folder")
    tables = {"monthly_return": returns(("uscc:A", "1", None))}
    with pytest.raises(FileNotFoundError):
        freeze(tmp_path, tables, {"monthly_return": returns_form, "no/such/folder": unwritable}, CLOSING)
    assert list((tmp_path / "vintages").iterdir()) == []
    assert not (tmp_path / "receipts.json").exists()


def test_a_cut_off_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        Closing(datetime(2023, 7, 15), "office", CUT_OFF, "0.1.0")
