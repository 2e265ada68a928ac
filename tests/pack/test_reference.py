"""References in texts: what is written, what it means, and what is refused."""

import pytest

from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.pack.reference import Reference, references_in

WINDOWS = {"half": Period.parse("2023-H1")}


def test_a_reference_names_a_figure() -> None:
    reference = Reference.parse("[[signed_projects growth:nominal @half sector=primary funding=foreign style=plain]]")

    assert reference.style == "plain"
    assert reference.key(WINDOWS, "zone") == FigureKey.parse(
        "signed_projects/2023-H1/zone/funding=foreign/sector=primary/growth:nominal"
    )


def test_a_place_of_its_own_goes_before_that_of_the_publication() -> None:
    assert Reference.parse("exports @half place=city").key(WINDOWS, "zone").place == "city"


def test_an_industry_set_with_an_edition_is_a_field_like_others() -> None:
    reference = Reference.parse("output @half advanced@2017=advanced growth:comparable")

    assert reference.scope == (("advanced@2017", "advanced"),)
    assert reference.growth is Basis.COMPARABLE


def test_all_references_of_a_text_are_found_in_order() -> None:
    found = references_in("From [[a @half]] to [[b @half]], and [[a @half]] again; [not this].")

    assert [reference.indicator for reference in found] == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "indicator"),
        ("@half", "indicator"),
        ("exports", "window"),
        ("exports @half @half", "twice"),
        ("exports @half growth:real2", "no growth basis"),
        ("exports @half funding=", "not understood"),
        ("exports @half foreign", "not understood"),
    ],
)
def test_what_is_not_understood_is_refused_with_the_reason(written: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Reference.parse(written)


def test_a_window_that_the_publication_lacks_is_named_with_those_it_has() -> None:
    with pytest.raises(ValueError, match="'quarter'; there are half"):
        Reference.parse("exports @quarter").key(WINDOWS, "zone")
