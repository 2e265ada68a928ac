"""Kept values as people read them."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from nanfeng.forms.field import Field, FieldType
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit
from nanfeng.web.records.printing import printed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("unit", "value", "said"),
    [(None, 2026, "2026"), (None, 12_345, "12,345"), (Unit.COUNT, 2026, "2,026"), (None, 1_234, "1,234")],
)
def test_what_can_be_a_year_has_no_separator(unit, value, said):
    field = Field("year", Text("年度", "Year"), FieldType.WHOLE, unit)
    assert printed(field, Decimal(value)) == printed(field, value) == said


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "2026年5月6日"), ("en", "6 May 2026")])
def test_days_and_periods_are_said_as_people_say_them(language, said):
    day = Field("day", Text("日期", "Day"), FieldType.DATE)
    period = Field("period", Text("报告期", "Period"), FieldType.PERIOD)
    with override(language):
        assert printed(day, date(2026, 5, 6)) == said
        assert "2026" in printed(period, "2026-01..2026-09")
        assert ".." not in printed(period, "2026-01..2026-09")
