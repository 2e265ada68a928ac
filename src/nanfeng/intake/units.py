"""Units as headers and cells write them: `（万元）`, `单位：千元`, `Output (million yuan)`, `856万`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nanfeng.kinds.reading import plain, read_amount, read_unit
from nanfeng.kinds.text import BETWEEN
from nanfeng.kinds.unit import Dimension, Unit

REMEMBERED = 1 << 13
"""Headers are read again with every file of a kind: so many of them are remembered with what they mean."""


@dataclass(frozen=True)
class Measure:
    """A unit as written: how many base units of its dimension one of it is; `dimension` is None for a bare scale
    (`万`), which counts whatever the field counts.
    """

    factor: Decimal
    dimension: Dimension | None


_LABELS = {
    re.sub(r"\s+", " ", text.lower()): Measure(unit.factor, unit.dimension)
    for unit in Unit
    for text in (unit.label.zh, unit.label.en)
    if text
} | {
    "10,000 yuan": Measure(Decimal("1e4"), Dimension.YUAN),
    "100 million yuan": Measure(Decimal("1e8"), Dimension.YUAN),
}
_UNITS: dict[Measure, Unit] = {}
for _unit in Unit:
    _UNITS.setdefault(Measure(_unit.factor, _unit.dimension), _unit)
_SCALES = ("千", "万", "百万", "千万", "亿", "万亿", "thousand", "million", "billion", "trillion")
_BRACKET = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_TAIL = re.compile(r"^(.+?)\s*[,:/、;]\s*([^,:/、;]+)$")
_PREFIX = re.compile(r"^(?:(?:计量|金额)?单位\s*[::为]?|units?\s*:|in\s)\s*")
_STATED = re.compile(r"(?:(?:计量|金额|货币)?单位|units?)\s*:\s*([^;。)\]]+?)\s*(?:$|[;。)\]]|\s{2,})")


def read_measure(text: str) -> Measure | None:
    """The unit that a text names, None where it names none."""
    words = re.sub(r"\s+", " ", plain(text).lower())
    if words in _LABELS:
        return _LABELS[words]
    if words in _SCALES:
        return Measure(read_amount(f"1{words}").value, None)
    found = read_unit(words) if words else None
    return Measure(found[0] * found[1].factor, found[1].dimension) if found else None


def unit_named(measure: Measure) -> Unit | None:
    """The unit that a measure is, None where it has no name of its own (`千万元`)."""
    return _UNITS.get(measure)


@lru_cache(maxsize=REMEMBERED)
def split_unit(title: str) -> tuple[str, Measure | None]:
    """A header's words without its unit, and the unit; the words are empty where the header is nothing but a unit."""
    words = plain(title)
    for bracket in reversed(list(_BRACKET.finditer(words))):
        if measure := _named(bracket[1]):
            return (words[: bracket.start()] + words[bracket.end() :]).strip(), measure
    if measure := _named(words):
        return "", measure
    tail = _TAIL.match(words)
    if tail and (measure := _named(tail[2])):
        return tail[1], measure
    return words, None


def stated_unit(line: str) -> Measure | None:
    """The unit that a title line states for the whole table, such as `单位：千元`; None for `填报单位：某公司`."""
    stated = _STATED.search(plain(line).lower())
    return read_measure(stated[1]) if stated else None


def _named(words: str) -> Measure | None:
    """The unit that words name, in one language or the same in both: `千元 / thousand yuan`."""
    named = {read_measure(_PREFIX.sub("", part.strip().lower())) for part in words.split(BETWEEN)}
    measure = named.pop() if len(named) == 1 else None
    return measure if measure and measure.dimension else None
