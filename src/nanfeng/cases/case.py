"""A case: one organisation's way through a programme, as it is now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from nanfeng.cases.course import Actor, Course
from nanfeng.cases.criterion import Assessed
from nanfeng.forms.value import Value


def case_number(programme: str, year: int, serial: int) -> str:
    """What a case is called everywhere: by its programme, the year in which it began, and which it was then, from 1."""
    return f"{programme}-{year}-{serial:04}"


@dataclass(frozen=True)
class Confirmation:
    """Who confirmed an outcome and when; it stands as long as the digest is that of the outcome's values."""

    outcome: str
    digest: str
    actor: Actor
    at: datetime


@dataclass(frozen=True)
class Payment:
    """An instalment of the money field `of` that was paid: how much (yuan), on which day, and the payer's reference."""

    instalment: str
    of: str
    amount: Decimal
    on: date
    reference: str


@dataclass(frozen=True)
class Case:
    """What the rules of a programme read. `edition` is that of the programme under which it goes on; `organisation`
    is empty for somebody who is in no register yet.

    `values` are its fields as last filled in; `papers` the sha256 of its documents by kind; `linked` how many records
    of a form belong to it; `assessed` the criteria as they answer `today`.
    """

    course: Course
    organisation: str
    edition: str
    park: str | None = None
    cohort: str | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    papers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    linked: Mapping[str, int] = field(default_factory=dict)
    assessed: tuple[Assessed, ...] = ()
    confirmations: tuple[Confirmation, ...] = ()
    payments: tuple[Payment, ...] = ()
    today: date | None = None

    @property
    def facts(self) -> Mapping[str, Value]:
        """What rules read, by name."""
        return {**self.values, "today": self.today}

    def paid(self, of: str) -> Decimal:
        """How much of a money field was paid."""
        return sum((payment.amount for payment in self.payments if payment.of == of), Decimal(0))
