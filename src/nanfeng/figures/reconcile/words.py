"""How findings write numbers and rows."""

from calendar import month_name
from collections.abc import Iterable, Sequence
from decimal import Decimal

from nanfeng.figures.published import Published
from nanfeng.kinds.comparator import Comparator
from nanfeng.kinds.period import Period
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit

_COMPARED = {
    Comparator.EXCEED: Text("超", "over "),
    Comparator.AT_LEAST: Text("不少于", "at least "),
    Comparator.ABOUT: Text("约", "about "),
    Comparator.NEARLY: Text("近", "nearly "),
    Comparator.AT_MOST: Text("不超过", "at most "),
    Comparator.BELOW: Text("不足", "below "),
}

_ORDINALS = ("first", "second", "third", "fourth")
_CURRENCIES = {Dimension.YUAN: "元", Dimension.USD: "美元", Dimension.HKD: "港元", Dimension.EUR: "欧元"}


def amount(value: Decimal, unit: Unit | None) -> Text:
    """A number with its unit, in plain digits."""
    digits = plain(value)
    if unit is None:
        return Text(digits, digits)
    if unit is Unit.PERCENT:
        return Text(f"{digits}%", f"{digits} %")
    if unit is Unit.ORDINAL:
        return Text(f"第{digits}期", f"phase {digits}")
    if unit.dimension in _CURRENCIES:
        return Text(_in_chinese(value * unit.factor) + _CURRENCIES[unit.dimension], f"{digits} {unit.label.en}")
    return Text(digits + unit.label.zh, f"{digits} {unit.label.en}".strip())


def base_amount(value: Decimal, like: Unit | None, digits: int = 5) -> Text:
    """A number given in the base unit, written in the unit `like`, to so many significant digits."""
    scaled = value / like.factor if like else value
    return amount(significant(scaled, digits), like)


def significant(value: Decimal, digits: int = 5) -> Decimal:
    """The value rounded to so many significant digits (whole parts are kept)."""
    if value == 0:
        return value
    return round(value, max(0, digits - 1 - value.adjusted()))


def _in_chinese(money: Decimal) -> str:
    for factor, word in ((Decimal("1e12"), "万亿"), (Decimal("1e8"), "亿"), (Decimal("1e4"), "万")):
        if abs(money) >= factor:
            return plain(money / factor) + word
    return plain(money)


def plain(value: Decimal) -> str:
    """Plain digits without a tail of zeros."""
    return format(value.normalize(), "f")


def told(row: Published) -> Text:
    """A row by its number and id: `12.5 billion yuan (X-05)`."""
    if row.value is None:
        return Text(row.id, row.id)
    said = amount(row.value, row.unit)
    by = _COMPARED.get(row.comparator, Text("", ""))
    return Text(f"{by.zh}{said.zh}（{row.id}）", f"{by.en}{said.en} ({row.id})")


def listed(rows: Iterable[Published]) -> Text:
    """Several rows, one after another."""
    return joined([told(row) for row in rows])


def joined(texts: Sequence[Text]) -> Text:
    """Several texts as an enumeration."""
    return Text("、".join(text.zh for text in texts), ", ".join(text.en for text in texts))


def when(period: Period | None) -> Text:
    """A period as people write it."""
    if period is None:
        return Text("未注明的时期", "an unstated period")
    year, first, last = period.first.year, period.first.month, period.last.month
    if not period.whole_months or year != period.last.year:
        return Text(str(period), str(period))
    if period.months == 12:
        return Text(f"{year}年", f"{year}")
    if period.months == 6 and first == 1:
        return Text(f"{year}年上半年", f"the first half of {year}")
    if period.months == 3 and first % 3 == 1:
        quarter = first // 3
        return Text(f"{year}年{'一二三四'[quarter]}季度", f"the {_ORDINALS[quarter]} quarter of {year}")
    if period.months == 1:
        return Text(f"{year}年{first}月", f"{month_name[first]} {year}")
    return Text(f"{year}年{first}—{last}月", f"{month_name[first]}–{month_name[last]} {year}")
