"""Rows that are typed into a page are treated as those of a spreadsheet, and each issue names its field."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nanfeng.intake.take import take
from nanfeng.intake.typed import EXPLAINED, take_rows
from nanfeng.kinds.identifier import check_character


def credit_code(number):
    body = f"91440605MA{number:07d}"
    return body + check_character(body)


def row(**cells):
    return {"organisation": credit_code(1), "period": "2023年1-6月", "output": "1,234.5"} | cells


def faults(taken):
    return {(issue.field, issue.code) for back in (*taken.refused, *taken.questions) for issue in back.issues}


def test_a_typed_row_is_kept_in_base_units(returns, context):
    taken = take_rows(returns, [row(exports="0.005亿元", employees="12")], context)
    (record,) = taken.accepted.to_pylist()
    assert (record["output"], record["exports"], record["employees"]) == (Decimal("1234500.00"), Decimal(500_000), 12)
    assert (record["_key"], record["_last"]) == (f"uscc:{credit_code(1)}|2023-H1", date(2023, 6, 30))
    assert (record["_file"], record["_line"], taken.sent) == (None, 1, 1)


@pytest.mark.parametrize(
    ("cells", "fault"),
    [
        ({"output": "many"}, ("output", "not_a_number")),
        ({"output": ""}, ("output", "required")),
        ({"period": "2023年1月"}, ("period", "not_cumulative")),
        ({"organisation": "不知名公司"}, ("organisation", "unknown_organisation")),
        ({"employees": "1.5"}, ("employees", "not_whole")),
        ({"output": "2", "exports": "3"}, (None, "exports_within_output")),
    ],
)
def test_what_is_wrong_names_its_field(returns, context, cells, fault):
    taken = take_rows(returns, [row(), row(organisation=credit_code(2)) | cells], context)
    assert faults(taken) == {fault}
    (refused,) = taken.refused
    assert refused.line == 2
    assert refused.issues[0].at.startswith("2")


def test_what_must_be_filled_in_and_is_not_there_is_said_beside_its_field(returns, visit_form, context):
    without = {name: text for name, text in row().items() if name != "output"}
    assert faults(take_rows(returns, [without], context)) == {("output", "required")}
    assert faults(take_rows(visit_form, [{}], context)) == {("visit_no", "required"), ("date", "required")}
    (issue,) = take_rows(returns, [without], context).refused[0].issues
    assert issue.at == "1 · 工业总产值 / Output"


def test_the_unit_guard_asks_and_an_explanation_settles_it(returns, context):
    slipped = row(output="12,345,000", output_year_ago="1200")
    assert faults(take_rows(returns, [slipped], context)) == {("output", "magnitude")}
    taken = take_rows(returns, [slipped | {EXPLAINED: "新厂投产"}], context)
    assert taken.accepted.num_rows == 1
    (said,) = taken.explanations
    assert (said.key, said.because) == (f"uscc:{credit_code(1)}|2023-H1", "新厂投产")


def test_a_total_that_is_typed_is_a_record_and_an_unknown_name_is_said(visit_form, context):
    taken = take_rows(visit_form, [{"visit_no": "合计", "date": "2023-06-01", "colour": "red"}], context)
    assert taken.accepted["visit_no"].to_pylist() == ["合计"]
    assert [(issue.code, issue.at) for issue in taken.notices] == [("column_ignored", "colour")]


_TEXT = st.sampled_from(
    [
        "",
        "-",
        "1,234.5",
        "12",
        "１２",
        "2亿元",
        "abc",
        "2023年1-6月",
        "2023-06-01",
        "1月",
        "#N/A",
        "=1+1",
        "是",
        credit_code(2),
    ]
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("period", "output", "exports", "employees"), _TEXT)), max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_page_and_a_spreadsheet_agree(write, returns, context, rows):
    rows = [{"organisation": credit_code(line)} | cells for line, cells in enumerate(rows, 1)]
    names = ("organisation", "period", "output", "exports", "employees")
    labels = [returns.field(name).label.both() for name in names]
    typed = take_rows(returns, rows, context)
    sent = take(write([labels, *([cells[name] for name in names] for cells in rows)]), returns, context)
    values = [field.name for field in returns.fields]
    assert typed.accepted.select(values).equals(sent.accepted.select(values))
    assert faults(typed) == faults(sent)


def test_history_counts_for_typed_rows_too(returns, context):
    before = take_rows(returns, [row(period="2023年1-5月", output="1000")], context).accepted
    asked = take_rows(returns, [row(output="12000000")], replace(context, history=pa.concat_tables([before])))
    assert faults(asked) == {("output", "magnitude")}
