"""Slips of the pen that would explain a number: digits swapped, or one unit read as another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from nanfeng.figures.published import Published
from nanfeng.figures.reconcile.finding import Cause
from nanfeng.figures.reconcile.words import amount
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Unit

POWERS = (1, 3, 4, 8)
"""亿 for billion is off by 10, thousand by 10³, 万 by 10⁴, 亿 by 10⁸."""


@dataclass(frozen=True)
class Slip:
    """A likely cause: `row` would fit if it read `value` (in the unit of the row)."""

    row: Published
    value: Decimal
    cause: Cause

    def text(self) -> Text:
        """The cause in words, with the reading that would fit."""
        would = amount(self.value, self.row.unit)
        if self.cause is Cause.SWAPPED_DIGITS:
            return Text(
                f"可能是数字颠倒：{self.row.id}如为{would.zh}则相符",
                f"probably swapped digits: {self.row.id} would fit as {would.en}",
            )
        unit = _billion(self.row.unit)
        return Text(
            f"可能差了10的倍数{unit.zh}：{self.row.id}如为{would.zh}则相符",
            f"probably off by a power of ten{unit.en}: {self.row.id} would fit as {would.en}",
        )


def likely(row: Published, fits: Callable[[Decimal], bool]) -> Slip | None:
    """The slip that explains the row, None where none does. `fits` judges a number in the unit of the row."""
    if row.value is None:
        return None
    power = next((value for value in _powers(row.value) if fits(value)), None)
    return Slip(row, power, Cause.POWER_OF_TEN) if power is not None else likely_swap(row, fits)


def likely_swap(row: Published, fits: Callable[[Decimal], bool]) -> Slip | None:
    """The swap of two neighbouring digits that explains the row, None where none does."""
    if row.value is None:
        return None
    swap = next((value for value in _swapped(row.value) if fits(value)), None)
    return Slip(row, swap, Cause.SWAPPED_DIGITS) if swap is not None else None


def explained(message: Text, slip: Slip | None) -> Text:
    """The message, followed by the likely cause where there is one."""
    if slip is None:
        return message
    cause = slip.text()
    return Text(f"{message.zh}；{cause.zh}", f"{message.en}; {cause.en}")


def scaled(value: Decimal, power: int) -> Decimal:
    """The value times ten to the power, as plain digits."""
    return value.scaleb(power)


def _powers(value: Decimal) -> Iterator[Decimal]:
    for power in POWERS:
        yield scaled(value, -power)
        yield scaled(value, power)


def _swapped(value: Decimal) -> Iterator[Decimal]:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        return
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = (*digits[:at], digits[at + 1], digits[at], *digits[at + 2 :])
            yield Decimal((sign, swapped, exponent))


def _billion(unit: Unit | None) -> Text:
    if unit is Unit.BILLION_YUAN or unit is Unit.BILLION_USD:
        return Text("（如“亿”误读为billion）", " (such as 亿, 10⁸, read as billion, 10⁹)")
    return Text("", "")
