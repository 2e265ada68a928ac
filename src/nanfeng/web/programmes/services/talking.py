"""Words between an organisation and the office on a case, tasks to follow up, and who sees to it."""

from datetime import date

from django.db import transaction

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import Note, note
from nanfeng.web.people.queries import standing
from nanfeng.web.people.roles import STAFF
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes.access import NotForYouError, is_inside, seen
from nanfeng.web.programmes.models import Case, Message, Task
from nanfeng.web.programmes.services.beginning import NOUN
from nanfeng.web.programmes.services.keeping import actor, check_writes


@transaction.atomic
def say(number: str, text: str) -> Message:
    """Say something to the other side; raise ValueError for a text that says nothing."""
    case = _found(number)
    if not text.strip():
        raise ValueError("a message says something")
    said = Message.objects.create(
        case=case, inbound=is_inside(case), text=text.strip(), by=actor().by, entered=clock.now()
    )
    note(Note("say", NOUN, number, case.organisation))
    return said


@transaction.atomic
def mark_read(case: Case) -> int:
    """Note that the present doer has opened what the other side said; return how many messages were new."""
    return Message.objects.filter(case=case, inbound=not is_inside(case), read=None).update(read=clock.now())


@transaction.atomic
def add_task(number: str, what: str, day: date, who: str = "") -> Task:
    """Add something to follow up by a day; by oneself where nobody else is named. Raise FlowError for somebody who is
    not of the zone's staff.
    """
    case, by = _found(number), actor()
    _check_staff()
    _check_account(case, who)
    task = Task.objects.create(case=case, what=what, day=day, who=who or by.by, by=by.by, entered=clock.now())
    note(Note("add task", NOUN, number, case.organisation, {"task": [None, task.pk], "day": [None, str(day)]}))
    return task


@transaction.atomic
def finish_task(number: str, task: int) -> None:
    """Note that a task is done; raise Task.DoesNotExist where the case has none such that is open."""
    case = _found(number)
    _check_staff()
    if not Task.objects.filter(case=case, pk=task, done=None).update(done=clock.now()):
        raise Task.DoesNotExist(f"case {number} has no open task {task}")
    note(Note("finish task", NOUN, number, case.organisation, {"task": [task, None]}))


@transaction.atomic
def hand_over(number: str, owner: str) -> Case:
    """Let another account see to a case from now on; empty: nobody for now. Raise FlowError for somebody who is not of
    the zone's staff.
    """
    case = _found(number)
    _check_staff()
    _check_account(case, owner)
    before, case.owner = case.owner, owner
    with seeing(SYSTEM):
        case.save(update_fields=["owner"])
    note(Note("hand over", NOUN, number, case.organisation, {"owner": [before, owner]}))
    return case


def _found(number: str) -> Case:
    check_writes()
    return Case.objects.select_for_update().get(seen(), number=number)


def _check_staff() -> None:
    """Raise NotForYouError for those who do not work for the zone."""
    if actor().role not in STAFF:
        raise NotForYouError(Text("由工作人员办理", "this is done by the zone's staff"))


def _check_account(case: Case, email: str) -> None:
    """Raise FlowError where nobody of the zone's staff has this address."""
    if email and not standing().filter(user__email=email, role__in=STAFF).exists():
        wrong = Text(f"没有工作人员使用{email}", f"nobody of the zone's staff has the address {email}")
        mend = Text("核对邮箱", "check the address")
        raise FlowError((Issue("account", case.number, email, wrong, mend),))
