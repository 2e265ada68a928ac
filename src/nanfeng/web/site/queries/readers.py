"""What readers reported and subscribed to: for who answers them, and for themselves."""

from django.db.models import QuerySet

from nanfeng.web.mails.queries import mailed_to
from nanfeng.web.site.models import ErrorReport, Subscription

Rows = list[dict[str, object]]

_SUBSCRIPTION = ("email", "topics", "language", "made", "confirmed_at", "told_until")
_REPORT = ("number", "kind", "page", "figure", "text", "mail", "language", "made", "state", "answer", "answered_at")


def reports(state: str = "") -> QuerySet[ErrorReport]:
    """What was reported, the newest first; in one state where that is asked for."""
    found = ErrorReport.objects.all()
    return found.filter(state=state) if state else found


def open_reports() -> int:
    """How many reports wait for an answer."""
    return reports(ErrorReport.State.OPEN).count()


def report_of(number: str) -> ErrorReport | None:
    """The report of that number, as its reader typed it."""
    return ErrorReport.objects.filter(number=number.strip().upper()).first()


def held_about(email: str) -> dict[str, Rows]:
    """Everything that the site keeps about a mail address."""
    return {
        "subscription": list(Subscription.objects.filter(email=email).values(*_SUBSCRIPTION)),
        "reports": list(ErrorReport.objects.filter(mail=email).values(*_REPORT)),
        "mails": mailed_to(email),
    }
