"""A figure that cannot be followed to its records says why."""

from dataclasses import replace
from decimal import Decimal

import pytest

from nanfeng.kinds.figure import Figure, FigureKey, Status
from nanfeng.kinds.unit import Unit
from nanfeng.release.release import HELD
from nanfeng.web.figures.queries.tracing import why_untraceable

COMPUTED = Figure(FigureKey.parse("revenue/2023-H1/zone"), Decimal(9), Unit.YUAN, vintage="f" * 64)


def test_a_computed_one_can_be_followed():
    assert why_untraceable(COMPUTED) is None


@pytest.mark.parametrize("status", [Status.SUPPRESSED, Status.WITHHELD, Status.MISSING])
def test_without_a_number_each_reason_is_another(status):
    why = why_untraceable(replace(COMPUTED, value=None, status=status))
    others = {why_untraceable(replace(COMPUTED, value=None, status=one)) for one in Status if one is not status}
    assert why
    assert why not in others


def test_what_repeats_an_earlier_release_does_not_lead_to_the_records_of_now():
    why = why_untraceable(replace(COMPUTED, flags=(HELD,)))
    assert why
    assert "暂不更新" in why.zh


def test_what_others_published_stands_on_no_records():
    why = why_untraceable(replace(COMPUTED, status=Status.PUBLISHED, vintage=None))
    assert why
    assert "不是由报表记录算出" in why.zh
