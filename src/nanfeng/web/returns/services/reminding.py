"""Reminding who has not reported: by hand, and by the clock around each deadline."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.returns.models import Call, Return
from nanfeng.web.returns.queries import missing
from nanfeng.web.returns.services.telling import tell
from nanfeng.web.returns.stages import OPEN
from nanfeng.web.returns.wording import reminder

_DAYS = (-3, 0, 1)
"""Days after a deadline (before it where negative) on which everybody is reminded who has not reported."""


@transaction.atomic
def remind(returns: Iterable[Return], on: date) -> int:
    """Remind those who have not reported, each at most once on a day; return how many were reminded now."""
    waiting = [one for one in returns if one.course.stage in OPEN]
    told = tell(waiting, lambda _one: f"reminder {on}", lambda one: reminder(one, on))
    if told:
        Return.objects.filter(pk__in=[one.pk for one in waiting]).update(reminded_at=clock.now())
        note(Note("remind", "return", str(waiting[0].call), changes={"told": [None, told]}))
    return told


def remind_due(on: date) -> int:
    """Remind, for all calls whose deadline lies that near to a day, everybody who has not reported."""
    deadlines = [on - timedelta(days=days) for days in _DAYS]
    calls = Call.objects.filter(closed_at=None, deadline__in=deadlines)
    return sum(remind(missing(call), on) for call in calls)
