"""What a check is given, and how it says that a name is not known."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack.near import suggestion
from nanfeng.pack.pack import Pack


@dataclass(frozen=True)
class Place:
    """Where something is said: the file (a line with it for tables) and the dotted key inside it."""

    where: str
    at: str

    def key(self, at: str) -> "Place":
        """Another key of the same file."""
        return Place(self.where, f"{self.at}.{at}" if self.at else at)


@dataclass(frozen=True)
class Subject:
    """A pack to be checked. `where` gives the file of each definition by its kind and id, `broken` the ids of
    definitions that failed the first pass: they are known, though nothing can be said about them.
    """

    pack: Pack
    where: Mapping[tuple[str, str], str]
    broken: frozenset[str] = frozenset()

    def place(self, kind: str, name: str, at: str = "") -> Place:
        """Where a definition stands, and a key in it."""
        return Place(self.where.get((kind, name), kind), at)

    def unknown(self, name: str, known: Iterable[str], what: Text, place: Place) -> Iterator[Issue]:
        """One issue where `name` is none of the `known` names; `what` is the kind of thing that is meant."""
        names = set(known)
        if name in names or name in self.broken:
            return
        wrong = Text(f"没有“{name}”这个{what.zh}", f"there is no {what.en} {name!r}")
        yield Issue("unknown", place.where, place.at, wrong, suggestion(name, names))


Check = Callable[[Subject], Iterator[Issue]]
"""A check: it looks at one thing and gives an issue for each place where it does not hold."""
