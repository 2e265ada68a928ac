"""Periods, bases and figures in words."""

from nanfeng.kinds.figure import Basis, FigureKey
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Language, Text
from nanfeng.pack.pack import Pack
from nanfeng.release.facts import forms_of

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SYNTHETIC = Text("合成演示数据，非真实统计", "Synthetic demonstration data, not real statistics")
"""The label of everything that stands on made-up records."""

BASES = {
    Basis.NOMINAL: Text("同比（与上年公布数相比）", "growth, nominal"),
    Basis.COMPARABLE: Text("同比（可比口径）", "growth, comparable"),
    Basis.MATCHED: Text("同比（同企业口径）", "growth, matched enterprises"),
    Basis.PREVIOUS: Text("环比", "growth on the preceding period"),
    Basis.REAL: Text("实际增长（扣除价格因素）", "real growth"),
    Basis.UNSTATED: Text("同比（口径未说明）", "growth, base not stated"),
}
"""What a growth compares with, as a heading says it."""


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
    if field in pack.industry_sets:
        return pack.industry_sets[field].name.in_language(language)
    forms = [pack.forms[name] for name in sorted(forms_of(indicator, pack.definitions))]
    labels = [declared.label for form in forms for declared in form.fields if declared.name == field]
    return labels[0].in_language(language) if labels else field


def code_words(pack: Pack, field: str, code: str, language: Language) -> str:
    """A code of a coded field or of an industry set, as people call it, with a capital in English; the code itself
    where nothing names it.
    """
    words = _code_words(pack, field, code, language)
    return words[:1].upper() + words[1:]


def _code_words(pack: Pack, field: str, code: str, language: Language) -> str:
    if field in pack.industry_sets:
        names = {group.id: group.name for group in pack.industry_sets[field].groups}
        return names[code].in_language(language) if code in names else code
    for form in pack.forms.values():
        for declared in form.fields:
            labels = {c.code: c.label for c in declared.codes} if declared.name == field else {}
            if code in labels:
                return labels[code].in_language(language)
    return code


def place_words(pack: Pack, code: str, language: Language) -> str:
    """The name of a place."""
    return pack.places[code].name.in_language(language) if code in pack.places else code


def figure_words(pack: Pack, key: FigureKey, language: Language) -> str:
    """What a figure is, in one line: name, basis, period, place and what narrows it."""
    indicator = pack.indicators[key.indicator].name.in_language(language)
    parts = [
        BASES[key.growth].in_language(language) if key.growth else "",
        period_words(key.period, language),
        place_words(pack, key.place, language),
        *(code_words(pack, field, code, language) for field, code in key.scope),
    ]
    comma = "，" if language is Language.ZH else ", "
    return comma.join([indicator, *(part for part in parts if part)])
