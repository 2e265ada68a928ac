"""What the organisation confirms, and what is paid to it."""

from datetime import date
from decimal import Decimal

from nanfeng.cases.binding import outcome_digest
from nanfeng.cases.case import Payment
from nanfeng.cases.outcomes import confirm as core_confirm
from nanfeng.cases.paying import pay as core_pay
from nanfeng.cases.paying import payables
from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.flows.conflict import changed
from nanfeng.web.programmes.models import Case
from nanfeng.web.programmes.services.beginning import NOUN
from nanfeng.web.programmes.services.keeping import actor, changing, keep
from nanfeng.web.programmes.whole import Whole


def confirm(number: str, outcome: str, seen: str | None = None) -> Case:
    """Confirm an outcome as it stands, for the organisation that does; raise FlowError where a rule refuses it, and
    ConflictError where it is no longer as it was `seen` (the digest of its values; None: it was not looked at before).
    """
    with changing(number) as found:
        _check_seen(found, outcome, seen)
        after = core_confirm(found.programme, found.case, outcome, actor(), clock.now())
        kept = keep(found, after)
        note(Note("confirm", NOUN, number, kept.organisation, {"outcome": [None, outcome]}))
        return kept


def pay(number: str, instalment: str, day: date, reference: str) -> Case:
    """Enter that an instalment was paid on a day, all of what it comes to; raise FlowError where a rule refuses it."""
    with changing(number) as found:
        parts = {one.instalment.id: one for one in payables(found.programme, found.case)}
        part = parts.get(instalment)
        amount = part.amount if part and part.amount else Decimal(0)
        payment = Payment(instalment, part.instalment.of if part else "", amount, day, reference)
        kept = keep(found, core_pay(found.programme, found.case, payment, actor()))
        note(Note("pay", NOUN, number, kept.organisation, {"instalment": [None, instalment]}))
        return kept


def _check_seen(found: Whole, outcome: str, seen: str | None) -> None:
    """Raise ConflictError where the values of an outcome have changed since they were seen."""
    known = next((one for one in found.programme.outcomes if one.id == outcome), None)
    if known and seen is not None and outcome_digest(known, found.case.values) != seen:
        raise changed(found.programme.flow, "confirm")
