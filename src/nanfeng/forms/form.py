"""A form: what is asked of an organisation or filled in by staff, with its key, purpose and checks."""

from dataclasses import dataclass, field
from enum import StrEnum

from nanfeng.forms.due import Due
from nanfeng.forms.field import Field
from nanfeng.forms.rule import Rule
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text


class Timing(StrEnum):
    """How a record of the form stands in time."""

    CUMULATIVE = "cumulative"  # a return for the year to date; the first of a year is January–February
    PERIOD = "period"  # a value for one period, not cumulative
    EVENT = "event"  # something that happened on a day
    SPAN = "span"  # something that holds from a day, until another day or for ever


FILED_BY_PERIOD = (Timing.CUMULATIVE, Timing.PERIOD)
"""What is asked for each period, so that a part that nobody filed is missing; an event that is not there is none."""


class Purpose(StrEnum):
    """What a record may be used for; another use needs the organisation's consent."""

    STATISTICS = "statistics"
    SERVICE = "service"
    FINANCE = "finance"
    PUBLIC = "public"


class CheckLevel(StrEnum):
    """What a failed check does to the row."""

    REFUSE = "refuse"
    ASK = "ask"  # held until somebody confirms it with an explanation
    WARN = "warn"


@dataclass(frozen=True)
class Check(Definition):
    """A rule that every record of the form has to keep; unknown counts as kept."""

    name: str
    rule: Rule
    wrong: Text
    mend: Text
    level: CheckLevel = CheckLevel.REFUSE


@dataclass(frozen=True)
class Form(Definition):
    """A form.

    `key` are the fields that together identify a record; a second record with the same key is a new version of it.
    `organisation`, `place` and `industry` name the fields that say whose, where and in what industry (None where the
    register answers, or where it makes no sense). `when` names the period field (cumulative, period) or date field
    (event, span); `until` the date field that ends a span. `register_role` marks the forms that the register of
    organisations is built from: organisation, membership, alias, succession, consent. `filed_by` are the roles that may
    file it; the statistician may file every form. `due` says who owes it by when; it is no part of what a record means,
    so that a form stays the same form when a deadline is moved.
    """

    name: str
    label: Text
    purpose: Purpose
    timing: Timing
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    when: str
    until: str | None = None
    organisation: str | None = None
    place: str | None = None
    industry: str | None = None
    register_role: str | None = None
    filed_by: tuple[Role, ...] = field(default=(), compare=False)
    checks: tuple[Check, ...] = ()
    note: Text | None = None
    due: Due | None = field(default=None, compare=False)

    def field(self, name: str) -> Field:
        """The field of that name; raise KeyError that lists the names there are."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(f"form {self.name} has no field {name}; it has {', '.join(f.name for f in self.fields)}")
