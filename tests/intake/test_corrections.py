"""What happens to a record that is there already, and to records of days that have not come."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.arrivals import numbered

from nanfeng.forms.form import Timing
from nanfeng.intake.take import take
from nanfeng.intake.typed import EXPLAINED, take_rows
from nanfeng.kinds.identifier import check_character


def credit_code(number):
    body = f"91440605MA{number:07d}"
    return body + check_character(body)


HEADER = ["企业", "报告期", "产值", "上年同期产值", "出口", "从业人员"]
ROWS = [[credit_code(number), "2023年1-6月", 1000 + number, 900, 100, 50] for number in (1, 2, 3)]


@pytest.fixture
def after(write, returns, context):
    """What is known once three returns were taken."""
    accepted = take(write([HEADER, *ROWS]), returns, context).accepted
    return replace(context, history=numbered(accepted))


def faults(taken):
    return {row.line: [issue.code for issue in row.issues] for row in (*taken.refused, *taken.questions)}


def said(taken, code):
    return [issue for issue in taken.notices if issue.code == code]


def test_a_correction_keeps_what_its_file_has_no_column_for(write, returns, after):
    corrected = write([["企业", "报告期", "产值", "出口"], [credit_code(2), "2023年1-6月", 1200, ""]])
    taken = take(corrected, returns, after)
    (record,) = taken.accepted.to_pylist()
    assert (record["output"], record["output_year_ago"], record["employees"]) == (Decimal(1_200_000), 900_000, 50)
    assert record["exports"] is None
    (kept,) = said(taken, "kept_earlier")
    assert "“上年同期工业总产值、从业人员”" in kept.wrong.zh
    assert "line 2" in kept.wrong.en
    assert kept.at == "2"


def test_a_new_record_keeps_nothing(write, returns, after):
    taken = take(write([["企业", "报告期", "产值"], [credit_code(4), "2023年1-6月", 5]]), returns, after)
    assert taken.accepted["employees"].to_pylist() == [None]
    assert said(taken, "kept_earlier") == []


def test_a_kept_value_is_checked_with_the_corrected_one(write, returns, after):
    taken = take(write([["企业", "报告期", "产值"], [credit_code(1), "2023年1-6月", 99]]), returns, after)
    assert "exports_within_output" in faults(taken)[2]


def test_a_typed_correction_may_name_one_field_only(returns, after):
    rows = [
        {"organisation": credit_code(1), "period": "2023-H1", "employees": "60"},
        {"organisation": credit_code(2), "period": "2023-H1", "output": "1100", "employees": ""},
    ]
    one, two = take_rows(returns, rows, after).accepted.to_pylist()
    assert (one["output"], one["employees"]) == (Decimal(1_001_000), 60)
    assert (two["output"], two["employees"], two["exports"]) == (Decimal(1_100_000), None, Decimal(100_000))


def test_a_withdrawn_record_is_not_kept_from(write, returns, after):
    history = after.history
    status = history.schema.get_field_index("_status")
    withdrawn = history.set_column(status, history.schema.field(status), [["withdrawn"] * history.num_rows])
    typed = [{"organisation": credit_code(1), "period": "2023-H1", "employees": "60"}]
    assert faults(take_rows(returns, typed, replace(after, history=withdrawn))) == {1: ["required"]}


def test_what_is_there_already_changes_nothing_and_is_said(write, returns, after):
    new = [credit_code(4), "2023年1-6月", 7, "", "", ""]
    taken = take(write([HEADER, *ROWS, new]), returns, after)
    assert (taken.accepted.num_rows, taken.unchanged, taken.sent) == (1, 3, 4)
    (remark,) = said(taken, "unchanged")
    assert "第 2–4 行" in remark.wrong.zh
    assert "3 records are there already" in remark.wrong.en


def test_a_cell_that_cannot_be_read_is_no_repetition(returns, after):
    row = {"organisation": credit_code(1), "period": "2023-H1", "output": "1001", "exports": "many"}
    assert faults(take_rows(returns, [row], after)) == {1: ["not_a_number"]}


def test_two_rows_of_one_file_that_disagree_are_both_handed_back(write, returns, context):
    rows = [[*ROWS[0][:2], value, 900, 100, 50] for value in (1000, 1000, 1100)]
    taken = take(write([HEADER, *rows, ROWS[1]]), returns, context)
    assert faults(taken) == {2: ["conflict"], 3: ["conflict"], 4: ["conflict"]}
    assert [row.issues[0].wrong.zh for row in taken.refused][2].startswith("与第 2、3 行是同一条记录")
    assert taken.accepted.num_rows == 1


def test_two_rows_that_disagree_are_handed_back_though_one_is_there_already(write, returns, after):
    taken = take(write([HEADER, ROWS[0], [*ROWS[0][:2], 1100, 900, 100, 50]]), returns, after)
    assert faults(taken) == {2: ["conflict"], 3: ["conflict"]}


def test_a_period_that_is_not_over_is_refused(returns, context):
    typed = [
        {"organisation": credit_code(1), "period": period, "output": "5"} for period in ("2023年1-6月", "2023年1-7月")
    ]
    taken = take_rows(returns, typed, context)
    assert faults(taken) == {2: ["period_not_over"]}
    assert taken.refused[0].issues[0].field == "period"
    assert "2023-07-31" in taken.refused[0].issues[0].wrong.en


def test_a_day_that_has_not_come_is_asked_about(visit_form, context):
    row = {"visit_no": "1", "date": "2023-07-11"}
    assert faults(take_rows(visit_form, [row], context)) == {1: ["day_to_come"]}
    assert take_rows(visit_form, [row | {EXPLAINED: "已约定"}], context).accepted.num_rows == 1


def test_a_day_is_over_by_the_clock_of_china(visit_form, context):
    late = replace(context, entered=datetime(2023, 7, 10, 16, 30, tzinfo=UTC))
    assert take_rows(visit_form, [{"visit_no": "1", "date": "2023-07-11"}], late).accepted.num_rows == 1


def test_what_holds_for_a_span_may_begin_later(visit_form, context):
    spans = replace(visit_form, timing=Timing.SPAN)
    assert take_rows(spans, [{"visit_no": "1", "date": "2024-01-01"}], context).accepted.num_rows == 1
