"""Closing a call: returns that were checked are closed, and their records approved; reopening one for correction."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.flows.services import Asked, Moved, move_many
from nanfeng.web.records import services as records_services
from nanfeng.web.records.models import Record
from nanfeng.web.returns.entries import form_of
from nanfeng.web.returns.models import Call, Return
from nanfeng.web.returns.queries import returns, standing
from nanfeng.web.returns.services.moving import move
from nanfeng.web.returns.stages import CHECKED, PASSED, SUBMITTED


@dataclass(frozen=True)
class Closable:
    """What closing a call would do: how many returns are checked and would be closed, how many are still under review,
    and how many were not filed. `stages` counts all by stage.
    """

    checked: int
    under_review: int
    missing: int
    stages: Mapping[str, int]

    @property
    def ready(self) -> bool:
        """Whether there is something to close and nothing is left half-way."""
        return self.checked > 0 and self.under_review == 0


def closable(call: Call) -> Closable:
    """How far a call is from being closed, as the present scope sees it."""
    found = standing([call])[0]
    under_review = sum(found.stages.get(stage, 0) for stage in (SUBMITTED, PASSED))
    return Closable(found.stages.get(CHECKED, 0), under_review, found.missing, found.stages)


@transaction.atomic
def close_call(call: Call, by: str) -> Moved:
    """Close all returns of a call that are checked, and approve their records; each is closed or refused alone.

    The call itself is closed where none was refused and none is left under review; who has not reported by then may
    still report, and is closed by closing again.
    """
    checked = list(returns().filter(call=call, course__stage=CHECKED))
    moved = move_many({one.course.pk: one.course.version for one in checked}, Asked("close"))
    closed = {course.pk for course in moved.courses}
    approved = _approve(call, [one for one in checked if one.course.pk in closed])
    note(Note("close", "call", str(call), changes={"returns": [None, len(closed)], "records": [None, approved]}))
    if closed and not moved.refused and not closable(call).under_review:
        call.closed_at, call.closed_by = clock.now(), by
        call.save(update_fields=["closed_at", "closed_by"])
    return moved


def reopen(one: Return, reason_code: str, reason: str) -> Return:
    """Open a closed return again for a correction, with a reason code of the flow; what was approved stays approved
    until the corrected records are. Raise FlowError where the flow refuses it.
    """
    asked = Asked("reopen_for_correction", reason=reason, reason_code=reason_code)
    return move(one, one.course.version, asked)


def _approve(call: Call, closed: list[Return]) -> int:
    """Approve the current records of returns of a call."""
    whose = [one.organisation for one in closed]
    current = Record.objects.filter(
        form=call.form, first=call.first, last=call.last, organisation__in=whose, current=True
    )
    return records_services.approve(form_of(call), list(current.values_list("key", flat=True)))
