"""How a change of a case is kept: the core decides it on the case as it is, and it is written whole or not at all.

What belongs to a case is written as the platform itself: who may change what is decided on the case.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.db.models import Sum

from nanfeng.cases.binding import bound_digest
from nanfeng.cases.book import Book, Draw, Pot, draws
from nanfeng.cases.case import Case as CoreCase
from nanfeng.cases.course import Actor
from nanfeng.cases.handling import Doing
from nanfeng.cases.programme import Programme
from nanfeng.cases.time_limit import due
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.flows.queries import present_actor
from nanfeng.web.flows.services import keep_steps, set_digests
from nanfeng.web.people.scope import SYSTEM, present, seeing
from nanfeng.web.programmes.access import NotForYouError, seen
from nanfeng.web.programmes.models import Case, Confirmation, Payment, Taken
from nanfeng.web.programmes.recorded import forms_of, rows_of, write_rows
from nanfeng.web.programmes.whole import Whole, definition, whole, with_course
from nanfeng.web.records.services import hold

_BETWEEN = "|"


@contextmanager
def changing(number: str) -> Iterator[Whole]:
    """Open a transaction with a case that nobody else changes meanwhile, nor any other of its programme.

    Raise Case.DoesNotExist where it may not be seen from here, NotForYouError for those who only read.
    """
    check_writes()
    with transaction.atomic():
        found = with_course(Case.objects.get(seen(), number=number))
        _, programme = definition(found)
        hold(forms_of(programme))
        yield whole(with_course(Case.objects.select_for_update().get(pk=found.pk)))


def check_writes() -> None:
    """Raise NotForYouError for those who only read."""
    if not present().writes:
        raise NotForYouError(Text("您现在的身份只能查看", "the role that you act in only reads"))


def doing(programme: Programme, row: Case | None = None) -> Doing:
    """Who acts now, when, and what all cases but this one take of the programme's limits."""
    return Doing(actor(), clock.now(), others(programme, row))


def actor() -> Actor:
    """Who acts now; raise PermissionError for somebody without a post."""
    found = present_actor()
    if found is None:
        raise PermissionError("only somebody who acts in a role does anything with a case")
    return found


def others(programme: Programme, row: Case | None) -> Book:
    """What all cases of a programme but this one take of each pot, whoever may see them."""
    if not programme.limits:
        return {}
    with seeing(SYSTEM):
        taken = Taken.objects.filter(programme=programme.id).exclude(case=row)
        sums = taken.values_list("limit", "pot").annotate(Sum("amount")).order_by()
        return {_pot(limit, pot): amount for limit, pot, amount in sums}


def keep(before: Whole, after: CoreCase) -> Case:
    """Write what has become of a case. Raise FlowError where a record that follows from it could not stand."""
    now = replace(before, case=after)
    rows = rows_of(now, before)
    with seeing(SYSTEM):
        _keep_steps(before, after)
        _keep_beside(before, after)
        _keep_row(now)
        _keep_draws(now)
        write_rows(rows)
    return now.row


def _keep_steps(before: Whole, after: CoreCase) -> None:
    course = before.row.course
    steps = after.course.steps[len(before.case.course.steps) :]
    for step in steps:
        keep_steps([(course, step)])
    course.digest = bound_digest(before.programme, after)
    set_digests({course.pk: course.digest})


def _keep_beside(before: Whole, after: CoreCase) -> None:
    """Confirmations and payments that were added."""
    case, paid = before.row, len(before.case.payments)
    for one in after.confirmations:
        if one in before.case.confirmations:
            continue
        who = {"by": one.actor.by, "role": one.actor.role.value, "acting_for": one.actor.acting_for or ""}
        Confirmation.objects.create(case=case, outcome=one.outcome, digest=one.digest, entered=one.at, **who)
    for one in after.payments[paid:]:
        said = {"instalment": one.instalment, "of": one.of, "amount": one.amount, "reference": one.reference}
        Payment.objects.create(case=case, day=one.on, by=actor().by, entered=clock.now(), **said)


def _keep_row(now: Whole) -> None:
    """What lists read of a case."""
    row, course = now.row, now.case.course
    row.stage, row.state, row.cohort = course.stage, course.state.value, now.case.cohort or ""
    row.version, row.since = course.version, course.since or row.begun
    row.due = due(now.programme.flow, course)
    row.parties = parties_of(now.programme, now.case)
    row.save(update_fields=["version", "stage", "state", "cohort", "since", "due", "parties"])


def _keep_draws(now: Whole) -> None:
    if not now.programme.limits:
        return
    Taken.objects.filter(case=now.row).delete()
    Taken.objects.bulk_create(taken_of(now.row, now.programme, draw) for draw in draws(now.programme, now.case))


def parties_of(programme: Programme, case: CoreCase) -> list[str]:
    """The organisations that take part in a case besides the one whose it is."""
    return [str(case.values[name]) for name in programme.parties if case.values.get(name)]


def taken_of(case: Case, programme: Programme, draw: Draw) -> Taken:
    """What a case takes of a limit, as it is kept."""
    pot = _BETWEEN.join(draw.pot[1:])
    return Taken(case=case, programme=programme.id, limit=draw.limit.id, pot=pot, amount=draw.amount)


def _pot(limit: str, pot: str) -> Pot:
    return (limit, *pot.split(_BETWEEN)) if pot else (limit,)
