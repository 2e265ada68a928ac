"""Eligibility: yes, no or unknown, each with its reason."""

import pytest

from nanfeng.cases.criterion import Criterion, Facts, assess, verdict
from nanfeng.forms.rule import Rule
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.text import Text

LABELS = {"sales": Text("销售收入", "sales"), "staff": Text("科技人员", "technical staff")}
NO_CONSENT = {"sales": Text("未授权此用途", "no consent to this use")}
BIG = Criterion(
    *("big", Text("规模", "size"), Rule.parse("sales > 50_000_000"), Text("规模不够", "too small"), Text("无", "none"))
)
ABLE = Criterion(
    *("able", Text("人员", "staff"), Rule.parse("staff >= 10"), Text("人员不足", "too few"), Text("招聘", "hire"))
)


def answers(**values):
    return assess((BIG, ABLE), Facts(values, NO_CONSENT, LABELS))


@pytest.mark.parametrize(
    ("sales", "staff", "wanted"),
    [
        (50_000_001, 10, Verdict.YES),
        (50_000_000, 10, Verdict.NO),  # exactly 50 million is not above it
        (None, 9, Verdict.NO),  # one no suffices
        (None, 10, Verdict.UNKNOWN),
        (None, None, Verdict.UNKNOWN),
    ],
)
def test_unknown_never_counts_as_yes(sales, staff, wanted):
    assert verdict(answers(sales=sales, staff=staff)) is wanted


def test_each_answer_has_its_reason():
    big, able = answers(sales=1, staff=None)
    assert (big.answer.verdict, big.answer.reason) == (Verdict.NO, BIG.wrong)
    assert able.answer.reason.zh == "不知道科技人员"
    assert answers(sales=60_000_000)[0].answer.reason == BIG.label


def test_what_is_withheld_for_want_of_consent_is_unknown_and_says_so():
    answer = answers(staff=10)[0].answer
    assert answer.verdict is Verdict.UNKNOWN
    assert answer.reason.en == "not known: sales (no consent to this use)"
    assert answer.reason.zh == "不知道销售收入：未授权此用途"


def test_who_is_asked_nothing_is_eligible():
    assert verdict(()) is Verdict.YES
