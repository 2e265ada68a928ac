"""The unit guard speaks of values as their sender wrote them."""

from dataclasses import replace

import pytest
from tests.arrivals import numbered

from nanfeng.intake.take import take
from nanfeng.intake.typed import EXPLAINED, take_rows
from nanfeng.kinds.identifier import check_character

BODY = "91440605MA0000001"
CODE = BODY + check_character(BODY)


def question(taken):
    (row,) = taken.questions
    return next(issue for issue in row.issues if issue.code == "magnitude")


@pytest.fixture
def before(returns, context):
    row = {"organisation": CODE, "period": "2023年1-5月", "output": "1000"}
    return replace(context, history=numbered(take_rows(returns, [row], context).accepted))


@pytest.mark.parametrize(
    ("title", "cell", "zh", "en"),
    [
        (
            "产值（万元）",
            1_200_000,
            "填写为 1,200,000 万元，约为该单位以往水平的1万倍",
            "1,200,000 (in ten thousand yuan)",
        ),
        (
            "产值（元）",
            1_234,
            "填写为 1,234 元，约为该单位以往水平的千分之一",
            "1,234 (in yuan), about a thousandth of what",
        ),
        ("产值", 1_200_000.5, "填写为 1,200,000.5 千元，约为该单位以往水平的1000倍", "1,200,000.5 (in thousand yuan)"),
        ("产值（万元）", "12亿元", "填写为 “12亿元”，约为", "given as “12亿元”, about 1,000 times"),
        ("产值（千万元）", 120, "填写为 1,200,000 千元，", "1,200,000 (in thousand yuan)"),
    ],
)
def test_a_value_is_quoted_in_the_unit_of_its_cell(write, returns, before, title, cell, zh, en):
    asked = question(take(write([["企业", "报告期", title], [CODE, "2023年1-6月", cell]]), returns, before))
    assert zh in asked.wrong.zh
    assert en in asked.wrong.en


def test_the_unit_that_was_probably_meant_is_named(write, returns, before):
    rows = [["企业", "报告期", "产值（万元）"], [CODE, "2023年1-6月", 1_200_000]]
    asked = question(take(write(rows), returns, before))
    assert "按“万元”读取，数值更像以“元”填写" in asked.mend.zh
    assert "read in ten thousand yuan, the value looks like yuan" in asked.mend.en


def test_a_value_that_was_accepted_is_not_asked_about_again(returns, before):
    earlier = [{"organisation": CODE, "period": f"2023年1-{month}月", "output": "1000"} for month in (3, 4, 5)]
    jump = {"organisation": CODE, "period": "2023年1-2月", "output": "500000", "employees": "50"}
    rows = take_rows(returns, [*earlier, jump | {EXPLAINED: "新厂投产"}], replace(before, history=None)).accepted
    after = replace(before, history=numbered(rows))
    assert question(take_rows(returns, [jump | {"output": "510000"}], after))
    corrected = take_rows(returns, [jump | {"employees": "60"}], after)
    assert corrected.accepted["employees"].to_pylist() == [60]
