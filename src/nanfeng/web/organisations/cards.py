"""What organisations put on the desk."""

from django.http import HttpRequest
from django.urls import reverse

from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import present_doer
from nanfeng.web.look.desk import Card
from nanfeng.web.organisations.access import DECIDES
from nanfeng.web.organisations.queries import suspects


def cards(_request: HttpRequest) -> list[Card]:
    """The probable duplicates to decide on."""
    if present_doer().role not in DECIDES:
        return []
    title = Text("待核对的疑似重复机构", "Probable duplicates to decide on")
    return [Card(title, suspects().count(), reverse("organisations:duplicates"))]
