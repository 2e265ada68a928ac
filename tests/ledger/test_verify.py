"""Whatever is done to a vintage, verify names the file and what happened to it."""

import json
import os
import shutil
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nanfeng.ledger.receipt import Closing, read_receipt
from nanfeng.ledger.storage import read_parquet, write_parquet
from nanfeng.ledger.verify import verify
from nanfeng.ledger.vintage import freeze

CLOSING = Closing(datetime(2023, 7, 15, tzinfo=UTC), "office", datetime(2023, 7, 16, tzinfo=UTC), "0.1.0")


@pytest.fixture
def vintage(tmp_path, returns_form, returns):
    """Home folder, vintage id and the vintage's folder."""
    tables = {"monthly_return": returns(*((f"uscc:{n}", str(n), f"第{n}行") for n in range(40)))}
    receipt = freeze(tmp_path, tables, {"monthly_return": returns_form}, CLOSING)
    return tmp_path, receipt.id, tmp_path / "vintages" / receipt.id


@pytest.fixture
def found(vintage):
    """What verify finds: pairs of code and file name."""
    home, vintage_id, folder = vintage
    return lambda: [(issue.code, os.path.relpath(issue.where, folder)) for issue in verify(home, vintage_id)]


def test_an_untouched_vintage_has_no_issues(found):
    assert found() == []


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_flipped_bit_anywhere_is_found_in_its_file(vintage, found, data):
    path = vintage[2] / data.draw(st.sampled_from(["monthly_return.parquet", "receipt.json"]))
    kept = path.read_bytes()
    position = data.draw(st.integers(0, len(kept) - 1))
    flipped = kept[position] ^ (1 << data.draw(st.integers(0, 7)))
    path.write_bytes(kept[:position] + bytes([flipped]) + kept[position + 1 :])
    issues = found()
    path.write_bytes(kept)
    assert path.name in {name for _, name in issues}


def test_an_added_row_is_counted(vintage, found):
    path = vintage[2] / "monthly_return.parquet"
    rows = read_parquet(path)
    write_parquet(pa.concat_tables([rows, rows[:1]]), path)
    assert found() == [("rows_added", path.name)]


def test_a_removed_row_is_counted(vintage, found):
    path = vintage[2] / "monthly_return.parquet"
    write_parquet(read_parquet(path)[3:], path)
    assert found() == [("rows_removed", path.name)]
    assert "3 rows" in verify(vintage[0], vintage[1])[0].wrong.en


def test_a_changed_value_is_told_from_a_rewritten_file(vintage, found):
    path = vintage[2] / "monthly_return.parquet"
    rows = read_parquet(path)
    pq.write_table(rows, path, compression="none")
    assert found() == [("file_rewritten", path.name)]
    remarks = rows.set_column(rows.schema.get_field_index("remark"), "remark", [["x"] * rows.num_rows])
    write_parquet(remarks, path)
    assert found() == [("rows_changed", path.name)]


def test_removed_and_added_files_are_named(vintage, found):
    folder = vintage[2]
    (folder / "monthly_return.parquet").rename(folder / "other.parquet")
    assert found() == [("file_missing", "monthly_return.parquet"), ("file_added", "other.parquet")]


def test_a_truncated_file_is_damaged(vintage, found):
    path = vintage[2] / "monthly_return.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    assert found() == [("file_damaged", path.name)]


def test_an_edited_receipt_is_found(vintage, found):
    path = vintage[2] / "receipt.json"
    path.write_text(path.read_text().replace('"office"', '"nobody"'))
    assert found() == [("receipt_edited", "receipt.json")]


def test_a_receipt_edited_to_fit_an_edited_file_does_not_give_the_id(vintage, found):
    path = vintage[2] / "receipt.json"
    listed = json.loads(path.read_text())
    listed["forms"]["monthly_return"]["content"] = "0" * 64
    path.write_text(json.dumps(listed))
    issues = ["receipt_edited", "id_mismatch", "rows_changed"]
    assert [code for code, _ in found()] == issues


def test_a_receipt_that_is_gone_or_none_is_named(vintage, found):
    path = vintage[2] / "receipt.json"
    path.write_text("{}")
    assert [code for code, _ in found()] == ["receipt_edited", "receipt_unreadable"]
    path.unlink()
    assert found() == [("receipt_missing", "receipt.json")]


def test_a_damaged_receipt_is_not_read_as_if_it_were_whole(vintage):
    home, vintage_id, folder = vintage
    (folder / "receipt.json").write_text("{}")
    with pytest.raises(ValueError, match="verify the vintage"):
        read_receipt(home, vintage_id)


def test_a_vintage_is_restored_from_its_records(vintage, found, returns_form):
    home, vintage_id, folder = vintage
    rows = read_parquet(folder / "monthly_return.parquet")
    shutil.rmtree(folder)
    assert freeze(home, {"monthly_return": rows}, {"monthly_return": returns_form}, CLOSING).id == vintage_id
    assert found() == []


def test_a_receipt_without_its_digest_outside_proves_nothing(vintage, found):
    (vintage[0] / "receipts.json").unlink()
    assert found() == [("receipt_not_outside", "receipt.json")]


def test_a_damaged_list_of_digests_is_named(vintage, found):
    (vintage[0] / "receipts.json").write_text('[{"id": ')
    assert found() == [("outside_unreadable", "../../receipts.json")]


def test_a_vintage_that_is_gone_is_named(vintage, found):
    shutil.rmtree(vintage[2])
    assert found() == [("vintage_missing", ".")]
