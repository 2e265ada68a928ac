"""References: the numbers of a publication's text, written as what they are instead of as digits.

`[[industrial_output growth:comparable @statistics funding=foreign place=440600 style=plain]]`: the indicator first,
then in any order the growth basis, the window, fields that narrow the population, the place and the style.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period

REFERENCE = re.compile(r"\[\[(?P<inside>[^\[\]]*)\]\]")
"""A reference where it stands in a text; the group `inside` is what `Reference.parse` reads."""

_HOW = "write [[indicator @window]], with growth:basis, field=value, place=code and style=name as needed"


@dataclass(frozen=True)
class Reference:
    """What one reference says. `place` None means the place that the publication is made for, `style` None the
    usual way of printing.
    """

    indicator: str
    window: str
    growth: Basis | None = None
    scope: tuple[tuple[str, str], ...] = ()
    place: str | None = None
    style: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Reference":
        """Read what stands between the brackets (brackets may be there); raise ValueError that says what is wrong."""
        tokens = text.strip().removeprefix("[[").removesuffix("]]").split()
        if not tokens or re.match(r"@|growth:|[^=]*=", tokens[0]):
            raise ValueError(f"{text!r} does not begin with an indicator; {_HOW}")
        fields = _fields(tokens[1:], text)
        windows, growth = fields.pop("@", None), fields.pop("growth:", None)
        if windows is None:
            raise ValueError(f"{text!r} names no window; {_HOW}")
        place, style = fields.pop("place", None), fields.pop("style", None)
        basis = None if growth is None else _basis(growth, text)
        return cls(tokens[0], windows, basis, tuple(sorted(fields.items())), place, style)

    def key(self, windows: Mapping[str, Period], place: str) -> FigureKey:
        """The figure meant, in a publication with these windows made for this place; raise ValueError where it has
        no such window.
        """
        if self.window not in windows:
            raise ValueError(f"{self.indicator} asks for window {self.window!r}; there are {', '.join(windows)}")
        return FigureKey(self.indicator, windows[self.window], self.place or place, self.scope, self.growth)


def references_in(text: str) -> list[Reference]:
    """Every reference in a text, in order, repetitions included; raise ValueError for the first that is wrong."""
    return [Reference.parse(match["inside"]) for match in REFERENCE.finditer(text)]


def _fields(tokens: list[str], text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for token in tokens:
        name, value = _field(token, text)
        if name in found:
            raise ValueError(f"{text!r} says {name} twice")
        found[name] = value
    return found


def _field(token: str, text: str) -> tuple[str, str]:
    for mark in ("@", "growth:"):
        if token.startswith(mark) and len(token) > len(mark):
            return mark, token.removeprefix(mark)
    name, _, value = token.partition("=")
    if not name or not value:
        raise ValueError(f"{token!r} in {text!r} is not understood; {_HOW}")
    return name, value


def _basis(name: str, text: str) -> Basis:
    if name not in set(Basis):
        raise ValueError(f"{name!r} in {text!r} is no growth basis; there are {', '.join(Basis)}")
    return Basis(name)
