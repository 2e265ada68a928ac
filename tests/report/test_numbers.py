"""Numbers are printed as people of each language write them, and sizes never slip."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Basis, Figure, FigureKey, Status
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language, Text
from nanfeng.kinds.unit import Unit
from nanfeng.report.numbers import print_figure, print_stated, print_value, rounded

YUAN = st.decimals(min_value=-(10**14), max_value=10**14, places=2)
SIZES = {
    "万亿元": Decimal("1e12"),
    "亿元": Decimal("1e8"),
    "万元": Decimal("1e4"),
    "元": Decimal(1),
    " trillion yuan": Decimal("1e12"),
    " billion yuan": Decimal("1e9"),
    " million yuan": Decimal("1e6"),
    " yuan": Decimal(1),
}


def read_back(printed):
    """The amount in yuan that a reader understands, and how far it may be off for rounding."""
    ending = next(ending for ending in SIZES if printed.endswith(ending))
    number = printed.removesuffix(ending)
    digits = len(number.partition(".")[2])
    return Decimal(number.replace(",", "")) * SIZES[ending], SIZES[ending] * Decimal(1).scaleb(-digits) / 2


@given(YUAN)
def test_an_amount_reads_the_same_in_both_languages(yuan):
    for language in Language:
        amount, slack = read_back(print_value(yuan, Unit.YUAN, language))
        assert abs(amount - yuan) <= slack


@given(YUAN)
def test_chinese_never_says_billion_and_english_never_counts_in_hundred_millions(yuan):
    assert "illion" not in print_value(yuan, Unit.YUAN, Language.ZH)
    assert not set("亿万元") & set(print_value(yuan, Unit.YUAN, Language.EN))


@given(st.decimals(min_value=-1000, max_value=1000, places=6))
def test_halves_are_rounded_away_from_zero(value):
    assert rounded(value, 2) == value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    assert rounded(-value, 2) == -rounded(value, 2)


@pytest.mark.parametrize(("value", "printed"), [("0.125", "0.13%"), ("-0.125", "-0.13%"), ("99.996", "100.00%")])
def test_rounding_of_shares(value, printed):
    assert print_value(Decimal(value), Unit.PERCENT, Language.EN) == printed


def test_the_classic_slip_cannot_happen():
    assert print_value(Decimal("4770800000"), Unit.YUAN, Language.ZH) == "47.71亿元"
    assert print_value(Decimal("4770800000"), Unit.YUAN, Language.EN) == "4.771 billion yuan"
    assert print_value(Decimal("47.708"), Unit.YI_YUAN, Language.EN) == "4.771 billion yuan"


def growth(value, status=Status.COMPUTED):
    key = FigureKey("output", Period.parse("2023"), "zone", (), Basis.COMPARABLE)
    return Figure(
        key, None if value is None else Decimal(value), Unit.PERCENT, status=status, reason=Text("无", "none")
    )


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [("0.24", "增长0.24%", "up 0.24%"), ("-1.5", "下降1.50%", "down 1.50%"), ("0.001", "持平", "unchanged")],
)
def test_a_change_is_worded(value, zh, en):
    assert print_figure(growth(value), Language.ZH, "change") == zh
    assert print_figure(growth(value), Language.EN, "change") == en


def test_a_growth_carries_its_sign_unless_told_otherwise():
    assert print_figure(growth("0.24"), Language.EN) == "+0.24%"
    assert print_figure(growth("0.24"), Language.EN, "plain") == "0.24%"
    assert print_figure(growth("0.24"), Language.EN, "number") == "0.24"


def test_what_has_no_value_is_never_a_zero():
    assert print_figure(growth(None, Status.SUPPRESSED), Language.EN) == "not published"
    assert print_figure(growth(None, Status.MISSING), Language.ZH) == "无数据"


def test_a_stated_number_keeps_its_comparator():
    assert print_stated(Decimal(3), Unit.TRILLION_YUAN, Comparator.EXCEED, Language.ZH) == "超过3万亿元"
    assert print_stated(Decimal("2405.72"), Unit.YI_YUAN, Comparator.EXACTLY, Language.ZH) == "2,405.72亿元"
    assert print_stated(Decimal("12.6"), Unit.PERCENT, Comparator.EXACTLY, Language.EN) == "12.6%"
    assert print_stated(Decimal(100), Unit.COUNT, Comparator.ABOUT, Language.EN) == "about 100"
