"""The calendar: a month of plans, deadlines and tasks, day by day or as a list."""

from calendar import Calendar
from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.doors import allow
from nanfeng.web.look.kinds import Link
from nanfeng.web.people.request import Request
from nanfeng.web.programmes.queries.calendar import Event, events
from nanfeng.web.programmes.views.doors import WORKERS

_VIEWS = {"month": Text("月历", "Month"), "list": Text("清单", "List")}
_DAYS = tuple(
    Text(f"周{zh}", en)
    for zh, en in zip("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True)
)


@allow(*WORKERS)
@require_GET
def month(request: Request) -> HttpResponse:
    """A month: this one unless another is asked for (`?month=2026-11`)."""
    first, view = _first(request.GET.get("month", "")), request.GET.get("view", "month")
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    found = events(weeks[0][0], weeks[-1][-1])
    by_day: dict[date, list[Event]] = {}
    for event in found:
        by_day.setdefault(event.day, []).append(event)
    page = {
        "first": first,
        "before": first - timedelta(days=1),
        "after": weeks[-1][-1] if weeks[-1][-1].month != first.month else weeks[-1][-1] + timedelta(days=1),
        "view": view,
        "tabs": _tabs(first, view),
        "heads": _DAYS,
        "weeks": [[(day, by_day.get(day, [])) for day in week] for week in weeks],
        "days": [(day, said) for day, said in sorted(by_day.items()) if day.month == first.month],
        "today": clock.today(),
    }
    return render(request, "programmes/calendar.html", page)


def _first(text: str) -> date:
    """The first day of a month; of this one where none is understood, or none of a sensible year."""
    try:
        return date.fromisoformat(f"{text}-01") if text[:2] in ("19", "20") else clock.today().replace(day=1)
    except ValueError:
        return clock.today().replace(day=1)


def _tabs(first: date, view: str) -> list[Link]:
    address = reverse("programmes:calendar")
    return [Link(label, f"{address}?month={first:%Y-%m}&view={name}", name == view) for name, label in _VIEWS.items()]
