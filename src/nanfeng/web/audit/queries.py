"""Reading the log."""

from django.db.models import QuerySet

from nanfeng.web.audit.models import Entry


def of_organisation(organisation: str) -> QuerySet[Entry]:
    """Everything that touched an organisation, the latest first."""
    return Entry.objects.filter(organisation=organisation).order_by("-position")


def of_object(noun: str, identifier: str) -> QuerySet[Entry]:
    """Everything that was done to one thing, the latest first."""
    return Entry.objects.filter(noun=noun, what=identifier).order_by("-position")


def latest() -> QuerySet[Entry]:
    """The whole log, the latest first."""
    return Entry.objects.order_by("-position")
