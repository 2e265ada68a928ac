"""Kept values as people read them."""

from decimal import Decimal

import pytest

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
