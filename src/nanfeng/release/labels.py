"""What the parts of a figure's key are called, in both languages."""

from collections.abc import Iterable

from nanfeng.figures.evaluate import NEGATIVE_MONTH, TURNED_TO_PROFIT, UNBALANCED_FILERS, UNEQUAL_RESPONSE
from nanfeng.forms.field import Field
from nanfeng.kinds.figure import Basis, Figure, Status
from nanfeng.kinds.text import Text
from nanfeng.pack.pack import Pack
from nanfeng.release.facts import forms_of
from nanfeng.release.release import HELD

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

LEVEL = Text("水平", "level")
"""What a figure is that is no growth."""

STATUSES = {
    Status.COMPUTED: Text("计算所得", "computed"),
    Status.PUBLISHED: Text("他处公布", "published by others"),
    Status.TARGET: Text("目标", "target"),
    Status.MISSING: Text("无数据", "not available"),
    Status.SUPPRESSED: Text("不予公布", "not published"),
    Status.WITHHELD: Text("未获授权", "withheld"),
}
"""How a figure was come by, or why there is none."""


FLAGS = {
    NEGATIVE_MONTH: Text(
        "由累计数相减得出，为负：后来的填报更正了以前的数",
        "Derived by subtraction and negative: later returns corrected earlier ones",
    ),
    UNBALANCED_FILERS: Text(
        "合成这一时期的各次填报，有单位没有报全：其数中有不属于本期的部分，或缺了一部分",
        "Somebody did not file all of the returns that make up this period: part of what counts belongs to other "
        "months, or is lacking",
    ),
    UNEQUAL_RESPONSE: Text(
        "两期填报该项的单位不同，变化中有一部分可能来自单位的增减或迁移；可比口径和同企业口径不受影响",
        "Not the same organisations reported it in both periods: part of the change may be theirs. The comparable and "
        "the matched growth are free of this",
    ),
    TURNED_TO_PROFIT: Text("由负转正", "From a negative to a positive value"),
    HELD: Text("修订暂缓，沿用此前公布的数", "A revision is held; this is the number as published before"),
}
"""What a reader has to know of a figure, by its flag."""


def notes(figure: Figure) -> tuple[Text, ...]:
    """What a reader has to know of a figure, in the order in which `FLAGS` has it."""
    return tuple(words for flag, words in FLAGS.items() if flag in figure.flags)


def field_label(pack: Pack, indicator: str, field: str) -> Text:
    """The name of an industry set, or of a coded field of the forms behind an indicator; else the field's own."""
    if field in pack.industry_sets:
        return pack.industry_sets[field].name
    labels = [declared.label for declared in _declared(pack, indicator, field)]
    return labels[0] if labels else Text(field, field)


def code_label(pack: Pack, indicator: str, field: str, code: str) -> Text:
    """A code of an industry set, or of a coded field of the forms behind an indicator, as people call it; the code
    itself where nothing names it.
    """
    return code_labels(pack, (indicator,), field).get(code, Text(code, code))


def code_labels(pack: Pack, indicators: Iterable[str], field: str) -> dict[str, Text]:
    """All codes of an industry set, or of the coded fields of that name in the forms behind these indicators. What the
    forms call differently has all its names.
    """
    if field in pack.industry_sets:
        return {group.id: group.name for group in pack.industry_sets[field].groups}
    found: dict[str, dict[Text, None]] = {}
    for declared in (declared for name in indicators for declared in _declared(pack, name, field)):
        for code in declared.codes:
            found.setdefault(code.code, {})[code.label] = None
    return {code: _joined(list(labels)) for code, labels in found.items()}


def _declared(pack: Pack, indicator: str, field: str) -> list[Field]:
    """The fields of that name in the forms behind an indicator; none for one that the pack does not know (any more)."""
    if indicator not in pack.indicators:
        return []
    forms = [pack.forms[name] for name in sorted(forms_of(indicator, pack.definitions))]
    return [declared for form in forms for declared in form.fields if declared.name == field]


def _joined(labels: list[Text]) -> Text:
    return Text(" / ".join(label.zh for label in labels), " / ".join(label.en for label in labels))


def place_label(pack: Pack, code: str) -> Text:
    """The name of a place; its code where the pack does not know it."""
    return pack.places[code].name if code in pack.places else Text(code, code)
