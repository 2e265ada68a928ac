"""Periods, bases and figures in words."""

from nanfeng.kinds.figure import FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language
from nanfeng.pack.pack import Pack
from nanfeng.release.labels import BASES, code_label, field_label, place_label

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def period_words(period: Period, language: Language) -> str:
    """A period as people say it: 2023年1—4月, January–April 2023."""
    first, last = period.first, period.last
    if not period.whole_months:
        return str(first) if first == last else f"{first} – {last}"
    if first.year != last.year:
        return f"{_month(period.first.year, first.month, language)}–{_month(last.year, last.month, language)}"
    if period.months == 12:
        return f"{first.year}年" if language is Language.ZH else str(first.year)
    if period.months == 6 and first.month in (1, 7):
        return _half(period, language)
    if period.months == 1:
        return _month(first.year, first.month, language)
    if language is Language.ZH:
        return f"{first.year}年{first.month}—{last.month}月"
    return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {first.year}"


def _half(period: Period, language: Language) -> str:
    is_first = period.first.month == 1
    if language is Language.ZH:
        return f"{period.first.year}年{'上' if is_first else '下'}半年"
    return f"{'first' if is_first else 'second'} half of {period.first.year}"


def _month(year: int, month: int, language: Language) -> str:
    return f"{year}年{month}月" if language is Language.ZH else f"{_MONTHS[month - 1]} {year}"


def short_period_words(period: Period, language: Language) -> tuple[str, str]:
    """Whole months of one year in two short lines, as an axis says them: months, then the year."""
    first, last = period.first.month, period.last.month
    if language is Language.ZH:
        return (f"{first}月" if first == last else f"{first}—{last}月"), f"{period.first.year}年"
    names = [_MONTHS[month - 1][:3] for month in dict.fromkeys((first, last))]
    return "–".join(names), str(period.first.year)


def field_words(pack: Pack, indicator: str, field: str, language: Language) -> str:
    """The name of an industry set, or of a coded field of the forms behind an indicator; else the field's own."""
    return field_label(pack, indicator, field).in_language(language)


def code_words(pack: Pack, indicator: str, narrowed: tuple[str, str], language: Language) -> str:
    """A code of a coded field behind an indicator, or of an industry set, as people call it, with a capital in English;
    the code itself where nothing names it. `narrowed` is the field and the code.
    """
    words = code_label(pack, indicator, *narrowed).in_language(language)
    return words[:1].upper() + words[1:]


def scope_words(pack: Pack, key: FigureKey, language: Language) -> list[str]:
    """What narrows a figure, one text a code; nothing for a total."""
    return [code_words(pack, key.indicator, narrowed, language) for narrowed in key.scope]


def place_words(pack: Pack, code: str, language: Language) -> str:
    """The name of a place."""
    return place_label(pack, code).in_language(language)


def figure_words(pack: Pack, key: FigureKey, language: Language) -> str:
    """What a figure is, in one line: name, basis, period, place and what narrows it."""
    indicator = pack.indicators[key.indicator].name.in_language(language)
    parts = [
        BASES[key.growth].in_language(language) if key.growth else "",
        period_words(key.period, language),
        place_words(pack, key.place, language),
        *scope_words(pack, key, language),
    ]
    comma = "，" if language is Language.ZH else ", "
    return comma.join([indicator, *(part for part in parts if part)])
