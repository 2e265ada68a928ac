"""Mergers of one day: a chain is followed to its end, whatever the order of the names."""

from datetime import date

import pytest

from nanfeng.ledger.succession import Merger, Succession

DAY = date(2023, 5, 1)


@pytest.mark.parametrize("chain", ["BAC", "ABC", "CBA"])
def test_a_chain_within_a_day_leads_to_its_end(chain):
    first, middle, last = chain
    succession = Succession([Merger(DAY, first, middle), Merger(DAY, middle, last)])
    assert succession.all_by(DAY) == {first: last, middle: last}
    assert succession.all_by(date(2023, 4, 30)) == {}


def test_a_circle_within_a_day_is_not_followed():
    succession = Succession([Merger(DAY, "A", "B"), Merger(DAY, "B", "A"), Merger(DAY, "X", "A")])
    assert succession.all_by(DAY) == {}
