"""Workbooks of other returns go in as they are: their titles and units are known, and what was recognised is told."""

from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
import xlwt
from tests.intake.conftest import credit_code

from nanfeng.intake.take import take
from nanfeng.pack.load import load

CODE = credit_code(1)


@pytest.fixture(scope="module")
def pack(root):
    return load(root / "packs" / "foshan")


@pytest.fixture
def form(pack):
    return pack.forms["monthly_return"]


@pytest.fixture
def knowing(context, pack):
    """What intake knows, with the layouts of the city's pack."""
    return replace(context, register=context.register, layouts=tuple(pack.layouts.values()), history=None)


def torch(path):
    """The Torch statistics' list: titles over two lines, now and a year ago side by side, thousand yuan."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "企业月报"
    for line in (
        ["国家高新区火炬统计企业月度报表"],
        ["2023年1-6月", None, None, None, None, "单位：千元"],
        [
            "序号",
            "统一社会信用代码",
            "工业总产值（当年价格）",
            None,
            "营业收入",
            None,
            "R&D经费内部支出",
            "从业人员期末人数（人）",
            "净利润",
        ],
        [None, None, "本月止累计", "上年同期", "本月止累计", "上年同期", None, None],
        [1, CODE, 90_000, 85_000, 95_000, 91_000, 3_100, 120],
    ):
        sheet.append(line)
    for cells in ("C3:D3", "E3:F3"):
        sheet.merge_cells(cells)
    book.save(path)
    return path


def statistics(path):
    """The statistics office's return of one enterprise, an old binary workbook: a line for each indicator."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("B204")
    for number, line in enumerate(
        (
            ["工业产销总值及主要财务指标"],
            ["统一社会信用代码：" + CODE, None, None, "2023年1-6月"],
            ["指标名称", "计量单位", "代码", "1—本月", "上年同期1—本月"],
            ["甲", "乙", "丙", 1, 2],
            ["一、工业总产值（当年价格）", "千元", "01", 90_000, 85_000],
            ["其中：出口交货值", "千元", "04", 12_000, 11_000],
            ["营业收入", "万元", "05", 9_500, 9_100],
            ["平均用工人数", "人", "09", 120, 118],
        )
    ):
        for place, cell in enumerate(line):
            sheet.write(number, place, cell)
    book.save(str(path))
    return path


@pytest.mark.parametrize(("workbook", "name"), [(torch, "sent.xlsx"), (statistics, "sent.xls")])
def test_the_workbook_of_another_return_fills_ours(tmp_path, form, knowing, workbook, name):
    taken = take(workbook(tmp_path / name), form, knowing)
    assert [issue.wrong.en for row in (*taken.refused, *taken.questions) for issue in row.issues] == []
    (row,) = taken.accepted.to_pylist()
    assert (row["organisation"], row["period"], row["employees"]) == (f"uscc:{CODE}", "2023-H1", 120)
    assert (row["output"], row["output_year_ago"]) == (Decimal(90_000_000), Decimal(85_000_000))
    assert (row["revenue"], row["revenue_year_ago"]) == (Decimal(95_000_000), Decimal(91_000_000))


def test_the_unit_that_a_workbook_states_for_all_of_it_goes_before_that_of_the_layout(write, form, knowing):
    lines = [
        ["火炬统计企业月报（单位：万元）"],
        ["统一社会信用代码", "统计月份", "工业总产值", "营业收入", "期末从业人员"],
        [CODE, "2023年1-6月", 9_000, 9_500, 120],
    ]
    (row,) = take(write(lines), form, knowing).accepted.to_pylist()
    assert (row["output"], row["revenue"], row["employees"]) == (Decimal(90_000_000), Decimal(95_000_000), 120)


def test_what_was_recognised_is_told_title_by_title(tmp_path, form, knowing):
    taken = take(torch(tmp_path / "火炬.xlsx"), form, knowing)
    told = next(notice for notice in taken.notices if notice.code == "other_return")
    assert "火炬统计企业月报" in told.wrong.zh
    assert f"R&D经费内部支出 → {form.field('research').label.zh}" in told.wrong.zh


def test_our_own_template_is_left_as_it_is(write, form, knowing):
    taken = take(
        write([["统一社会信用代码", "报告期", "工业总产值（千元）", "营业收入（千元）"], [CODE, "2023年1-6月", 1, 2]]),
        form,
        knowing,
    )
    assert [notice for notice in taken.notices if notice.code == "other_return"] == []
    assert taken.accepted.num_rows == 1
