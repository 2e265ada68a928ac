"""Names of organisations as people write them, and who bore them when."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_BRACKETS = str.maketrans("[]{}<>〔〕【】〈〉《》「」『』〖〗", "()" * 10)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Span:
    """The days from `since` to `until`, both included; None where it is open on that side."""

    since: date | None = None
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the day lies in it."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


FORMERLY = Span(date.max, date.min)
"""A span that holds on no day: for a name that was given up, nobody said when."""


@dataclass(frozen=True)
class NameBorne:
    """A name that an organisation (canonical identifier) bears or bore."""

    name: str
    organisation: str
    span: Span = Span()


def normalised(name: str) -> str:
    """The name in one width (NFKC), without blanks, in lower case, with all kinds of brackets written alike."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", name)).translate(_BRACKETS).casefold()


Writings = dict[str, tuple[NameBorne, ...]]
"""Who bears a name, by a way of writing it."""


class NameIndex:
    """Finds the organisations that bear a name, by one dictionary look-up a way of writing."""

    def __init__(self, names: Iterable[NameBorne]) -> None:
        self._exact, self._loose = _by_writing(names)

    def revised(self, gone: Iterable[NameBorne], come: Iterable[NameBorne]) -> "NameIndex":
        """The index without some of its names and with others; this one stays as it is."""
        index, lost = NameIndex(come), set(gone)
        index._exact = _revised(self._exact, {borne.name for borne in lost}, lost, index._exact)
        index._loose = _revised(self._loose, {normalised(borne.name) for borne in lost}, lost, index._loose)
        return index

    def bearers(self, text: str, on: date) -> tuple[str, ...]:
        """Identifiers of those who bear the name on the day, else of those who bore it on another, sorted.

        A name that is written exactly so goes before one that only reads alike.
        """
        as_written = self._exact.get(text.strip(), ())
        if holders := _holders(as_written, on):
            return holders
        alike = self._loose.get(normalised(text), ())
        return _holders(alike, on) or _sorted(as_written) or _sorted(alike)


def _by_writing(names: Iterable[NameBorne]) -> tuple[Writings, Writings]:
    """By the names as written, and by how they read."""
    exact: dict[str, list[NameBorne]] = {}
    loose: dict[str, list[NameBorne]] = {}
    for borne in names:
        exact.setdefault(borne.name, []).append(borne)
        loose.setdefault(normalised(borne.name), []).append(borne)
    return _fixed(exact), _fixed(loose)


def _fixed(lists: Mapping[str, list[NameBorne]]) -> Writings:
    return {written: tuple(borne) for written, borne in lists.items()}


def _revised(known: Writings, touched: Iterable[str], lost: Collection[NameBorne], come: Writings) -> Writings:
    revised = dict(known)
    for written in touched:
        revised[written] = tuple(borne for borne in known[written] if borne not in lost)
    for written, borne in come.items():
        revised[written] = revised.get(written, ()) + borne
    return revised


def _holders(borne: Iterable[NameBorne], on: date) -> tuple[str, ...]:
    return _sorted(item for item in borne if item.span.holds(on))


def _sorted(borne: Iterable[NameBorne]) -> tuple[str, ...]:
    return tuple(sorted({item.organisation for item in borne}))
