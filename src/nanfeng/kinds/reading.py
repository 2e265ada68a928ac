"""Reading what people write: `2,405.72亿元`, `８５７万`, `RMB 790 million`, `≥ 1亿元或1000万美元`.

Nothing is guessed: what is not understood raises ValueError, and the text stays with the caller.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.unit import Unit

_COMPARATORS = (
    (Comparator.NOT_REDUCED, r"不减少|不低于现状|not (?:be )?reduced"),
    (Comparator.AT_LEAST, r"≥|>=|不低于|不少于|at least|no less than|及以上|以上"),
    (Comparator.AT_MOST, r"≤|<=|不超过|不高于|at most|no more than|up to|及以下"),
    (Comparator.EXCEED, r">|超过|超|逾|突破|more than|exceed(?:ing|s)?|over|above"),
    (Comparator.BELOW, r"<|低于|less than|below|under|以下"),
    (Comparator.NEARLY, r"近|nearly|almost"),
    (Comparator.ABOUT, r"约|左右|about|approximately|approximate|around|~"),
    (Comparator.REACH, r"达到?|reach(?:es|ed|ing)?"),
)
_SCALES = {
    "": Decimal(1),
    "千": Decimal("1e3"),
    "万": Decimal("1e4"),
    "百万": Decimal("1e6"),
    "千万": Decimal("1e7"),
    "亿": Decimal("1e8"),
    "万亿": Decimal("1e12"),
    "thousand": Decimal("1e3"),
    "k": Decimal("1e3"),
    "million": Decimal("1e6"),
    "m": Decimal("1e6"),
    "mn": Decimal("1e6"),
    "billion": Decimal("1e9"),
    "bn": Decimal("1e9"),
    "trillion": Decimal("1e12"),
    "tn": Decimal("1e12"),
}
_BASES = {
    Unit.HKD: r"港元|港币|hk\$|hkd",
    Unit.USD: r"美元|us\$|usd|us dollars?|\$",
    Unit.EUR: r"欧元|eur|euros?|€",
    Unit.YUAN: r"人民币|rmb|cny|yuan|元|￥|¥",
    Unit.PERCENT: r"%|per ?cent|百分之",
    Unit.SQUARE_METRE: r"平方米|m2|sq\.? ?m|square met(?:re|er)s?",
    Unit.SQUARE_KILOMETRE: r"平方公里|平方千米|km2",
    Unit.HECTARE: r"公顷|hectares?",
    Unit.MU: r"亩|mu",
    Unit.DAYS: r"天|日|days?",
    Unit.YEARS: r"年|years?",
    Unit.PERSONS: r"人次|人|people|persons",
    Unit.COUNT: r"个|家|项|件|次|台|户|companies|enterprises|projects|units?",
}
_NUMBER = re.compile(r"[-+−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SCALE = re.compile(r"万亿|千万|百万|亿|万|千|thousand|million|billion|trillion|bn|mn|tn|k\b|m\b")


@dataclass(frozen=True)
class Stated:
    """An amount as somebody stated it: `value` in `unit` (None where no unit was written), and how it is meant."""

    value: Decimal
    unit: Unit | None
    comparator: Comparator = Comparator.EXACTLY


def plain(text: str) -> str:
    """The text with full-width characters made half-width and outer blanks removed; ² and the like become digits."""
    return unicodedata.normalize("NFKC", text).replace("，", ",").strip()


def read_number(text: str) -> Decimal:
    """A bare number with optional thousands separators; raise ValueError where it is none."""
    digits = plain(text).replace(" ", "")
    if not _NUMBER.fullmatch(digits):
        raise ValueError(f"{text!r} is not a number")
    return _decimal(digits)


def read_unit(text: str) -> tuple[Decimal, Unit] | None:
    """A unit as a header writes it (`万元`, `thousand yuan`, `RMB million`): its multiple of a base unit.

    None where the text names no unit. `亿` alone is a scale without a unit, and so no unit.
    """
    words = plain(text).lower()
    scale = _SCALE.search(words)
    rest = words.replace(scale[0], "", 1).strip() if scale else words
    for unit, pattern in _BASES.items():
        if re.fullmatch(pattern, rest):
            return (_SCALES[scale[0]] if scale else Decimal(1)), unit
    return None


def read_amount(text: str) -> Stated:
    """One stated amount. Scaled to its base unit: `2,405.72亿元` is 240,572,000,000 yuan, never a billion for a 亿."""
    words = plain(text).lower()
    comparator = _comparator(words)
    number = _NUMBER.search(words)
    if number is None:
        raise ValueError(f"{text!r} holds no number; write digits, such as 1,234.5 万元")
    rest = words[: number.start()] + " " + words[number.end() :]
    if extra := _NUMBER.search(re.sub(r"(?<=m)2", "", rest)):
        raise ValueError(f"{text!r} holds two numbers, {number[0]} and {extra[0]}; write one")
    scale = _SCALE.match(words[number.end() :].lstrip())
    value = _decimal(number[0]) * (_SCALES[scale[0]] if scale else 1)
    return Stated(value, _base_unit(rest), comparator)


def read_amounts(text: str) -> tuple[Stated, ...]:
    """Stated amounts of which any one suffices: `≥ 1亿元或1000万美元`. A comparator before the first holds for all."""
    parts = [part for part in re.split(r"\s*(?:或者|或|\bor\b)\s*", plain(text)) if part]
    if not parts:
        raise ValueError(f"{text!r} holds no amount")
    first, *others = (read_amount(part) for part in parts)
    inherited = (
        Stated(o.value, o.unit, first.comparator if o.comparator is Comparator.EXACTLY else o.comparator)
        for o in others
    )
    return (first, *inherited)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("−", "-"))


def _comparator(words: str) -> Comparator:
    for comparator, pattern in _COMPARATORS:
        if re.search(pattern, words):
            return comparator
    return Comparator.EXACTLY


def _base_unit(words: str) -> Unit | None:
    for unit, pattern in _BASES.items():
        if re.search(pattern, words):
            return unit
    return None
