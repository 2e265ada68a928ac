"""Days and periods as cells hold them: real days, the numbers that spreadsheets count them by, and texts."""

import datetime as dt
import re
from collections.abc import Callable
from datetime import date

from nanfeng.forms.form import Form, Timing
from nanfeng.intake.blank import is_blank, spoilt
from nanfeng.intake.fault import Fault
from nanfeng.intake.sheet import Raw, as_text
from nanfeng.kinds.period import Period
from nanfeng.kinds.period_reading import read_date, read_period
from nanfeng.kinds.reading import plain
from nanfeng.kinds.text import Text

_FIRST_SERIAL, _LAST_SERIAL = 18264, 73050
"""Days that a spreadsheet counts from 1899-12-30: 1950 to 2099."""
_SERIAL_ORIGIN = date(1899, 12, 30)


def read_day(cell: Raw) -> date | Fault | None:
    """The day that a cell holds; None where it is blank."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, float) and _FIRST_SERIAL <= cell <= _LAST_SERIAL:
        return _SERIAL_ORIGIN + dt.timedelta(days=int(cell))
    text = as_text(cell)
    if is_blank(text):
        return None
    try:
        return spoilt(text) or read_date(re.sub(r"[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$", "", plain(text)))
    except ValueError:
        return Fault(
            "not_a_date",
            Text(f"“{text}”不是有效日期", f"“{text}” is not a day of the calendar"),
            Text("请写明年月日，如 2023-06-28", "Write year, month and day, as in 2023-06-28"),
        )


def period_reader(form: Form, year: int | None) -> Callable[[Raw], str | Fault | None]:
    """A reader of periods as canonical texts, of year-to-date ones for a cumulative form; `year` serves periods that
    name none.
    """

    def read(cell: Raw) -> str | Fault | None:
        text = as_text(cell)
        if is_blank(text):
            return None
        try:
            period = _month_of(cell) if isinstance(cell, date) else read_period(text, year)
        except ValueError:
            return spoilt(text) or _not_a_period(text)
        if form.timing is Timing.CUMULATIVE:
            return _cumulative(period, text)
        return str(period)

    return read


def _month_of(day: date) -> Period:
    """A spreadsheet program turns `2023-06` into the first of June."""
    return Period.of_months(day.year, day.month, day.month)


def _cumulative(period: Period, text: str) -> str | Fault:
    if period.year_to_date and period.last.month > 1:
        return str(period)
    year, month = period.last.year, max(period.last.month, 2)
    return Fault(
        "not_cumulative",
        Text(
            f"“{text}”不是自年初累计的期间（1 月不单独报送，首次为 1-2 月）",
            f"“{text}” does not run from the beginning of the year (January is not collected alone; the first return "
            "is January–February)",
        ),
        Text(
            f"如为年初累计数，请写 {year}年1-{month}月；如为当月数，请换算为累计数",
            f"Write {year}-01..{year}-{month:02} if the values run from January; if they are of one month, add them up",
        ),
    )


def _not_a_period(text: str) -> Fault:
    return Fault(
        "not_a_period",
        Text(f"“{text}”不是可识别的期间", f"“{text}” is not understood as a period"),
        Text("请写明年份，如 2023年1-6月", "Name the year, as in 2023-01..2023-06"),
    )
