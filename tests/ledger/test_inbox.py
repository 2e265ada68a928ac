"""Accepted batches stay, in order, and give each key its versions."""

from dataclasses import replace

from nanfeng.forms.columns import schema
from nanfeng.forms.field import Field, FieldType
from nanfeng.kinds.text import Text
from nanfeng.ledger import inbox


def rows(table, *columns):
    return table.select(list(columns)).to_pylist()


def test_a_batch_comes_back_as_it_was_sent(tmp_path, returns_form, returns):
    sent = returns(("uscc:A", "100.00", "a\tb\\\n"), ("uscc:B", None, None))
    batch = inbox.append(tmp_path, returns_form, sent)
    assert batch.path.parent == tmp_path / "inbox" / "monthly_return"
    assert batch.path.name == f"000001-{batch.digest}.parquet"
    assert inbox.current(tmp_path, returns_form) == sent


def test_an_empty_inbox_has_the_columns_of_the_form(tmp_path, returns_form):
    assert inbox.current(tmp_path, returns_form) == schema(returns_form).empty_table()
    assert inbox.batches(tmp_path, returns_form) == ()


def test_the_same_file_again_changes_nothing(tmp_path, returns_form, returns):
    first = inbox.append(tmp_path, returns_form, returns(("uscc:A", "1", None)))
    again = inbox.append(tmp_path, returns_form, returns(("uscc:A", "1", None)))
    assert (again.path, again.repeated, first.repeated) == (first.path, True, False)
    assert len(inbox.batches(tmp_path, returns_form)) == 1


def test_a_correction_is_a_new_version_and_the_old_one_stays(tmp_path, returns_form, returns):
    inbox.append(tmp_path, returns_form, returns(("uscc:A", "100", None), ("uscc:B", "7", None)))
    inbox.append(tmp_path, returns_form, returns(("uscc:A", "120", None), file="mended.xlsx"))
    assert rows(inbox.current(tmp_path, returns_form), "_organisation", "output", "_version", "_current") == [
        {"_organisation": "uscc:A", "output": 100, "_version": 1, "_current": False},
        {"_organisation": "uscc:B", "output": 7, "_version": 1, "_current": True},
        {"_organisation": "uscc:A", "output": 120, "_version": 2, "_current": True},
    ]


def test_identical_content_is_no_new_version_but_going_back_is(tmp_path, returns_form, returns):
    for file, output in enumerate(["100", "100.00", "120", "100"]):
        inbox.append(tmp_path, returns_form, returns(("uscc:A", output, None), file=f"{file}.xlsx"))
    assert rows(inbox.current(tmp_path, returns_form), "output", "_version", "_current", "_file") == [
        {"output": 100, "_version": 1, "_current": False, "_file": "0.xlsx"},
        {"output": 120, "_version": 2, "_current": False, "_file": "2.xlsx"},
        {"output": 100, "_version": 3, "_current": True, "_file": "3.xlsx"},
    ]


def test_nothing_said_differs_from_the_text_that_stands_for_it(tmp_path, returns_form, returns):
    inbox.append(tmp_path, returns_form, returns(("uscc:A", "1", None), file="1.xlsx"))
    inbox.append(tmp_path, returns_form, returns(("uscc:A", "1", "\\N"), file="2.xlsx"))
    assert inbox.current(tmp_path, returns_form)["_version"].to_pylist() == [1, 2]


def test_batches_of_an_older_wording_stay_readable(tmp_path, returns_form, returns):
    inbox.append(tmp_path, returns_form, returns(("uscc:A", "1", None)))
    asked = (*returns_form.fields, Field("exports", Text("出口", "Exports"), FieldType.AMOUNT))
    newer = replace(returns_form, fields=asked)
    assert inbox.current(tmp_path, newer)["exports"].to_pylist() == [None]


def test_no_unfinished_file_is_left_or_read(tmp_path, returns_form, returns):
    batch = inbox.append(tmp_path, returns_form, returns(("uscc:A", "1", None)))
    (batch.path.parent / ".000002-abc.parquet.unfinished").write_bytes(b"half")
    assert [path.name for path in batch.path.parent.glob("[!.]*")] == [batch.path.name]
    assert len(inbox.batches(tmp_path, returns_form)) == 1


def test_rows_kept_in_memory_are_those_that_a_fresh_look_finds(tmp_path, returns_form, returns):
    accepted = inbox.Accepted(tmp_path)
    for file, output in enumerate(["100", "100.00", "120", "100", "100"]):
        inbox.append(tmp_path, returns_form, returns(("uscc:A", output, None), file=f"{file}.xlsx"))
        inbox.append(tmp_path, returns_form, returns(("uscc:B", str(file), None), file=f"b{file}.xlsx"))
        assert accepted.current(returns_form) == inbox.current(tmp_path, returns_form)
    assert accepted.current(returns_form)["_version"].to_pylist() == [1, 1, 2, 2, 3, 3, 4, 5]
