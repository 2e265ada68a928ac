"""Reading the outbox."""

from collections.abc import Mapping
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from nanfeng.web.mails.models import Mail

_LATE = timedelta(minutes=30)


def mailed_to(address: str) -> list[dict[str, object]]:
    """The mails to an address that are kept still: what they said is kept nowhere once they are out."""
    return list(Mail.objects.filter(to__iexact=address).values("to", "made", "state", "taken_at"))


def troubled() -> Mapping[str, int]:
    """How many mails of the last month wait for too long, were broken off while they were sent, or were given up."""
    late = Mail.objects.filter(made__lt=timezone.now() - _LATE, made__gt=timezone.now() - timedelta(days=30))
    counted = late.exclude(state=Mail.State.SENT).values_list("state").annotate(Count("pk"))
    return dict(counted.order_by())
