"""How targets and numbers are put into the sentences of a reason."""

from decimal import Context, Decimal

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit

_READABLE = Context(prec=12)

_ZH_MONEY = (Unit.TRILLION_YUAN, Unit.YI_YUAN, Unit.WAN_YUAN)
_EN_MONEY = (Unit.TRILLION_YUAN, Unit.BILLION_YUAN, Unit.MILLION_YUAN)

_COMPARED = {
    Comparator.EXACTLY: ("恰为{}", "exactly {}"),
    Comparator.EXCEED: ("超过{}", "more than {}"),
    Comparator.AT_LEAST: ("不少于{}", "at least {}"),
    Comparator.REACH: ("达到{}", "reach {}"),
    Comparator.ABOUT: ("约{}", "about {}"),
    Comparator.NEARLY: ("近{}", "nearly {}"),
    Comparator.AT_MOST: ("不超过{}", "at most {}"),
    Comparator.BELOW: ("低于{}", "less than {}"),
    Comparator.NOT_REDUCED: ("不低于{}", "not below {}"),
}


def amount(value: Decimal, unit: Unit | None) -> Text:
    """A number with its unit, never rounded to fewer than twelve significant digits; yuan as each language counts."""
    if unit is not None and unit.dimension is Dimension.YUAN:
        return _money(value * unit.factor)
    number = _number(value)
    if unit is None:
        return Text(number, number)
    space = "" if unit is Unit.PERCENT else " "
    return Text(f"{number}{unit.label.zh}", f"{number}{space}{unit.label.en}".rstrip())


def _money(yuan: Decimal) -> Text:
    zh = next((unit for unit in _ZH_MONEY if abs(yuan) >= unit.factor), Unit.YUAN)
    en = next((unit for unit in _EN_MONEY if abs(yuan) >= unit.factor), Unit.YUAN)
    return Text(f"{_number(yuan / zh.factor)}{zh.label.zh}", f"{_number(yuan / en.factor)} {en.label.en}")


def _number(value: Decimal) -> str:
    return f"{value.normalize(_READABLE):f}"


def compared(comparator: Comparator, value: Decimal, unit: Unit | None) -> Text:
    """A number with its comparator: "more than 3 trillion yuan"."""
    zh, en = _COMPARED[comparator]
    words = amount(value, unit)
    if comparator is Comparator.EXACTLY:
        return words
    return Text(zh.format(words.zh), en.format(words.en))


def percent_a_year(growth: float) -> Text:
    """A growth rate, to the third decimal."""
    return Text(f"年均增长{growth:.3f}%", f"{growth:.3f}% a year")


def joined(*sentences: Text | None) -> Text:
    """Sentences one after another; None is left out."""
    said = [sentence for sentence in sentences if sentence is not None]
    return Text("".join(part.zh for part in said), " ".join(part.en for part in said))
