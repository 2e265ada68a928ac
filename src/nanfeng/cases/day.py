"""Which day it is in China at a moment, and when one begins there: deadlines, and the year of a budget, go by it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def local_day(moment: datetime) -> date:
    """The day; a moment without a zone is taken as told in China."""
    return moment.date() if moment.tzinfo is None else moment.astimezone(CHINA).date()


def beginning(day: date) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), CHINA)
