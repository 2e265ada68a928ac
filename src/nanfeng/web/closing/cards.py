"""What closing and publishing put on the desk."""

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.web import clock
from nanfeng.web.closing.models import Release
from nanfeng.web.look.desk import Card, Urgency
from nanfeng.web.people.scope import present
from nanfeng.web.returns.models import Return

_WAITING = {
    Role.STATISTICIAN: {
        "built": Text("待核对的发布", "Releases to check"),
        "approved": Text("待排期的发布", "Releases to schedule"),
    },
    Role.APPROVER: {"checked": Text("待批准的发布", "Releases to approve")},
}
"""Whom releases wait for, by stage."""


def cards(request: HttpRequest) -> list[Card]:
    """Releases that wait for who reads this, and returns that wait to be closed."""
    post = getattr(request, "post", None)
    role = Role(post.role) if post else None
    waiting = _WAITING.get(role, {}) if role else {}
    if not waiting:
        return []
    found = Release.objects.filter(course__stage__in=waiting).values_list("course__stage").annotate(Count("pk"))
    counted = dict(found.order_by())
    address = reverse("closing:releases")
    made = [
        Card(title, counted.get(stage, 0), f"{address}?stage={stage}", Urgency.DUE) for stage, title in waiting.items()
    ]
    return [*made, *_returns()] if role is Role.APPROVER else made


def _returns() -> list[Card]:
    checked = Return.objects.filter(present().condition, course__stage="checked")
    late = checked.filter(call__deadline__lt=clock.today()).exists()
    urgency = Urgency.LATE if late else Urgency.DUE
    return [Card(Text("待关账的报表", "Returns to close"), checked.count(), reverse("closing:calls"), urgency)]
