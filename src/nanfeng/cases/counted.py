"""What a programme lets the zone count: a short way to say an indicator, for those who write a programme."""

from dataclasses import dataclass
from enum import StrEnum

from nanfeng.forms.rule import Rule
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.text import Text


class What(StrEnum):
    """What is counted or added up."""

    CASES = "cases"
    ORGANISATIONS = "organisations"  # each once, however many cases it has
    AMOUNT = "amount"  # the sum of the field `of`


@dataclass(frozen=True)
class Counted(Definition):
    """An indicator over the cases that came to a stage within a period, or are there at its end (`standing`).

    `of` names the field that is summed. Where `confirmed` names an outcome, only what it confirmed counts; where there
    is a rule `where` over the case's fields, only cases for which it answers yes; it may ask `in_time`, whether the
    case left the stage within its limit.
    """

    id: str
    name: Text
    definition: Text
    what: What
    reached: str
    of: str | None = None
    standing: bool = False
    confirmed: str | None = None
    where: Rule | None = None
