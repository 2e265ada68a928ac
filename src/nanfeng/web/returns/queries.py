"""Reading returns, always within the present scope."""

from django.db.models import QuerySet

from nanfeng.web.people.scope import present
from nanfeng.web.returns.models import Call, Return


def returns() -> QuerySet[Return]:
    """The returns that the present scope may see."""
    return Return.objects.filter(present().condition).select_related("call", "course")


def missing(call: Call) -> QuerySet[Return]:
    """Who has not filed yet, by park and name: the chase list."""
    return returns().filter(call=call, course__stage__in=("draft", "returned")).order_by("park", "name")
