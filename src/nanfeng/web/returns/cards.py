"""What returns put on the desk."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.audit.services import present_doer
from nanfeng.web.look.desk import Card, Urgency
from nanfeng.web.returns.queries import late_on, messages, mine, returns
from nanfeng.web.returns.stages import OPEN, PASSED, SUBMITTED
from nanfeng.web.returns.views.own import OWNERS


def cards(_request: HttpRequest) -> list[Card]:
    """What is to be filed, reviewed or checked by who opens the desk."""
    role = present_doer().role
    if role in OWNERS:
        return _own()
    if role == Role.PARK_OFFICER:
        return [_waiting(SUBMITTED, Text("待审核的报表", "Returns to review"))]
    if role == Role.STATISTICIAN:
        return [_waiting(PASSED, Text("待核对的报表", "Returns to check"))]
    return []


def _own() -> list[Card]:
    due, late = Count("pk", filter=Q(course__stage__in=OPEN)), Count("pk", filter=late_on(clock.today()))
    counts = mine().order_by().aggregate(due=due, late=late)
    urgency = Urgency.LATE if counts["late"] else Urgency.DUE
    note = Text(f"其中逾期 {counts['late']} 份", f"{counts['late']} of them late") if counts["late"] else None
    unread = messages().filter(read_at=None).order_by().count()
    return [
        Card(Text("待报送的报表", "Returns due"), counts["due"], reverse("returns:mine"), urgency, note),
        Card(Text("新消息", "New messages"), unread, reverse("returns:inbox")),
    ]


def _waiting(stage: str, title: Text) -> Card:
    count = returns().filter(course__stage=stage).count()
    return Card(title, count, reverse("returns:review"), Urgency.DUE)
