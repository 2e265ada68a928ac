"""Kinds of values that many operations share."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.web.api.problem import Words

LARGEST = 2**63 - 1

PlainText = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]
"""A text that people write."""
Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]
"""A code or a few words."""


def _canonical(text: str) -> str:
    return str(Period.parse(text))


PeriodText = Annotated[
    str,
    StringConstraints(min_length=4, max_length=22, pattern=r"^\d{4}[-0-9HQ.]*$"),
    AfterValidator(_canonical),
    Field(
        description="期间：2023、2023-H1、2023-Q2、2023-06、2023-06-28 或 2023-01..2023-04 / a period",
        examples=["2023-Q2"],
    ),
]
Number = Annotated[int, Field(ge=1, le=LARGEST, description="编号 / number")]
"""The number of something, in an address."""
Money = Annotated[
    str, Field(pattern=r"^-?\d+(\.\d+)?$", description="十进制数，以字符串表示 / a decimal number as a string")
]


def words(text: Text) -> Words:
    """Words in both languages."""
    return Words(zh=text.zh, en=text.en)


def plain(value: Any) -> Any:
    """A value of a record as the API says it: numbers as decimal strings, days as ISO dates."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value
