"""Which day it is in China at a moment: deadlines, and the year that a budget belongs to, go by it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def local_day(moment: datetime) -> date:
    """The day; a moment without a zone is taken as told in China."""
    return moment.date() if moment.tzinfo is None else moment.astimezone(CHINA).date()
