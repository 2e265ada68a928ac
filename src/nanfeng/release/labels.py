"""What the parts of a figure's key are called, in both languages."""

from nanfeng.kinds.figure import Basis, Status
from nanfeng.kinds.text import Text
from nanfeng.pack.pack import Pack
from nanfeng.release.facts import forms_of

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


def field_label(pack: Pack, indicator: str, field: str) -> Text:
    """The name of an industry set, or of a coded field of the forms behind an indicator; else the field's own."""
    if field in pack.industry_sets:
        return pack.industry_sets[field].name
    forms = [pack.forms[name] for name in sorted(forms_of(indicator, pack.definitions))]
    labels = [declared.label for form in forms for declared in form.fields if declared.name == field]
    return labels[0] if labels else Text(field, field)


def code_label(pack: Pack, field: str, code: str) -> Text:
    """A code of a coded field or of an industry set, as people call it; the code itself where nothing names it."""
    return code_labels(pack, field).get(code, Text(code, code))


def code_labels(pack: Pack, field: str) -> dict[str, Text]:
    """All codes of an industry set, or of the coded fields of that name in any form; the first form's label stands."""
    return pack.codes.get(field, {})


def place_label(pack: Pack, code: str) -> Text:
    """The name of a place; its code where the pack does not know it."""
    return pack.places[code].name if code in pack.places else Text(code, code)
