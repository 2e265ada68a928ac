from decimal import Decimal

import pytest

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.reading import Stated, read_amount, read_amounts, read_number, read_unit
from nanfeng.kinds.unit import Unit


@pytest.mark.parametrize(
    ("written", "value", "unit", "comparator"),
    [
        ("2,405.72亿元", "240572000000", Unit.YUAN, Comparator.EXACTLY),
        ("８５７万", "8570000", None, Comparator.EXACTLY),
        ("RMB 790 million", "790000000", Unit.YUAN, Comparator.EXACTLY),
        ("over 790 million RMB", "790000000", Unit.YUAN, Comparator.EXCEED),
        ("近2.7亿元", "270000000", Unit.YUAN, Comparator.NEARLY),
        ("约8亿元", "800000000", Unit.YUAN, Comparator.ABOUT),
        ("3万亿元", "3000000000000", Unit.YUAN, Comparator.EXACTLY),
        ("240.572 billion yuan", "240572000000", Unit.YUAN, Comparator.EXACTLY),
        ("$322.83 billion", "322830000000", Unit.USD, Comparator.EXACTLY),
        ("24.26亿美元", "2426000000", Unit.USD, Comparator.EXACTLY),
        ("不超过5%", "5", Unit.PERCENT, Comparator.AT_MOST),
        ("15 m²", "15", Unit.SQUARE_METRE, Comparator.EXACTLY),
        ("17家", "17", Unit.COUNT, Comparator.EXACTLY),
        ("-3.2%", "-3.2", Unit.PERCENT, Comparator.EXACTLY),
    ],
)
def test_reads_what_people_write(written, value, unit, comparator):
    assert read_amount(written) == Stated(Decimal(value), unit, comparator)


def test_a_yi_is_never_a_billion():
    assert read_amount("1 billion yuan").value == 10 * read_amount("1亿元").value


def test_alternatives_share_the_first_comparator():
    assert read_amounts("≥ 1亿元或1000万美元") == (
        Stated(Decimal("1e8"), Unit.YUAN, Comparator.AT_LEAST),
        Stated(Decimal("1e7"), Unit.USD, Comparator.AT_LEAST),
    )


@pytest.mark.parametrize("written", ["many", "", "12 of 17 companies", "1,23,4"])
def test_what_is_not_understood_is_refused(written):
    with pytest.raises(ValueError, match="number"):
        read_amount(written) if written != "1,23,4" else read_number(written)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("万元", (Decimal("1e4"), Unit.YUAN)),
        ("千元", (Decimal("1e3"), Unit.YUAN)),
        ("RMB million", (Decimal("1e6"), Unit.YUAN)),
        ("亿", None),
        ("企业名称", None),
    ],
)
def test_reads_the_unit_of_a_header(header, unit):
    assert read_unit(header) == unit
