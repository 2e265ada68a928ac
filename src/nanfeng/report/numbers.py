"""Printing figures in the reader's habit: 亿元 in Chinese, billion in English; rounded half up, only here."""

import re
from decimal import ROUND_HALF_UP, Decimal

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.figure import Figure, Status
from nanfeng.kinds.text import Language, Text
from nanfeng.kinds.unit import Dimension, Unit

_SCALES = {
    Language.ZH: (
        (Decimal("1e12"), "万亿", 2),
        (Decimal("1e8"), "亿", 2),
        (Decimal("1e4"), "万", 2),
        (Decimal(1), "", 0),
    ),
    Language.EN: (
        (Decimal("1e12"), " trillion", 3),
        (Decimal("1e9"), " billion", 3),
        (Decimal("1e6"), " million", 2),
        (Decimal(1), "", 0),
    ),
}
_CURRENCIES = {
    Dimension.YUAN: Text("元", " yuan"),
    Dimension.USD: Text("美元", " US dollars"),
    Dimension.HKD: Text("港元", " Hong Kong dollars"),
    Dimension.EUR: Text("欧元", " euros"),
}
_COMPARATORS = {
    Comparator.EXACTLY: Text("", ""),
    Comparator.EXCEED: Text("超过", "more than "),
    Comparator.AT_LEAST: Text("不低于", "at least "),
    Comparator.REACH: Text("达到", "reach "),
    Comparator.ABOUT: Text("约", "about "),
    Comparator.NEARLY: Text("近", "nearly "),
    Comparator.AT_MOST: Text("不超过", "at most "),
    Comparator.BELOW: Text("低于", "below "),
    Comparator.NOT_REDUCED: Text("不减少", "not reduced"),
}
_ABSENT = {
    Status.SUPPRESSED: Text("不予公布", "not published"),
    Status.WITHHELD: Text("未获授权", "withheld"),
    Status.MISSING: Text("无数据", "not available"),
}
_TRAILING_ZEROS = re.compile(r"(?:\.0+|(\.\d*[1-9])0+)(?!\d)")
STYLES = ("plain", "signed", "change", "number")
"""How a reference can be printed: with its unit; with its sign; as a change in words; as a number without unit."""


def print_figure(figure: Figure, language: Language, style: str | None = None) -> str:
    """A figure as words; one without a value says why it has none. A growth is printed with its sign unless told."""
    if figure.value is None:
        absent = _ABSENT.get(figure.status, _ABSENT[Status.MISSING])
        return absent.in_language(language)
    style = style or ("signed" if figure.key.growth else "plain")
    if style == "change":
        return _change(figure.value, language)
    printed = print_value(figure.value, figure.unit, language, with_unit=style != "number")
    sign = "+" if style == "signed" and figure.value > 0 else ""
    return _COMPARATORS[figure.comparator].in_language(language) + sign + printed


def print_stated(value: Decimal, unit: Unit | None, comparator: Comparator, language: Language) -> str:
    """A value that somebody stated, with its comparator, without digits that were not stated: 3, not 3.00."""
    words = _COMPARATORS[comparator].in_language(language)
    if comparator is Comparator.NOT_REDUCED:
        return words
    return words + (_TRAILING_ZEROS.sub(r"\1", print_value(value, unit, language)) if unit else _grouped(value, 0))


def print_value(value: Decimal, unit: Unit, language: Language, *, with_unit: bool = True) -> str:
    """A number in `unit` as people of that language write it. Money is scaled; shares have two decimals."""
    if currency := _CURRENCIES.get(unit.dimension):
        return _money(value * unit.factor, language, currency.in_language(language) if with_unit else "")
    if unit.dimension is Dimension.COUNT:
        return _grouped(value, 0 if value == value.to_integral_value() else 2)
    number = _grouped(value, 2)
    if unit is Unit.PERCENT:
        return f"{number}%" if with_unit else number
    gap = "" if language is Language.ZH else " "
    return f"{number}{gap}{unit.label.in_language(language)}" if with_unit else number


def print_scaled(value: Decimal, language: Language) -> str:
    """Money that is in 亿元 (Chinese) or billion yuan (English) already, as a bare number."""
    return _grouped(value, 2 if language is Language.ZH else 3)


def _money(yuan: Decimal, language: Language, currency: str) -> str:
    scales = _SCALES[language]
    size, name, digits = next((s for s in scales if abs(yuan) >= s[0]), scales[-1])
    return f"{_grouped(yuan / size, digits)}{name}{currency}"


def _change(value: Decimal, language: Language) -> str:
    size = f"{_grouped(abs(value), 2)}%"
    if rounded(value, 2) == 0:
        return "持平" if language is Language.ZH else "unchanged"
    if language is Language.ZH:
        return f"{'增长' if value > 0 else '下降'}{size}"
    return f"{'up' if value > 0 else 'down'} {size}"


def rounded(value: Decimal, digits: int) -> Decimal:
    """Rounded half up, away from zero, as people round."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def _grouped(value: Decimal, digits: int) -> str:
    return f"{rounded(value, digits):,.{digits}f}"
