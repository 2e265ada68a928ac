"""What falls on which day: plans, cases that are due, tasks to follow up; with a constant number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.urls import reverse

from nanfeng.cases.day import CHINA, local_day
from nanfeng.cases.state import State
from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import present_doer
from nanfeng.web.people.roles import STAFF
from nanfeng.web.programmes.queries.lists import cases, tasks
from nanfeng.web.programmes.queries.planned import planned_between

_PLAN, _DUE, _TASK = Text("计划", "planned"), Text("期限", "due"), Text("跟进", "to follow up")


@dataclass(frozen=True)
class Event:
    """Something on a day: of which kind, what it is called, its page, and whether it is done."""

    day: date
    kind: Text
    words: str
    address: str
    done: bool = False


def events(first: date, last: date) -> list[Event]:
    """Everything that the present doer sees from one day to another, both included, in the order of days."""
    staff = present_doer().role in STAFF
    found = [*(_planned(first, last) if staff else ()), *_due(first, last), *(_tasks(first, last) if staff else ())]
    return sorted(found, key=lambda event: event.day)


def _planned(first: date, last: date) -> Iterator[Event]:
    for one in planned_between(first, last):
        made = reverse("programmes:case", args=[one.made]) if one.made else ""
        address = made or reverse("programmes:plan", args=[one.case.number])
        yield Event(one.day, _PLAN, one.name, address, done=bool(one.made))


def _due(first: date, last: date) -> Iterator[Event]:
    start = datetime.combine(first, time.min, CHINA)
    end = datetime.combine(last + timedelta(days=1), time.min, CHINA)
    found = cases().filter(state=State.ACTIVE.value, due__gte=start, due__lt=end).order_by("due", "pk")
    for case in found:
        if case.due:
            yield Event(local_day(case.due), _DUE, case.title, reverse("programmes:case", args=[case.number]))


def _tasks(first: date, last: date) -> Iterator[Event]:
    for task in tasks().filter(day__gte=first, day__lte=last):
        address = f"{reverse('programmes:case', args=[task.case.number])}#tasks"
        yield Event(task.day, _TASK, f"{task.what} · {task.case.name}", address)
