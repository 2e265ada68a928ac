"""What time it is for the people's work. The log alone always tells the machine's time."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The time, with its zone; in a demonstration as many days ago as its records are old."""
    return timezone.now() - timedelta(days=settings.ENVIRONMENT.days_ago)


def today() -> date:
    """The day in the city."""
    return timezone.localtime(now()).date()
