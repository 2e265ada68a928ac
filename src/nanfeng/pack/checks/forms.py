"""What holds inside a form: its key, its roles, its fields and the rules over them."""

import ast
from collections import Counter
from collections.abc import Iterator, Sequence

from nanfeng.cases.amounts import mixed_kinds
from nanfeng.forms.field import Field, FieldType
from nanfeng.forms.form import Form, Timing
from nanfeng.forms.rule import Rule
from nanfeng.forms.rule_kinds import Kinds, kind_of, misfits
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.kinds.unit import Dimension
from nanfeng.pack.checks.subject import CODE, FIELD, Spot, Subject, twice

_MONEY = (Dimension.YUAN, Dimension.USD, Dimension.HKD, Dimension.EUR)

_ROLES = {
    "organisation": (FieldType.ORGANISATION,),
    "place": (FieldType.PLACE,),
    "industry": (FieldType.INDUSTRY,),
    "until": (FieldType.DATE,),
}


def roles_name_fields(subject: Subject) -> Iterator[Issue]:
    """The key and the fields that say whose, when, where and in what industry are there and of the right type."""
    for form in subject.pack.forms.values():
        names = [field.name for field in form.fields]
        for key in form.key:
            yield from subject.unknown(key, names, FIELD, subject.spot("form", form.name, "key"))
        for role, types in {**_ROLES, "when": _when_types(form)}.items():
            yield from _role(subject, form, role, types)


def fields_are_whole(subject: Subject) -> Iterator[Issue]:
    """Each field says what its type needs, once."""
    for form in subject.pack.forms.values():
        yield from _twice(subject, form)
        for field in form.fields:
            spot = subject.spot("form", form.name, "fields", field.name)
            yield from _codes(field, spot)
            yield from _unit(field, spot)
            yield from _year_ago(subject, form, field, spot)


def rules_name_fields(subject: Subject) -> Iterator[Issue]:
    """The rules of a form speak of its fields and of codes that these fields have."""
    for form in subject.pack.forms.values():
        for check in form.checks:
            spot = subject.spot("form", form.name, "checks", check.name, "rule")
            yield from rule_issues(subject, check.rule, form.fields, spot)


def rule_issues(subject: Subject, rule: Rule, fields: Sequence[Field], spot: Spot) -> Iterator[Issue]:
    """Names in a rule that are none of the fields, values that a coded field cannot have, what cannot be compared or
    reckoned with, and sums of amounts that are different things.
    """
    for name in rule.fields:
        yield from subject.unknown(name, [field.name for field in fields], FIELD, spot)
    codes = {field.name: [code.code for code in field.codes] for field in fields if field.codes}
    for name, value in _compared_texts(rule.tree):
        if name in codes:
            yield from subject.unknown(value, codes[name], CODE, spot)
    yield from unlike_issues(rule, {field.name: kind_of(field.type) for field in fields}, spot)
    yield from mixed_issues(rule, fields, spot)


def unlike_issues(rule: Rule, kinds: Kinds, spot: Spot) -> Iterator[Issue]:
    """An issue for each thing in a rule that is compared with, or reckoned as, what it is not."""
    mend = Text("日期与日期比，数与数比；相隔天数写 days(起, 止)", "compare days with days; days(one, other) counts")
    for wrong in misfits(rule, kinds):
        yield spot.issue("rule", wrong, mend)


def mixed_issues(rule: Rule, fields: Sequence[Field], spot: Spot) -> Iterator[Issue]:
    """An issue where a rule adds up amounts of different kinds."""
    mixed = mixed_kinds(rule, fields)
    if mixed:
        zh, en = "、".join(kind.label.zh for kind in mixed), ", ".join(kind.label.en for kind in mixed)
        wrong = Text(f"把不同的金额相加：{zh}", f"adds amounts that are different things: {en}")
        yield spot.issue("amount", wrong, Text("只用其中一种金额", "use the amounts of one kind only"))


def _when_types(form: Form) -> tuple[FieldType, ...]:
    periodic = form.timing in (Timing.CUMULATIVE, Timing.PERIOD)
    return (FieldType.PERIOD,) if periodic else (FieldType.DATE,)


def _role(subject: Subject, form: Form, role: str, types: tuple[FieldType, ...]) -> Iterator[Issue]:
    name = getattr(form, role)
    spot = subject.spot("form", form.name, role)
    fields = {field.name: field for field in form.fields}
    yield from subject.unknown(name, fields, FIELD, spot)
    if name in fields and fields[name].type not in types:
        wanted = types[0]
        wrong = Text(f"字段“{name}”的类型是 {fields[name].type}", f"field {name!r} is of type {fields[name].type}")
        yield spot.issue("type", wrong, Text(f"这里要类型为 {wanted} 的字段", f"name a field of type {wanted} here"))


def _twice(subject: Subject, form: Form) -> Iterator[Issue]:
    spot = subject.spot("form", form.name, "fields")
    yield from twice((field.name for field in form.fields), spot)
    headers = Counter(header for field in form.fields for header in _headers(field))
    for header, times in headers.items():
        if times > 1:
            wrong = Text(f"表头“{header}”指向{times}个字段", f"the header {header!r} stands for {times} fields")
            yield spot.issue("twice", wrong, Text("只留给一个字段", "leave it to one field"))


def _headers(field: Field) -> set[str]:
    return {field.label.zh, field.label.en, *field.aliases}


def _codes(field: Field, spot: Spot) -> Iterator[Issue]:
    if bool(field.codes) != (field.type is FieldType.CODE):
        wrong = Text("只有类型为 code 的字段才列代码", "a field lists codes when its type is code, and only then")
        yield spot.key("codes").issue("codes", wrong, Text("列出代码或改类型", "list the codes or change the type"))
    for code, times in Counter(code.code for code in field.codes).items():
        if times > 1:
            wrong = Text(f"代码“{code}”写了{times}次", f"code {code!r} is there {times} times")
            yield spot.key("codes").issue("twice", wrong, Text("删去其一", "remove one of them"))


def _unit(field: Field, spot: Spot) -> Iterator[Issue]:
    if field.type is FieldType.AMOUNT and (field.unit is None or field.unit.dimension not in _MONEY):
        wrong = Text("金额字段没有写货币单位", "an amount says no unit of money")
        yield spot.key("unit").issue("unit", wrong, Text("写上单位，如 wan_yuan", "add the unit, such as wan_yuan"))
    if field.amount and field.type is not FieldType.AMOUNT:
        wrong = Text(
            "只有金额字段才说明金额的性质", "only an amount of money stands for one that is intended, signed …"
        )
        yield spot.key("amount").issue("type", wrong, Text("删去 amount", "leave `amount` out"))


def _year_ago(subject: Subject, form: Form, field: Field, spot: Spot) -> Iterator[Issue]:
    if field.year_ago_of is None:
        return
    spot, fields = spot.key("year_ago_of"), {other.name: other for other in form.fields}
    yield from subject.unknown(field.year_ago_of, fields, FIELD, spot)
    of = fields.get(field.year_ago_of)
    if of and (of.type, of.unit) != (field.type, field.unit):
        wrong = Text(f"与“{of.name}”的类型或单位不同", f"its type or unit is not that of {of.name!r}")
        yield spot.issue("unit", wrong, Text("两个字段用同一类型和单位", "give both fields one type and unit"))


def _compared_texts(tree: ast.expr) -> Iterator[tuple[str, str]]:
    """Pairs of a field's name and a text that it is compared with."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name):
            texts = [part for right in node.comparators for part in ast.walk(right) if isinstance(part, ast.Constant)]
            yield from ((node.left.id, text.value) for text in texts if isinstance(text.value, str))
