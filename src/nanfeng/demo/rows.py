"""What is sent in: rows of a form, and the file that an office puts them into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from nanfeng.kinds.unit import Unit

Cell = str | int | Decimal | date | bool | None
"""Amounts are in the base unit of their dimension (yuan, dollars); text in an amount is what somebody wrote."""

Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Layout:
    """How an office lays out its file.

    `unit` is the unit of amounts of money in yuan where the office does not use the unit asked. `groups` puts a merged
    line above the header, `total` a line of sums below the rows; `thousands` writes amounts as text with separators,
    `full_width` with full-width digits; `blanks` leaves spaces behind texts; `date_text` writes dates in Chinese.
    """

    unit: Unit | None = None
    encoding: str = "utf-8"
    groups: bool = False
    total: bool = False
    thousands: bool = False
    full_width: bool = False
    blanks: bool = False
    date_text: bool = False


@dataclass(frozen=True)
class Batch:
    """One file: rows of a form in the order sent. `title` goes before the form's in the first line.

    `refused` rows cannot be taken, `held` ones are asked about; the others are good.
    """

    form: str
    file: str
    rows: Sequence[Row]
    entered_by: str
    entered: date
    title: str = ""
    refused: int = 0
    held: int = 0
    layout: Layout = field(default_factory=Layout)

    @property
    def accepted(self) -> int:
        """How many rows are good."""
        return len(self.rows) - self.refused - self.held
