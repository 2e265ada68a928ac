"""What two vintages differ in is named by form, key and field."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from nanfeng.forms.field import Field, FieldType
from nanfeng.kinds.text import Text
from nanfeng.ledger.compare import Change, Differences, RowKey, compare
from nanfeng.ledger.receipt import Closing
from nanfeng.ledger.vintage import freeze

CLOSING = Closing(datetime(2023, 7, 15, tzinfo=UTC), "office", datetime(2023, 7, 16, tzinfo=UTC), "0.1.0")


def key(organisation):
    return RowKey("monthly_return", f"{organisation}|2023-H1")


def test_added_removed_and_changed_rows(tmp_path, returns_form, returns):
    forms = {"monthly_return": returns_form}
    one = returns(("uscc:A", "1", "same"), ("uscc:B", "2", None), ("uscc:C", "3", "gone"))
    two = returns(("uscc:A", "1", "same"), ("uscc:B", "2.50", "new"), ("uscc:D", "4", None))
    first = freeze(tmp_path, {"monthly_return": one}, forms, CLOSING).id
    second = freeze(tmp_path, {"monthly_return": two}, forms, CLOSING).id
    assert compare(tmp_path, first, second) == Differences(
        added=(key("uscc:D"),),
        removed=(key("uscc:C"),),
        changed=(
            Change(key("uscc:B"), "output", Decimal("2.00"), Decimal("2.50")),
            Change(key("uscc:B"), "remark", None, "new"),
        ),
    )
    assert compare(tmp_path, first, first) == Differences()


def test_a_correction_is_one_change_and_not_a_row(tmp_path, returns_form, returns, arrived):
    forms, ids, sent = {"monthly_return": returns_form}, [], []
    for output in ("100", "120"):
        sent.append(returns(("uscc:A", output, None), ("uscc:B", "1", None), file=output))
        tables = {"monthly_return": arrived(returns_form, *sent)}
        ids.append(freeze(tmp_path, tables, forms, CLOSING).id)
    differences = compare(tmp_path, *ids)
    assert differences == Differences(changed=(Change(key("uscc:A"), "output", Decimal(100), Decimal(120)),))


def test_a_move_shows_as_a_change_of_place(tmp_path, returns_form, returns, membership_form, memberships):
    forms, ids = {"monthly_return": returns_form, "membership": membership_form}, []
    for park in ("park1", "park2"):
        member = memberships(("uscc:A", park, "C39", date(2020, 1, 1), None))
        tables = {"monthly_return": returns(("uscc:A", "1", None)), "membership": member}
        ids.append(freeze(tmp_path, tables, forms, CLOSING).id)
    assert Change(key("uscc:A"), "_place", "park1", "park2") in compare(tmp_path, *ids).changed


def test_a_redefined_form_and_a_form_of_one_vintage_only(tmp_path, returns_form, returns, membership_form, memberships):
    asked = (*returns_form.fields, Field("exports", Text("出口", "Exports"), FieldType.AMOUNT))
    member = memberships(("uscc:A", "park1", "C39", date(2020, 1, 1), None))
    table = returns(("uscc:A", "1", None))
    first = freeze(tmp_path, {"monthly_return": table}, {"monthly_return": returns_form}, CLOSING).id
    newer = replace(returns_form, fields=asked)
    unasked = table.append_column("exports", pa.nulls(table.num_rows, pa.decimal128(18, 2)))
    tables = {"monthly_return": unasked, "membership": member}
    second = freeze(tmp_path, tables, {"monthly_return": newer, "membership": membership_form}, CLOSING).id
    differences = compare(tmp_path, first, second)
    assert differences.redefined == ("monthly_return",)
    assert differences.added == (RowKey("membership", "1"),)
    assert {change.field for change in differences.changed} == {"_place", "_industry"}


def test_an_unknown_vintage_is_refused_with_those_there_are(tmp_path, returns_form):
    known = freeze(tmp_path, {}, {"monthly_return": returns_form}, CLOSING).id
    with pytest.raises(FileNotFoundError, match=known):
        compare(tmp_path, known, "0" * 64)
