"""Periods are said as people say them."""

import pytest

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language
from nanfeng.report.wording import period_words, short_period_words


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2023-01..2023-04", "2023年1—4月", "January–April 2023"),
        ("2023-01..2023-02", "2023年1—2月", "January–February 2023"),
        ("2023-H1", "2023年上半年", "first half of 2023"),
        ("2023-H2", "2023年下半年", "second half of 2023"),
        ("2023", "2023年", "2023"),
        ("2023-06", "2023年6月", "June 2023"),
        ("2022-05..2023-04", "2022年5月–2023年4月", "May 2022–April 2023"),
        ("2023-06-28", "2023-06-28", "2023-06-28"),
    ],
)
def test_periods(text, zh, en):
    period = Period.parse(text)
    assert period_words(period, Language.ZH) == zh
    assert period_words(period, Language.EN) == en


def test_steps_of_an_axis_are_short():
    joint = Period.parse("2023-01..2023-02")
    assert short_period_words(joint, Language.ZH) == ("1—2月", "2023年")
    assert short_period_words(joint, Language.EN) == ("Jan–Feb", "2023")
    assert short_period_words(Period.parse("2023-06"), Language.EN) == ("Jun", "2023")
