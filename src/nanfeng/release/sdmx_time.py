"""Periods as SDMX writes them (SDMX 3.0, section 6, observational time periods).

A year is `2023`, a half `2023-S1`, a quarter `2023-Q2`, a month `2023-06`, a day `2023-06-28`; anything else is a range
of its first day and its length: `2023-01-01/P4M` in whole months, `2023-02-03/P10D` in days.
"""

from datetime import date, timedelta

from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text

FREQUENCIES = {
    "A": Text("年", "annual"),
    "S": Text("半年", "half-yearly"),
    "Q": Text("季", "quarterly"),
    "M": Text("月", "monthly"),
    "D": Text("日", "daily"),
    "_O": Text("其他（如年初至报告月）", "other, such as the year to date"),
}
"""Codes of the SDMX code list CL_FREQ that occur."""


def time_period(period: Period) -> str:
    """The period in SDMX's writing."""
    name = str(period)
    if ".." not in name:
        return name.replace("-H", "-S")
    length = f"{period.months}M" if period.whole_months else f"{period.days}D"
    return f"{period.first.isoformat()}/P{length}"


def frequency(period: Period) -> str:
    """The code of the period's frequency; `_O` for a range."""
    name = str(period)
    if ".." in name:
        return "_O"
    shapes = {4: "A", 10: "D"}
    return shapes.get(len(name)) or name[5].translate(str.maketrans({"H": "S", "0": "M", "1": "M"}))


def read_time_period(text: str) -> Period:
    """The period that SDMX writes so; raise ValueError for any other text."""
    first, range_sign, length = text.partition("/P")
    if not range_sign:
        return Period.parse(text.replace("-S", "-H"))
    begin, count = date.fromisoformat(first), int(length[:-1])
    if length.endswith("D"):
        return Period(begin, begin + timedelta(days=count - 1))
    if not length.endswith("M"):
        raise ValueError(f"{text!r} is no range of months or days, such as 2023-01-01/P4M")
    after = begin.year * 12 + begin.month - 1 + count
    return Period(begin, date(after // 12, after % 12 + 1, 1) - timedelta(days=1))
