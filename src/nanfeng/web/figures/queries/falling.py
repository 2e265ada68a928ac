"""Early warning: the organisations whose own numbers fall, as far as the present scope sees their returns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Max

from nanfeng.figures.falling import Falling, falling
from nanfeng.figures.selection import Sources
from nanfeng.figures.warning import FallWarning
from nanfeng.kinds.period import Period
from nanfeng.ledger.read import reader_over
from nanfeng.ledger.register import Register
from nanfeng.web import city
from nanfeng.web.people.scope import Scope, present
from nanfeng.web.records.queries import Which, records, table
from nanfeng.web.records.register import register


@dataclass(frozen=True)
class Fallen:
    """An organisation that falls, with its name and its park as the register has them now."""

    falling: Falling
    name: str
    park: str


@dataclass(frozen=True)
class _State:
    """What a list was made from: whose sight, up to which record, by which definitions."""

    scope: Scope
    newest: int
    pack_digest: str


def periods(warning: FallWarning) -> list[Period]:
    """The years to date for which returns of the warning's form are there, the latest first, at most two years."""
    found = records().filter(form=warning.form, current=True).order_by("-last").values_list("first", "last")
    spans = [Period(first, last) for first, last in found.distinct()[:24]]
    return [span for span in spans if span.year_to_date and span.last.month > 1]


def fallen(warning: FallWarning, period: Period) -> Sequence[Fallen]:
    """The organisations that fall, the steepest first; only those whose returns the present scope may see."""
    newest = records().filter(form=warning.form).aggregate(newest=Max("pk"))["newest"] or 0
    found = _falling(warning, period, _State(present(), newest, city.pack().digest))
    known = register()
    return [
        Fallen(one, known.name(one.organisation) or "", _park(known, one.organisation, period.last)) for one in found
    ]


@lru_cache(maxsize=32)
def _falling(warning: FallWarning, period: Period, _state: _State) -> tuple[Falling, ...]:
    """Read once for each sight and each new record: all returns of two years are looked through."""
    form = city.pack().forms[warning.form]
    reader = reader_over({form.name: table(form, Which(current=True))}, {form.name: form})
    return falling(warning, period, Sources(city.pack().definitions, reader))


def _park(known: Register, organisation: str, on: date) -> str:
    membership = known.membership(organisation, on)
    return (membership and membership.park) or ""
