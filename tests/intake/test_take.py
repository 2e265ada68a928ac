"""The torture workbook, and what a sender sees of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nanfeng.forms.columns import schema
from nanfeng.intake.refused import write_refused
from nanfeng.intake.take import take
from nanfeng.intake.unreadable import UnreadableError
from nanfeng.kinds.identifier import check_character


def credit_code(number):
    body = f"91440605MA{number:07d}"
    return body + check_character(body)


TORTURE = [
    ["2023年工业月报"],
    ["填报单位：东园管委会", None, None, None, None, "单位：万元"],
    ["从业人员", "企业", "报告期", "工业总产值", None, "出口（千元）", "备用"],
    [None, None, None, "本期", "上年同期", None, None],
    ["甲", "乙", "丙", 1, 2, 3, None],
    ["５０人", credit_code(1), "2023年1-6月", "１，２３４．５", 100, 200, "x"],  # 6
    [50, "旧窑机械厂 ", "2023年1-5月", 1000, 900, 200, None],  # 7: an old name
    [50, 9.14e17, "2023年1-6月", 1000, 900, 200, None],  # 8
    [50, credit_code(3), "2023年1-6月", "=SUM(D6:D7)", 900, 200, None],  # 9
    [50, credit_code(4), "2023年1-6月", 10, 10, 200_000, None],  # 10: a part larger than its whole
    [50, credit_code(5), "2023年1月", 1000, 900, 200, None],  # 11
    [50, credit_code(6).lower(), "2023-H1", "2.5亿元", 20000, 200, None],  # 12
    [50, credit_code(6), "2023年上半年", "25,000 ", 20000, 200, None],  # 13: the same again
    [50, credit_code(10), "2023年1-6月", 26000, 20000, 200, None],  # 14: 23 says another value
    [50, credit_code(7), "2023年1-6月", None, 900, 200, None],  # 15
    [None, "全 区 合 计", None, 99999, 900, 200, None],  # 16
    ["从业人员", "企业", "报告期", "工业总产值", None, "出口（千元）", "备用"],  # 17: as on a second printed page
    [None] * 7,
    [50, "不知名公司", "2023年1-6月", 1000, 900, 200, None],  # 19
    [50.5, credit_code(8), "2023年1-6月", 1000, 900, "#N/A", None],  # 20
    [50, "石湾陶瓷有限公司", "2023年1-6月", 10_000_000, 1000, 200, None],  # 21: off by ten thousand
    ["填表人：张三"],  # 22
    [50, credit_code(10), "2023年上半年", 27000, 20000, 200, None],  # 23
]
MERGED = ("D3:E3", "A3:A4", "B3:B4", "C3:C4", "F3:F4")


@pytest.fixture
def torture(write):
    return write(TORTURE, *MERGED)


def codes(rows):
    return {row.line: {issue.code for issue in row.issues if issue.severity != "warning"} for row in rows}


def test_every_trouble_is_named_at_its_line(torture, returns, context):
    taken = take(torture, returns, context)
    assert codes(taken.refused) == {
        8: {"digits_lost"},
        9: {"formula"},
        10: {"exports_within_output", "magnitude"},
        11: {"not_cumulative"},
        13: {"duplicate"},
        14: {"conflict"},
        15: {"required"},
        19: {"unknown_organisation"},
        20: {"not_whole", "spreadsheet_error"},
        23: {"conflict"},
    }
    assert codes(taken.questions) == {21: {"magnitude"}}
    assert taken.accepted["_line"].to_pylist() == [6, 7, 12]
    assert [issue.at for issue in taken.notices if issue.code == "set_aside"] == ["16", "17", "22"]
    assert taken.sent == 3 + 10 + 1 + 3


def test_accepted_rows_have_the_form_s_shape_and_base_units(torture, returns, context):
    accepted = take(torture, returns, context).accepted
    assert accepted.schema == schema(returns)
    first, old_name, own_unit = accepted.to_pylist()
    assert first["output"] == Decimal("12345000.00")  # 1,234.5 万元, from the line above the header
    assert first["output_year_ago"] == Decimal("1000000.00")
    assert first["exports"] == Decimal("200000.00")  # 千元, from its own header
    assert first["employees"] == 50
    assert first["_key"] == f"uscc:{credit_code(1)}|2023-H1"
    assert (first["_first"], first["_last"]) == (date(2023, 1, 1), date(2023, 6, 30))
    assert old_name["_organisation"] == first["_organisation"]
    assert own_unit["output"] == Decimal("250000000.00")  # 2.5 亿元 in a 万元 column


def test_refused_rows_keep_their_cells_and_come_back_after_mending(torture, tmp_path, returns, context):
    taken = take(torture, returns, context)
    path = tmp_path / "refused.xlsx"
    assert write_refused(taken, path) == 11
    book = openpyxl.load_workbook(path)
    sheet = book.active
    begin = next(row for row in range(1, 20) if sheet.cell(row, 11).value == 8)
    assert [cell.value for cell in sheet[begin]][:6] == [50, 9.14e17, "2023年1-6月", 1000, 900, 200]
    assert "文本" in sheet.cell(begin, 9).value
    assert "as text" in sheet.cell(begin, 9).value
    sheet.cell(begin, 2).value = credit_code(20)
    for row in range(begin, sheet.max_row + 1):
        if sheet.cell(row, 11).value == 21:
            sheet.cell(row, 10).value = "新厂投产"
    book.save(path)
    again = take(path, returns, context)
    assert again.sent == 11
    accepted = {row["_organisation"]: row for row in again.accepted.to_pylist()}
    assert accepted[f"uscc:{credit_code(20)}"]["output"] == Decimal("10000000.00")
    assert accepted[f"uscc:{credit_code(2)}"]["output"] == Decimal("100000000000.00")
    confirmed = [issue for issue in again.notices if issue.code == "confirmed"]
    assert "新厂投产" in confirmed[0].mend.zh


MENDED = {  # by the line in the torture workbook: column in the file, and what the sender writes there
    8: (2, credit_code(21)),
    9: (4, 1100),
    10: (6, 50),
    11: (3, "2023年1-6月"),
    14: (7, "以本行为准"),
    15: (4, 800),
    19: (2, credit_code(22)),
    20: (1, 50),
    21: (10, "新厂投产"),
}


def test_every_row_that_came_back_goes_in_once_it_is_mended(torture, tmp_path, returns, context):
    path = tmp_path / "refused.xlsx"
    write_refused(take(torture, returns, context), path)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row in range(1, sheet.max_row + 1):
        line = sheet.cell(row, 11).value
        if line in MENDED:
            column, value = MENDED[line]
            sheet.cell(row, column).value = value
        if line == 20:
            sheet.cell(row, 6).value = 300
    for line in (23, 13):  # another value than 14, and the same as a row that was taken
        sheet.delete_rows(next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 11).value == line))
    book.save(path)
    again = take(path, returns, context)
    assert codes((*again.refused, *again.questions)) == {}
    assert again.accepted.num_rows == len(MENDED)
    assert {said.because for said in again.explanations} == {"新厂投产"}
    assert len([issue for issue in again.notices if issue.code == "confirmed"]) == 1


def test_what_a_sender_explained_comes_back_with_a_row_that_is_refused_for_something_else(
    write, tmp_path, returns, context
):
    lines = [
        ["企业", "报告期", "产值", "上年同期产值", "从业人员", "确认说明 / Confirmed because"],
        [credit_code(2), "2023年1-6月", 10_000_000, 1000, 50.5, "新厂投产"],
    ]
    taken = take(write(lines), returns, context)
    assert codes(taken.refused) == {2: {"not_whole", "magnitude"}}
    assert [(said.line, said.because) for said in taken.explanations] == [(2, "新厂投产")]
    write_refused(taken, tmp_path / "refused.xlsx")
    back = openpyxl.load_workbook(tmp_path / "refused.xlsx").active
    assert "新厂投产" in [cell.value for cell in back[2]]


def test_an_explanation_counts_only_where_confirmations_are_allowed(write, returns, context):
    lines = [
        ["企业", "报告期", "产值", "上年同期产值", "确认说明 / Confirmed because"],
        [credit_code(2), "2023年1-6月", 10_000_000, 1000, "新厂投产"],
    ]
    path = write(lines)
    assert take(path, returns, context).accepted.num_rows == 1
    assert len(take(path, returns, replace(context, confirmations=False)).questions) == 1


def test_refused_text_never_becomes_a_formula(write, tmp_path, visit_form, context):
    path = write([["走访编号", "走访日期", "主题"], ["1", "not a day", "=HYPERLINK(1)"], ["2", "+1", "@SUM(1)"]])
    write_refused(take(path, visit_form, context), tmp_path / "refused.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "refused.xlsx").active for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=HYPERLINK(1)" in {cell.value for cell in cells}


def test_an_old_binary_workbook_is_read_alike(tmp_path, returns, context):
    book = xlwt.Workbook()
    sheet = book.add_sheet("月报")
    for row, line in enumerate([["报告期", "产值（万元）", "企业"], ["2023年1-6月", 12.5, credit_code(1)]]):
        for column, value in enumerate(line):
            sheet.write(row, column, value)
    path = tmp_path / "sent.xls"
    book.save(str(path))
    assert take(path, returns, context).accepted["output"].to_pylist() == [Decimal("125000.00")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_every_encoding(tmp_path, encoding, returns, context):
    head = "企业,报告期,工业总产值,\n,,本期,上年同期\n"
    text = f'{head}旧窑机械厂,2023年1-2月,"1,234.5",1000\n{credit_code(2)},2023年1-2月,7,8,9\n'
    path = tmp_path / "sent.csv"
    path.write_bytes(text.encode(encoding))
    taken = take(path, returns, context)
    assert taken.accepted["output"].to_pylist() == [Decimal("1234500.00")]
    assert taken.accepted["output_year_ago"].to_pylist() == [Decimal("1000000.00")]
    assert codes(taken.refused) == {4: {"stray_cells"}}


def test_english_headers_in_another_order(write, returns, context):
    path = write(
        [
            ["Employees", "Output a year ago (million yuan)", "Output (million yuan)", "Credit code*", "Period"],
            [10, 1, 2, credit_code(1), "Jan-Jun 2023"],
        ]
    )
    row = take(path, returns, context).accepted.to_pylist()[0]
    assert (row["output"], row["output_year_ago"]) == (Decimal(2_000_000), Decimal(1_000_000))


def test_merged_english_headers_of_two_lines(write, returns, context):
    path = write(
        [
            ["Enterprise return", None, None, None, None],
            ["Credit code", "Period", "Output (million yuan)", None, "Exports (RMB thousand)"],
            [None, None, "This period", "Same period of last year", None],
            [credit_code(1), "Jan-Jun 2023", "1,234.5", 1000, 5],
        ],
        "C2:D2",
        "A2:A3",
        "B2:B3",
        "E2:E3",
    )
    row = take(path, returns, context).accepted.to_pylist()[0]
    amounts = (row["output"], row["output_year_ago"], row["exports"])
    assert amounts == (Decimal(1_234_500_000), Decimal(1_000_000_000), Decimal(5000))


def test_progress_is_told_within_a_sheet_and_never_goes_back(torture, returns, context):
    told: list[tuple[str, float]] = []
    take(torture, returns, context, lambda stage, share: told.append((stage, share)))
    assert list(dict.fromkeys(stage for stage, _ in told)) == ["open", "read", "check"]
    for stage in ("read", "check"):
        shares = [share for heard, share in told if heard == stage]
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0.0, 1.0)
        assert len(set(shares)) > 4


def test_an_organisation_named_by_code_and_by_name_goes_by_its_code(write, returns, context):
    path = write(
        [
            ["单位名称", "统一社会信用代码", "报告期", "产值"],
            ["石湾陶瓷有限公司", credit_code(9), "2023年1-6月", 1],
            ["石湾陶瓷有限公司", "", "2023年1-6月", 2],
            ["石湾陶瓷有限公司", 9.14e17, "2023年1-6月", 2],
        ]
    )
    taken = take(path, returns, context)
    assert taken.accepted["_organisation"].to_pylist() == [f"uscc:{credit_code(9)}", f"uscc:{credit_code(2)}"]
    assert codes(taken.refused) == {4: {"digits_lost"}}


def test_the_period_of_a_title_serves_rows_that_name_none(write, returns, context):
    path = write([["2023年1-6月工业月报"], ["企业", "产值"], [credit_code(1), 5]])
    assert take(path, returns, context).accepted["period"].to_pylist() == ["2023-H1"]


def test_days_codes_truths_and_places_as_people_write_them(write, visit_form, context):
    path = write(
        [
            ["走访编号", "走访日期", "企业名称", "园区", "主题", "是否回访"],
            [1, date(2023, 6, 1), "石湾陶瓷有限公司", "东园", "税收", "√"],
            [2, "2023年6月2日", "", "park_east", "LAW", "否"],
            [3, 45080, "", "", "Tax ", True],
            [4, "2023-02-30", "", "西园", "盐", "也许"],
        ]
    )
    taken = take(path, visit_form, context)
    rows = taken.accepted.to_pylist()
    assert [row["date"] for row in rows] == [date(2023, 6, 1), date(2023, 6, 2), date(2023, 6, 3)]
    assert [(row["topic"], row["again"], row["park"]) for row in rows] == [
        ("tax", True, "park_east"),
        ("law", False, "park_east"),
        ("tax", True, None),
    ]
    assert rows[0]["_key"] == "1"
    assert codes(taken.refused) == {5: {"not_a_date", "unknown_place", "unknown_code", "not_yes_or_no"}}


def test_a_code_that_fails_its_check_and_is_nobodys_is_asked_about(write, returns, context):
    rows = [[credit_code(1), "2023年1-6月", 5], ["91440605MA0000001X", "2023年1-6月", 5]]
    taken = take(write([["企业", "报告期", "产值"], *rows]), returns, context)
    assert taken.accepted.num_rows == 1
    assert codes(taken.questions) == {3: {"credit_code_mistyped"}}


def test_a_failed_check_character_warns_and_is_taken(write, returns, context):
    path = write([["企业", "报告期", "产值"], ["91440605MA0000001X", "2023年1-6月", 5]])
    taken = take(path, returns, context)
    assert taken.accepted.num_rows == 1
    assert "credit_code_check" in {issue.code for issue in taken.notices}


def test_a_wrong_form_is_said_to_look_like_the_right_one(write, returns, context):
    path = write([["走访编号", "走访日期", "企业名称", "园区"], [1, "2023-06-01", "石湾陶瓷有限公司", "东园"]])
    with pytest.raises(UnreadableError) as refused:
        take(path, returns, context)
    assert refused.value.issue.code == "wrong_form"
    assert "走访记录" in refused.value.issue.wrong.zh
    assert "Visits" in refused.value.issue.wrong.en


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (["企业", "出口", "产值", "从业人员"], "missing_columns"),
        (["企业", "报告期", "产值", "工业总产值"], "column_twice"),
        (["企业", "报告期", "产值（万美元）", "出口"], "another_unit"),
    ],
)
def test_a_header_that_cannot_be_followed_refuses_the_file(write, returns, context, header, code):
    with pytest.raises(UnreadableError) as refused:
        take(write([header, [credit_code(1), "2023年1-6月", 1, 2]]), returns, context)
    assert refused.value.issue.code == code


def test_sheets_that_are_not_the_form_are_named(tmp_path, returns, context):
    book = openpyxl.Workbook()
    book.active.append(["填表须知"])
    for park in ("东园", "西园"):
        sheet = book.create_sheet(park)
        sheet.append(["企业", "报告期", "产值"])
        sheet.append([credit_code(len(book.sheetnames)), "2023年1-6月", 5])
    book.save(tmp_path / "sent.xlsx")
    taken = take(tmp_path / "sent.xlsx", returns, context)
    assert taken.accepted["_sheet"].to_pylist() == ["东园", "西园"]
    assert [issue.code for issue in taken.notices if "Sheet" in issue.where] == ["sheet_passed_over"]


_CELL = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [credit_code(1), "石湾陶瓷有限公司", "2023年1-6月", "合计", "1,234.5", "=1+1", "#REF!", "注：无", "8亿"]
    ),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
)


@given(st.lists(st.lists(_CELL, min_size=5, max_size=5), max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_and_everything_comes_back(write, tmp_path, returns, context, lines):
    header = ["企业", "报告期", "产值", "上年同期", "从业人员"]
    taken = take(write([header, [credit_code(1), "2023年1-2月", 1, 1, 1], *lines]), returns, context)
    filled = sum(any(cell not in (None, "") for cell in line) for line in lines)
    assert taken.sent == filled + 1
    back = len(taken.refused) + len(taken.questions)
    assert write_refused(taken, tmp_path / "refused.xlsx") == back
    if back:
        again = take(tmp_path / "refused.xlsx", returns, context)
        assert again.sent == back
        sent = {row.line: row.cells for row in (*taken.refused, *taken.questions)}
        kept = {tuple(map(str, cells[:5])) for cells in sent.values()}
        assert {tuple(map(str, row.cells[:5])) for row in (*again.refused, *again.questions)} <= kept
