"""What a rule compares and reckons with, before it meets a record: days with days, numbers with numbers."""

import ast
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from nanfeng.forms.field import FieldType
from nanfeng.forms.rule import Rule, constant, is_days
from nanfeng.kinds.text import Text


class Kind(Enum):
    """What a value is, as far as rules tell it apart."""

    NUMBER = Text("数", "a number")
    DAY = Text("日期", "a day")
    TEXT = Text("文字", "a text")
    TRUTH = Text("是或否", "yes or no")


_OF_FIELDS = {
    FieldType.AMOUNT: Kind.NUMBER,
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.WHOLE: Kind.NUMBER,
    FieldType.DATE: Kind.DAY,
    FieldType.BOOLEAN: Kind.TRUTH,
    FieldType.CODE: Kind.TEXT,
    FieldType.TEXT: Kind.TEXT,
    FieldType.ORGANISATION: Kind.TEXT,
    FieldType.PLACE: Kind.TEXT,
    FieldType.INDUSTRY: Kind.TEXT,
}
_ORDERED = (Kind.NUMBER, Kind.DAY)
_SAME = (ast.Eq, ast.NotEq)
_ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)

Kinds = Mapping[str, Kind | None]


def kind_of(type_: FieldType) -> Kind | None:
    """The kind of a field's values; None for what rules do not tell apart."""
    return _OF_FIELDS.get(type_)


def misfits(rule: Rule, kinds: Kinds) -> list[Text]:
    """Everything in a rule that cannot be answered, by the kinds of its fields; a name without one fits everywhere."""
    return [wrong for node in ast.walk(rule.tree) for wrong in _wrong(node, kinds)]


def _wrong(node: ast.AST, kinds: Kinds) -> Iterator[Text]:
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        for operator, left, right in zip(node.ops, sides, sides[1:], strict=False):
            yield from _compared(operator, left, right, kinds)
    elif isinstance(node, ast.BinOp):
        for side in (node.left, node.right):
            yield from _unless(Kind.NUMBER, side, kinds)
    elif isinstance(node, ast.Call) and is_days(node):
        for side in node.args:
            yield from _unless(Kind.DAY, side, kinds)


def _compared(operator: ast.cmpop, left: ast.expr, right: ast.expr, kinds: Kinds) -> Iterator[Text]:
    one, other = _kind(left, kinds), _kind(right, kinds)
    if one is None or other is None or not isinstance(operator, _SAME + _ORDERS):
        return
    if one is not other:
        yield _not_alike(left, one, right, other)
    elif isinstance(operator, _ORDERS) and one not in _ORDERED:
        yield Text(
            f"“{ast.unparse(left)}”是{one.value.zh}，没有大小先后",
            f"{ast.unparse(left)!r} is {one.value.en}, which is neither more nor less than another",
        )


def _not_alike(left: ast.expr, one: Kind, right: ast.expr, other: Kind) -> Text:
    said, compared = ast.unparse(left), ast.unparse(right)
    return Text(
        f"“{said}”是{one.value.zh}，“{compared}”是{other.value.zh}，不能相比",
        f"{said!r} is {one.value.en} and {compared!r} is {other.value.en}: they cannot be compared",
    )


def _unless(wanted: Kind, node: ast.expr, kinds: Kinds) -> Iterator[Text]:
    found = _kind(node, kinds)
    if found is not None and found is not wanted:
        said = ast.unparse(node)
        yield Text(
            f"“{said}”是{found.value.zh}，这里要{wanted.value.zh}",
            f"{said!r} is {found.value.en}, and {wanted.value.en} is wanted here",
        )


def _kind(node: ast.expr, kinds: Kinds) -> Kind | None:
    if isinstance(node, ast.Name):
        return kinds.get(node.id)
    if isinstance(node, ast.BinOp | ast.UnaryOp) and not isinstance(getattr(node, "op", None), ast.Not):
        return Kind.NUMBER
    if isinstance(node, ast.Call) and is_days(node):
        return Kind.NUMBER
    if isinstance(node, ast.Call | ast.Constant):
        return _of_value(constant(node))
    return None


def _of_value(value: object) -> Kind | None:
    of_types = {bool: Kind.TRUTH, int: Kind.NUMBER, Decimal: Kind.NUMBER, date: Kind.DAY, str: Kind.TEXT}
    return of_types.get(type(value))
