"""What holds between an indicator, the form it counts and the indicators it is made of."""

from collections.abc import Iterator

from nanfeng.figures.indicator import (
    Count,
    CountDistinct,
    Difference,
    GroupsAbove,
    Indicator,
    Ratio,
    Stock,
    Sum,
    Window,
)
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Timing
from nanfeng.kinds.figure import Basis
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension, Unit
from nanfeng.pack.checks.forms import rule_issues
from nanfeng.pack.checks.subject import FIELD, FORM, INDICATOR, SOURCE, Spot, Subject
from nanfeng.pack.gather import parts_of

_NUMERIC = (FieldType.WHOLE, FieldType.NUMBER, FieldType.AMOUNT)


def formulas_name_fields(subject: Subject) -> Iterator[Issue]:
    """A formula over records names a form, fields of it, and a rule over them."""
    for indicator in subject.pack.indicators.values():
        formula, spot = indicator.formula, _spot(subject, indicator, "formula")
        if not isinstance(formula, Sum | Count | CountDistinct | Stock):
            continue
        yield from subject.unknown(formula.form, subject.pack.forms, FORM, spot.key("form"))
        form = subject.pack.forms.get(formula.form)
        if form is None:
            continue
        for key in ("field", "distinct"):
            yield from subject.unknown(getattr(formula, key, None), _names(form), FIELD, spot.key(key))
        if formula.where:
            yield from rule_issues(subject, formula.where, form.fields, spot.key("where"))


def formulas_fit_forms(subject: Subject) -> Iterator[Issue]:
    """What is summed is a number in the unit of the indicator; stocks and endings are of forms that hold in time."""
    for indicator in subject.pack.indicators.values():
        formula, spot = indicator.formula, _spot(subject, indicator, "formula")
        form = subject.pack.forms.get(getattr(formula, "form", ""))
        if form is None:
            continue
        summed = _field(form, getattr(formula, "field", None)) if isinstance(formula, Sum | Stock) else None
        if summed:
            yield from _sum_issues(indicator, summed, spot.key("field"))
        elif indicator.unit.dimension is not Dimension.COUNT:
            wrong = Text(f"计数的单位不能是 {indicator.unit}", f"what is counted has no unit {indicator.unit}")
            yield _spot(subject, indicator, "unit").issue("unit", wrong, Text("写 count", "write count"))
        ended = getattr(formula, "window", None) is Window.ENDED
        if (isinstance(formula, Stock) or ended) and form.timing is not Timing.SPAN:
            wrong = Text(f"表格“{form.name}”不是时段（span）", f"the records of {form.name!r} are no spans")
            mend = Text("改用 sum 或 count", "use sum or count, or another form")
            yield spot.key("form").issue("timing", wrong, mend)


def parts_are_indicators(subject: Subject) -> Iterator[Issue]:
    """The indicators that one is made of are there, and none is made of itself."""
    indicators = subject.pack.indicators
    for indicator in indicators.values():
        spot = _spot(subject, indicator, "formula")
        for part in parts_of(indicator):
            at = _spot(subject, indicator, "price_index") if part == indicator.price_index else spot
            yield from subject.unknown(part, indicators, INDICATOR, at)
        if _made_of_itself(subject, indicator):
            wrong = Text(f"“{indicator.id}”由它自己算出", f"{indicator.id!r} is computed from itself")
            yield spot.issue("loop", wrong, Text("改用另一个指标", "name another indicator"))


def sides_have_units(subject: Subject) -> Iterator[Issue]:
    """A share has one dimension on both sides; a difference has one unit throughout; a threshold counts groups."""
    for indicator in subject.pack.indicators.values():
        formula, spot = indicator.formula, _spot(subject, indicator, "formula")
        units = {part: found.unit for part in parts_of(indicator) if (found := subject.pack.indicators.get(part))}
        if isinstance(formula, Ratio) and formula.numerator in units and formula.denominator in units:
            top, bottom = units[formula.numerator], units[formula.denominator]
            if indicator.unit is Unit.PERCENT and top.dimension is not bottom.dimension:
                wrong = Text(f"分子是 {top}，分母是 {bottom}，不能成百分比", f"{top} over {bottom} gives no percentage")
                yield spot.issue("unit", wrong, Text("两边用同一量纲的指标", "take two indicators of one dimension"))
        if isinstance(formula, Difference):
            for side in (formula.minuend, formula.subtrahend):
                if side in units and units[side] is not indicator.unit:
                    wrong = Text(f"“{side}”的单位是 {units[side]}", f"{side!r} is in {units[side]}")
                    yield spot.issue("unit", wrong, Text(f"改成 {indicator.unit}", f"make it {indicator.unit}"))


def groupings_are_known(subject: Subject) -> Iterator[Issue]:
    """What an indicator groups by is a coded field of the form behind it, or an industry set."""
    for indicator in subject.pack.indicators.values():
        if isinstance(indicator.formula, GroupsAbove) and not cannot_tell(subject, indicator.formula.of):
            known = breakdowns(subject, indicator.formula.of)
            spot = _spot(subject, indicator, "formula", "by")
            yield from subject.unknown(indicator.formula.by, known, Text("分组", "grouping"), spot)


def growth_has_a_base(subject: Subject) -> Iterator[Issue]:
    """A comparable basis needs the field with last year's values, a real one the price index."""
    for indicator in subject.pack.indicators.values():
        spot = _spot(subject, indicator, "growth")
        known = not cannot_tell(subject, indicator.id)
        if Basis.COMPARABLE in indicator.growth and known and not _has_year_ago(subject, indicator):
            wrong = Text("可比口径没有上年同期字段", "the comparable basis has no field with the values of a year ago")
            mend = Text(
                "在表格里加 year_ago_of 字段，或删去 comparable",
                "add a field with year_ago_of to the form, or drop comparable",
            )
            yield spot.issue("growth", wrong, mend)
        index = subject.pack.indicators.get(indicator.price_index or "")
        if Basis.REAL in indicator.growth and indicator.price_index is None:
            wrong = Text("实际增长没有价格指数", "real growth has no price index")
            yield spot.issue("growth", wrong, Text("补写 price_index", "add price_index"))
        if index and index.unit is not Unit.INDEX:
            wrong = Text(f"“{index.id}”不是指数", f"{index.id!r} is no index")
            mend = Text("写单位为 index 的指标", "name an indicator of unit index")
            yield _spot(subject, indicator, "price_index").issue("unit", wrong, mend)


def sources_are_known(subject: Subject) -> Iterator[Issue]:
    """Every source that an indicator names is there."""
    for indicator in subject.pack.indicators.values():
        spot = _spot(subject, indicator, "source")
        yield from subject.unknown(indicator.source, subject.pack.sources, SOURCE, spot)


def breakdowns(subject: Subject, indicator: str) -> list[str]:
    """What an indicator can be broken down by: the coded fields of the form behind it, and the industry sets."""
    form = form_of(subject, indicator)
    coded = [field.name for field in form.fields if field.type is FieldType.CODE] if form else []
    return [*coded, *subject.pack.industry_sets]


def form_of(subject: Subject, indicator: str) -> Form | None:
    """The form behind an indicator: that of its first part where it is made of others; None where there is none."""
    return subject.pack.forms.get(_form_name(subject, indicator) or "")


def cannot_tell(subject: Subject, indicator: str) -> bool:
    """Whether the indicator, or the form behind it, failed the first pass, so that nobody knows its fields."""
    return indicator in subject.broken or _form_name(subject, indicator) in subject.broken


def _form_name(subject: Subject, indicator: str) -> str | None:
    seen: set[str] = set()
    found = subject.pack.indicators.get(indicator)
    while found and found.id not in seen:
        seen.add(found.id)
        if name := getattr(found.formula, "form", None):
            return name
        parts = parts_of(found)
        found = subject.pack.indicators.get(parts[0]) if parts and found.formula else None
    return None


def _spot(subject: Subject, indicator: Indicator, *at: str) -> Spot:
    return subject.spot("indicator", indicator.id, *at)


def _names(form: Form) -> list[str]:
    return [field.name for field in form.fields]


def _field(form: Form, name: str | None) -> Field | None:
    return next((field for field in form.fields if field.name == name), None)


def _sum_issues(indicator: Indicator, field: Field, spot: Spot) -> Iterator[Issue]:
    if field.type not in _NUMERIC:
        wrong = Text(f"字段“{field.name}”不是数字", f"field {field.name!r} is no number")
        yield spot.issue("type", wrong, Text("求和的字段须为数字", "sum a field that holds numbers"))
    elif field.unit and field.unit.dimension is not indicator.unit.dimension:
        wrong = Text(
            f"字段的单位是 {field.unit}，指标的单位是 {indicator.unit}",
            f"the field is in {field.unit}, the indicator in {indicator.unit}",
        )
        yield spot.issue("unit", wrong, Text("改正其一", "correct one of them"))


def _has_year_ago(subject: Subject, indicator: Indicator) -> bool:
    form = form_of(subject, indicator.id)
    if form is None or not isinstance(indicator.formula, Sum):
        return form is None and indicator.formula is not None
    return any(field.year_ago_of == indicator.formula.field for field in form.fields)


def _made_of_itself(subject: Subject, indicator: Indicator) -> bool:
    seen: set[str] = set()
    waiting = list(parts_of(indicator))
    while waiting:
        part = waiting.pop()
        if part not in seen and part in subject.pack.indicators:
            seen.add(part)
            waiting += parts_of(subject.pack.indicators[part])
    return indicator.id in seen
