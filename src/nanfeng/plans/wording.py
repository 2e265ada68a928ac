"""How targets and numbers are put into the sentences of a reason."""

from decimal import Context, Decimal

from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

_READABLE = Context(prec=12)

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
    """A number with its unit, never rounded to fewer than twelve significant digits."""
    number = f"{value.normalize(_READABLE):f}"
    if unit is None:
        return Text(number, number)
    space = "" if unit is Unit.PERCENT else " "
    return Text(f"{number}{unit.label.zh}", f"{number}{space}{unit.label.en}".rstrip())


def compared(comparator: Comparator, value: Decimal, unit: Unit | None) -> Text:
    """A number with its comparator: "more than 3 trillion yuan"."""
    zh, en = _COMPARED[comparator]
    words = amount(value, unit)
    if comparator is Comparator.EXACTLY:
        return words
    return Text(zh.format(words.zh), en.format(words.en))


def percent_a_year(growth: float) -> Text:
    """A growth rate, to the third decimal."""
    return Text(f"年均{growth:.3f}%", f"{growth:.3f}% a year")


def joined(*sentences: Text | None) -> Text:
    """Sentences one after another; None is left out."""
    said = [sentence for sentence in sentences if sentence is not None]
    return Text("".join(part.zh for part in said), " ".join(part.en for part in said))
