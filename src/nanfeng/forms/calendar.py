"""The calendar of a form: the periods for which it is owed, and by when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nanfeng.forms.due import Due
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.period import Period
from nanfeng.kinds.working_days import Deadline, deadline


@dataclass(frozen=True)
class DuePeriod:
    """A period for which a form is owed, and the last day on which it is in time."""

    period: Period
    deadline: Deadline


def due_periods(form: Form, first_day: date, last_day: date) -> tuple[DuePeriod, ...]:
    """The periods that end within these days (both included) for which the form is owed, in order; none for a form
    that nobody owes. Their deadlines may lie after `last_day`.
    """
    due = form.due
    if due is None:
        return ()
    wanted = Period(first_day, last_day)
    return tuple(
        DuePeriod(period, deadline(period.last, due.working_days))
        for period in _periods(form, due, wanted)
        if wanted.first <= period.last <= wanted.last and (due.since is None or period.last >= due.since)
    )


def closing_months(form: Form, due: Due) -> tuple[int, ...]:
    """The months (1 to 12) at whose end the form is owed. January is never collected alone, so that the first of the
    monthly cumulative returns is that of January and February.
    """
    if due.months:
        return tuple(sorted(due.months))
    months = range(due.frequency.months, 13, due.frequency.months)
    return tuple(month for month in months if month > 1 or form.timing is not Timing.CUMULATIVE)


def _periods(form: Form, due: Due, wanted: Period) -> Iterator[Period]:
    for year in range(wanted.first.year, wanted.last.year + 1):
        for month in closing_months(form, due):
            begins = 1 if form.timing is Timing.CUMULATIVE else month - due.frequency.months + 1
            yield Period.of_months(year, begins, month)
