"""Intended, signed and arrived money are three different things."""

import pytest

from nanfeng.cases.amounts import mixed_kinds
from nanfeng.forms.amount_kind import AmountKind
from nanfeng.forms.field import FieldType
from nanfeng.forms.rule import Rule

from .grant import field

FIELDS = [
    field("intended", FieldType.AMOUNT, amount=AmountKind.INTENDED),
    field("signed", FieldType.AMOUNT, amount=AmountKind.SIGNED),
    field("signed_abroad", FieldType.AMOUNT, amount=AmountKind.SIGNED),
    field("plain", FieldType.AMOUNT),
]


@pytest.mark.parametrize(
    "rule",
    [
        "signed + intended > 5",
        "5 < 3 * (plain + signed) + intended * 2",
        "signed > 1 and -intended + signed < 4",
        "signed + intended / 7 > 1",
    ],
)
def test_two_kinds_are_not_added(rule):
    assert mixed_kinds(Rule.parse(rule), FIELDS) == (AmountKind.INTENDED, AmountKind.SIGNED)


@pytest.mark.parametrize(
    "rule",
    [
        "signed <= intended",
        "signed / intended >= 0.5",
        "intended - signed > 0",
        "signed + signed_abroad > 5",
        "signed + plain > 5",
        "signed / intended + signed_abroad / intended > 1",
    ],
)
def test_they_may_be_compared_and_divided_and_each_added_to_its_own_kind(rule):
    assert mixed_kinds(Rule.parse(rule), FIELDS) == ()


def test_every_kind_has_a_name():
    assert len({kind.label.zh for kind in AmountKind}) == len(AmountKind)
