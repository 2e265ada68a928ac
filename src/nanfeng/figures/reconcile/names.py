"""One thing under several names, found from the subjects as they are printed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.book import Book, number
from nanfeng.figures.reconcile.finding import Cause, Finding, Likelihood, Outcome
from nanfeng.kinds.text import Text

SIMILAR = Decimal("0.4")
"""Names of one head noun that share this part of their words are taken for one another."""
_LINKS = frozenset({"of", "for", "with", "on", "in", "at", "to", "under"})
_FILL = _LINKS | {"the", "a", "an", "and"}
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Name:
    """A printed subject, its telling words, and its head noun (the last word before 'of', 'for' and the like)."""

    subject: str
    words: frozenset[str]
    head: str


def several_names(book: Book) -> Iterator[Finding]:
    """Subjects that probably name one thing: similar names of one head noun, related names of one indicator and
    place, or the same number told of two names in one source. One finding for all rows of one thing.
    """
    common = _common_words(book)
    names = {row.subject: _name(row.subject, common) for row in book.rows}
    rows = [row for row in book.rows if row.kind != "target"]
    groups: list[set[str]] = []
    for one, other in combinations(rows, 2):
        if one.subject != other.subject and _one_thing(one, other, names):
            groups = _merged(groups, {one.subject, other.subject})
    for subjects in groups:
        yield _finding([row for row in rows if row.subject in subjects], subjects)


def _one_thing(one: Published, other: Published, names: dict[str, Name]) -> bool:
    first, second = names[one.subject], names[other.subject]
    if one.scope and other.scope and one.scope != other.scope:
        return False
    if not first.words or not second.words or first.words == second.words:
        return False
    if one.indicator and other.indicator and one.indicator != other.indicator:
        return False
    if _same_number(one, other):
        return True
    if one.indicator and one.indicator == other.indicator and one.place == other.place and _shared(first, second):
        return True
    return _alike(first.head, second.head) and _similarity(first, second) >= SIMILAR


def _same_number(one: Published, other: Published) -> bool:
    told = (one.source, one.indicator, one.place, one.growth, one.unit, one.value)
    return (
        one.value is not None
        and number(one) != 0
        and told
        == (
            other.source,
            other.indicator,
            other.place,
            other.growth,
            other.unit,
            other.value,
        )
    )


def _common_words(book: Book) -> frozenset[str]:
    """Words that tell nothing: the name of the place that contains all others, and subjects of one word (the body
    that a source speaks for).
    """
    outermost = [place for place in book.context.places.values() if not place.parents]
    places = {word for place in outermost for word in _words(place.name.en)[:1]}
    alone = {words[0] for row in book.rows if len(words := _words(row.subject)) == 1}
    return frozenset(places | alone)


def _name(subject: str, common: frozenset[str]) -> Name:
    words = [word for word in _words(subject) if word not in common]
    before = [
        word for word in _words(re.split(rf"\b(?:{'|'.join(_LINKS)})\b", subject.lower())[0]) if word not in common
    ]
    return Name(subject, frozenset(words), (before or words or [""])[-1])


def _words(text: str) -> list[str]:
    joined = text.lower().replace("-", "")
    return [_stem(word) for word in _WORD.findall(joined) if word not in _FILL and not word.isdigit()]


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and long.startswith(short)


def _shared(first: Name, second: Name) -> int:
    return sum(any(_alike(word, other) for other in second.words) for word in first.words)


def _similarity(first: Name, second: Name) -> Decimal:
    shared = _shared(first, second)
    return Decimal(shared) / (len(first.words) + len(second.words) - shared)


def _merged(groups: list[set[str]], pair: set[str]) -> list[set[str]]:
    touching = [group for group in groups if group & pair]
    return [group for group in groups if not group & pair] + [pair.union(*touching)]


def _finding(rows: list[Published], subjects: Iterable[str]) -> Finding:
    listed = sorted(subjects)
    zh, en = "、".join(f"“{name}”" for name in listed), ", ".join(f"'{name}'" for name in listed)
    message = Text(f"很可能是同一事物的不同名称：{zh}", f"probably one thing under several names: {en}")
    ids = tuple(row.id for row in rows)
    cause = Cause.SEVERAL_NAMES
    return Finding("several_names", Outcome.INCONSISTENT, ids, message, (), Likelihood.PROBABLE, cause)
