"""A record: one filled form in its envelope."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from nanfeng.forms.form import Purpose
from nanfeng.kinds.period import Period
from nanfeng.kinds.provenance import Origin

Value = str | int | Decimal | date | bool | None
"""What a field holds: text and codes as str, whole numbers as int, numbers and money as Decimal in the base unit,
organisations as canonical identifiers, places and industries as codes, periods as canonical text; None where nothing
was said."""


@dataclass(frozen=True)
class Record:
    """One filled form.

    `form` and `form_digest` say which form, in which wording. `period` is the period that it reports on, or the day
    that it happened. `version` counts from 1 for each key. `happened` is when the fact came about (the last day of
    the period for a return), `entered` when we took it in (UTC). `place` is a park or other place code, None where
    the register answers.
    """

    form: str
    form_digest: str
    organisation: str | None
    subject: str
    period: Period
    place: str | None
    version: int
    purpose: Purpose
    status: str
    happened: date
    entered: datetime
    entered_by: str
    acting_for: str | None
    origin: Origin
    values: Mapping[str, Value] = field(default_factory=dict)
