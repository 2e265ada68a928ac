"""Reading periods and dates as people write them: `1-2月`, `2023年上半年`, `Jan-Jun 2023`, `2023/6/28`."""

import re
from datetime import date

from nanfeng.kinds.period import Period
from nanfeng.kinds.reading import plain

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?:{'|'.join(_MONTHS)})[a-z]*\.?"
_TO = r"\s*(?:-|–|—|~|至|到|to|through)\s*"
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES = {"上": 1, "下": 2, "first": 1, "second": 2, "h1": 1, "h2": 2}

_MONTH_RANGE = re.compile(rf"(\d{{1,2}})月?{_TO}(\d{{1,2}})月")
_ENGLISH_RANGE = re.compile(rf"({_MONTH}){_TO}({_MONTH})")
_HALF = re.compile(r"(上|下)半年|(first|second) half|(?<![a-z])(h[12])\b")
_QUARTER = re.compile(r"第?([一二三四1-4])季度?|(?<![a-z])q([1-4])\b")
_SINGLE_MONTH = re.compile(rf"(?<!\d)(\d{{1,2}})月|({_MONTH})")
_NUMERIC_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})(?:" + _TO + r"(?:\d{4}[-/.])?(\d{1,2}))?")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_COMPACT_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ENGLISH_DATE = re.compile(
    rf"(?:({_MONTH})\s*(\d{{1,2}})(?:st|nd|rd|th)?|(\d{{1,2}})(?:st|nd|rd|th)?\s*({_MONTH})),?\s*(\d{{4}})"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def read_date(text: str) -> date:
    """A day as written; raise ValueError where it is none, or no day of the calendar."""
    words = plain(text).lower().removesuffix(" 00:00:00")
    if match := _DATE.fullmatch(words) or _COMPACT_DATE.fullmatch(words):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _ENGLISH_DATE.fullmatch(words):
        return date(int(match[5]), _month_number(match[1] or match[4]), int(match[2] or match[3]))
    raise ValueError(f"{text!r} is not a date; write it as 2023-06-28")


def read_period(text: str, year: int | None = None) -> Period:
    """A period as written. `year` serves where the text names none; raise ValueError where neither does."""
    words = plain(text).lower()
    try:
        return Period.parse(words.upper())
    except ValueError:
        pass
    if match := _NUMERIC_MONTH.fullmatch(words):
        return Period.of_months(int(match[1]), int(match[2]), int(match[3] or match[2]))
    named = _YEAR.search(words)
    year = int(named[1]) if named else year
    if year is None:
        raise ValueError(f"{text!r} names no year; write it as 2023年1-6月")
    return _within(words, year)


def _within(words: str, year: int) -> Period:
    if match := _MONTH_RANGE.search(words):
        return Period.of_months(year, int(match[1]), int(match[2]))
    if match := _ENGLISH_RANGE.search(words):
        return Period.of_months(year, _month_number(match[1]), _month_number(match[2]))
    if match := _HALF.search(words):
        half = _HALVES[match[1] or match[2] or match[3]]
        return Period.of_months(year, half * 6 - 5, half * 6)
    if match := _QUARTER.search(words):
        quarter = _ORDINALS[match[1] or match[2]]
        return Period.of_months(year, quarter * 3 - 2, quarter * 3)
    if match := _SINGLE_MONTH.search(words):
        month = int(match[1]) if match[1] else _month_number(match[2])
        return Period.of_months(year, month, month)
    if re.fullmatch(r"\D*(?:19|20)\d{2}\s*(?:年|年度|全年)?", words):
        return Period.of_months(year, 1, 12)
    raise ValueError(f"{words!r} is not a period; write it as 2023-01..2023-06, 2023年1-6月 or 2023年上半年")


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3]) + 1
