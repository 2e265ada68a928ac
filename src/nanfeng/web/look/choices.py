"""What the forms of several offices let one choose from."""

from collections.abc import Iterable

from nanfeng.kinds.place import PlaceKind
from nanfeng.kinds.text import Text
from nanfeng.web import city
from nanfeng.web.look.language import words

Choices = list[tuple[str, str]]
_ALL = Text("全部", "all")


def or_all(choices: Iterable[tuple[str, str]]) -> Choices:
    """All, or one of these: what narrows a list."""
    return [("", words(_ALL)), *choices]


def or_none(choices: Iterable[tuple[str, str]]) -> Choices:
    """One of these, or nothing said."""
    return [("", "—"), *choices]


def a_park() -> Choices:
    """A park of the zone, or none."""
    return or_none(_places(PlaceKind.PARK))


def a_park_or_all() -> Choices:
    """A park of the zone, or all of them."""
    return or_all(_places(PlaceKind.PARK))


def an_inner_park() -> Choices:
    """A park of the zone or an industrial park in one, or none."""
    return or_none(_places(PlaceKind.PARK, PlaceKind.INDUSTRIAL_PARK))


def _places(*kinds: PlaceKind) -> Choices:
    return [(one.code, words(one.name)) for one in city.pack().places.values() if one.kind in kinds]
