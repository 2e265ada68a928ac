"""What cases put on the desk."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse

from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.look.desk import Card, Urgency
from nanfeng.web.people.roles import STAFF
from nanfeng.web.people.scope import present
from nanfeng.web.programmes.queries import lists, own

_SOON = timedelta(days=7)


def cards(_request: HttpRequest) -> list[Card]:
    """One's own cases, and for staff what is to follow up."""
    if not present_doer().role:
        return []
    address = reverse("programmes:mine")
    cases = lists.mine().order_by()
    late = cases.filter(due__lt=clock.now()).count()
    note = Text(f"其中超期 {late} 项", f"{late} of them late") if late else None
    found = [Card(Text("我的办件", "My cases"), cases.count(), address, Urgency.LATE if late else Urgency.CALM, note)]
    if present().organisations:
        found.append(Card(Text("等待您办理的办件", "Cases waiting for you"), own.waiting(), address, Urgency.DUE))
        found.append(Card(Text("办件新消息", "New messages on cases"), own.unread(), address, Urgency.DUE))
    if present_doer().role in STAFF:
        soon = lists.tasks().filter(day__lte=clock.today() + _SOON).order_by().count()
        found.append(Card(Text("待跟进", "To follow up"), soon, address, Urgency.DUE))
    return found
