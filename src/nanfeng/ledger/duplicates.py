"""Probable duplicates in a register: pairs of entries that may be one organisation. A person decides, nothing here.

Every search goes by dictionary, so that a register of 100,000 takes seconds.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, combinations, takewhile

from nanfeng.kinds.identifier import CREDIT_CODE, CREDIT_CODE_ALPHABET, credit_code_fault
from nanfeng.ledger.name_core import name_core
from nanfeng.ledger.names import normalised

_MOST_ALIKE = 20
"""A name that more entries share than this tells nothing of any two of them."""

_SHORTEST_SIMILAR = 4
"""Cores of fewer characters are not compared for likeness: two short names differ in one character by chance."""

_MOST_SIMILAR = 2
"""A name that is like more names of its park than this is made as many there are: likeness tells nothing of it."""

_NUMERAL = re.compile(r"[0-9a-z一二三四五六七八九十百甲乙丙丁东西南北中上下新]")
"""Where two names differ in such a character alone they are meant to differ: 第一 and 第二, 东 and 西."""


class Sign(StrEnum):
    """Why two entries are taken for one, the surest first."""

    SAME_NAME = "same_name"  # but for width, blanks and brackets
    MISTYPED_CODE = "mistyped_code"  # one code fails its check and is one slip away from the other
    SAME_BODY = "same_body"  # the nine characters of the body within the credit code
    SAME_CORE = "same_core"  # but for place, brackets and legal form
    SIMILAR_NAME = "similar_name"  # one character apart, in the same park


@dataclass(frozen=True)
class Entry:
    """An organisation as it is entered: canonical identifier, names borne now (the Chinese one first), and park code
    (empty where it belongs to none).
    """

    identifier: str
    names: tuple[str, ...]
    park: str = ""


@dataclass(frozen=True)
class Suspicion:
    """Two entries (canonical identifiers, in order) that may be one organisation, and why, the surest sign first."""

    one: str
    other: str
    signs: tuple[Sign, ...]


def suspicions(entries: Iterable[Entry]) -> list[Suspicion]:
    """All pairs of entries that may be one organisation, by identifier."""
    listed = list(entries)
    signs: dict[tuple[str, str], set[Sign]] = defaultdict(set)
    searches: Mapping[Sign, Iterator[tuple[str, str]]] = {
        Sign.SAME_NAME: _sharing((normalised(name), entry) for entry in listed for name in entry.names),
        Sign.MISTYPED_CODE: _mistyped(listed),
        Sign.SAME_BODY: _sharing((body, entry) for entry in listed if (body := _body(entry.identifier))),
        Sign.SAME_CORE: _sharing((name_core(entry.names[0]), entry) for entry in listed if entry.names),
        Sign.SIMILAR_NAME: _similar(listed),
    }
    for sign, pairs in searches.items():
        for one, other in pairs:
            signs[min(one, other), max(one, other)].add(sign)
    order = list(Sign)
    return [Suspicion(*pair, tuple(sorted(found, key=order.index))) for pair, found in sorted(signs.items())]


def _sharing(keyed: Iterable[tuple[str, Entry]]) -> Iterator[tuple[str, str]]:
    """The pairs of entries that share a key."""
    groups: dict[str, set[str]] = defaultdict(set)
    for key, entry in keyed:
        groups[key].add(entry.identifier)
    for group in groups.values():
        if 1 < len(group) <= _MOST_ALIKE:
            yield from combinations(sorted(group), 2)


def _body(identifier: str) -> str:
    """The nine characters of a credit code that name the body itself; empty for other identifiers."""
    register, _, number = identifier.partition(":")
    return number[8:17] if register == CREDIT_CODE else ""


def _mistyped(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Codes that fail their check, each with those that keep it and are one slip away."""
    codes = {entry.identifier.partition(":")[2] for entry in entries if _body(entry.identifier)}
    faulty = {code for code in codes if credit_code_fault(code)}
    sound = codes - faulty
    for code in faulty:
        yield from ((f"{CREDIT_CODE}:{code}", f"{CREDIT_CODE}:{near}") for near in _slips(code) & sound)


def _slips(code: str) -> set[str]:
    """The codes that one wrong character, or two neighbours exchanged, make of a code."""
    wrong = {code[:place] + letter + code[place + 1 :] for place in range(len(code)) for letter in CREDIT_CODE_ALPHABET}
    swapped = {code[:place] + code[place + 1] + code[place] + code[place + 2 :] for place in range(len(code) - 1)}
    return (wrong | swapped) - {code}


def _similar(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Entries of one park whose cores differ in one character: left out, added or another."""
    parks: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.names and entry.park:
            parks[entry.park].append(entry)
    for members in parks.values():
        yield from _similar_there(members)


def _similar_there(members: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    cores = {entry.identifier: name_core(entry.names[0]) for entry in members}
    long_enough = (entry for entry in members if len(cores[entry.identifier]) >= _SHORTEST_SIMILAR)
    shortened = ((shorter, entry) for entry in long_enough for shorter in _shorter(cores[entry.identifier]))
    near = {pair for pair in _sharing(shortened) if _differ_by_chance(*(cores[each] for each in pair))}
    neighbours = Counter(chain.from_iterable(near))
    yield from sorted(pair for pair in near if max(neighbours[each] for each in pair) <= _MOST_SIMILAR)


def _shorter(core: str) -> set[str]:
    """The core itself, and the core without any one of its characters: cores one slip apart share one of these."""
    return {core, *(core[:place] + core[place + 1 :] for place in range(len(core)))}


def _differ_by_chance(one: str, other: str) -> bool:
    """Whether cores are one slip apart, and not in a character that numbers or places them."""
    differing = _difference(one, other)
    return 1 <= len(differing) <= 2 and not _NUMERAL.search(differing)


def _difference(one: str, other: str) -> str:
    """What stands between the common beginning and the common end, of both."""
    begin = _alike(one, other)
    one, other = one[begin:], other[begin:]
    end = _alike(one[::-1], other[::-1])
    return one[: len(one) - end] + other[: len(other) - end]


def _alike(one: str, other: str) -> int:
    """How many characters two texts share from their beginning on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
