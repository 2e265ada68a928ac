"""References in texts."""

import pytest

from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.pack.reference import Reference, references_in

WINDOWS = {"statistics": Period.parse("2023-01..2023-04"), "half": Period.parse("2023-H1")}


def test_reads_everything_that_a_reference_can_say():
    text = "共[[signed_projects growth:comparable @half sector=secondary funding=foreign place=440600 style=plain]]个"
    assert references_in(text) == [
        Reference(
            "signed_projects",
            "half",
            Basis.COMPARABLE,
            (("funding", "foreign"), ("sector", "secondary")),
            "440600",
            "plain",
        )
    ]


def test_finds_all_in_order_and_nothing_else():
    text = "[[output @half]] [a](b) [[output growth:nominal @half]], [[exports @statistics]]"
    assert [reference.indicator for reference in references_in(text)] == ["output", "output", "exports"]


def test_means_the_place_of_the_publication_where_it_names_none():
    assert str(Reference.parse("output @statistics").key(WINDOWS, "zone")) == "output/2023-01..2023-04/zone"
    elsewhere = Reference.parse("output @half place=440600").key(WINDOWS, "zone")
    assert elsewhere == FigureKey("output", WINDOWS["half"], "440600")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "does not begin with an indicator"),
        ("@half output", "does not begin with an indicator"),
        ("funding=foreign @half", "does not begin with an indicator"),
        ("output", "names no window"),
        ("output @half @statistics", "twice"),
        ("output @half growth:yearly", "no growth basis"),
        ("output @half foreign", "is not understood"),
        ("output @half funding=", "is not understood"),
    ],
)
def test_says_what_is_wrong(text, wrong):
    with pytest.raises(ValueError, match=wrong):
        Reference.parse(text)


def test_says_which_windows_there_are():
    with pytest.raises(ValueError, match="there are statistics, half"):
        Reference.parse("output @spring").key(WINDOWS, "zone")
