"""Attempts are counted within a while, whatever becomes of the cache meanwhile."""

import pytest

from nanfeng.web.counting import counted

pytestmark = pytest.mark.django_db


def test_it_counts_what_is_counted_alone():
    assert [counted("somebody", 60) for _ in range(3)] == [1, 2, 3]
    assert counted("somebody-else", 60) == 1


def test_what_ran_out_begins_anew():
    assert [counted("at-once", 0) for _ in range(2)] == [1, 1]
