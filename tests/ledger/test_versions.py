"""Filings of one key are versions of it, in order of arrival."""

import pytest


def rows(table, *columns):
    return table.select(list(columns)).to_pylist()


def test_a_correction_is_a_new_version_and_the_old_one_stays(returns_form, returns, arrived):
    first = returns(("uscc:A", "100", None), ("uscc:B", "7", None))
    found = arrived(returns_form, first, returns(("uscc:A", "120", None), file="mended.xlsx"))
    assert rows(found, "_organisation", "output", "_version", "_current") == [
        {"_organisation": "uscc:A", "output": 100, "_version": 1, "_current": False},
        {"_organisation": "uscc:B", "output": 7, "_version": 1, "_current": True},
        {"_organisation": "uscc:A", "output": 120, "_version": 2, "_current": True},
    ]


def test_identical_content_is_no_new_version_but_going_back_is(returns_form, returns, arrived):
    sent = [returns(("uscc:A", each, None), file=str(n)) for n, each in enumerate(["100", "100.00", "120", "100"])]
    assert rows(arrived(returns_form, *sent), "output", "_version", "_current", "_file") == [
        {"output": 100, "_version": 1, "_current": False, "_file": "0"},
        {"output": 120, "_version": 2, "_current": False, "_file": "2"},
        {"output": 100, "_version": 3, "_current": True, "_file": "3"},
    ]


@pytest.mark.parametrize("other", ["\\N", "", " "])
def test_nothing_said_differs_from_the_text_that_stands_for_it(returns_form, returns, arrived, other):
    sent = [returns(("uscc:A", "1", None)), returns(("uscc:A", "1", other))]
    assert arrived(returns_form, *sent)["_version"].to_pylist() == [1, 2]
