"""What cannot be compared or reckoned with is said before a rule meets a record."""

from datetime import date
from decimal import Decimal

import pytest

from nanfeng.forms.rule import Rule
from nanfeng.forms.rule_kinds import Kind, misfits

KINDS = {"registered": Kind.DAY, "today": Kind.DAY, "held": Kind.TRUTH, "score": Kind.NUMBER, "name": Kind.TEXT}
VALUES = {"registered": date(2020, 1, 1), "today": date(2023, 1, 1), "held": True, "score": Decimal(71), "name": "x"}


@pytest.mark.parametrize(
    "rule",
    [
        "held >= today",
        "registered <= today - 730",
        "days(score, today) > 3",
        "score > '70'",
        "name < 'y'",
        "not (1 < registered)",
    ],
)
def test_what_could_not_be_answered_is_told(rule):
    assert misfits(Rule.parse(rule), KINDS)


@pytest.mark.parametrize("rule", ["held == 5", "name == 3", "registered == '2020-01-01'"])
def test_what_could_never_hold_is_told(rule):
    (wrong,) = misfits(Rule.parse(rule), KINDS)
    assert "compared" in wrong.en
    assert Rule.parse(rule).evaluate(VALUES).verdict == "no"


@pytest.mark.parametrize(
    "rule",
    [
        "held",
        "held == True and score > 70",
        "days(registered, today) >= 365",
        "registered <= date('2021-01-01')",
        "(score - 70) * 2 / 3 > -1",
        "name in ['x', 'y'] or name is None",
        "unheard_of >= today or score >= unheard_of",
    ],
)
def test_what_can_be_answered_is_not_stopped(rule):
    assert misfits(Rule.parse(rule), KINDS) == []
    Rule.parse(rule).evaluate(VALUES)
