"""When a form is owed, by whom, and by which day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nanfeng.kinds.definition import Definition


class Frequency(StrEnum):
    """How often a form is owed."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """How many months lie between one period's end and the next."""
        return _MONTHS[self]


_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.YEARLY: 12}


@dataclass(frozen=True)
class Due(Definition):
    """What a form says of who owes it and when.

    It is due on the working day that is `working_days` after the last day of the period. `of` names the span form
    whose holders owe it on that last day, such as membership; `kinds` narrows them to kinds of organisation (codes of
    the field `kind` in the register; all, where there are none). A return of departments lists these in `departments`
    instead. `months` are the months (1 to 12) whose end closes a period, where not all that the frequency gives;
    `since` is the day before which no period that ended is owed (None: there is none). `flow` is the one that its
    returns go through.
    """

    frequency: Frequency
    working_days: int
    of: str | None = None
    kinds: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    since: date | None = None
    flow: str = "return"
