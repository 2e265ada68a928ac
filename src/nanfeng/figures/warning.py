"""An early warning: when an organisation counts as falling, as data."""

from dataclasses import dataclass
from decimal import Decimal

from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class FallWarning(Definition):
    """An organisation falls whose amount `field` of the cumulative `form` is, for the year to date, at least
    `drop_percent` per cent below a year ago, and below a year ago in each of the last `months` months too (January and
    February are one).
    """

    id: str
    label: Text
    form: str
    field: str
    drop_percent: Decimal
    months: int = 1
