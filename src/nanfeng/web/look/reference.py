"""The list of all tags and filters, from their own docstrings, as the component page shows it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from inspect import getdoc

from nanfeng.web.look.templatetags import blocks, drawn, fields, look, names, numbers, parts

_LIBRARIES = (look, names, numbers, parts, blocks, fields, drawn)


@dataclass(frozen=True)
class Explained:
    """A tag or filter by its name, and what it does."""

    name: str
    words: str


def tags() -> Iterator[Explained]:
    """Every tag: `{% name … %}`."""
    for library in _LIBRARIES:
        yield from _explained(library.register.tags)


def filters() -> Iterator[Explained]:
    """Every filter: `{{ value|name }}`."""
    for library in _LIBRARIES:
        yield from _explained(library.register.filters)


def _explained(functions: Mapping[str, Callable]) -> Iterator[Explained]:
    for name, function in functions.items():
        yield Explained(name, getdoc(function) or "")
