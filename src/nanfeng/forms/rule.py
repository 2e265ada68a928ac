"""Rules: the one language of conditions, answering yes, no or unknown with its reason.

A rule is one line over field names: `amount >= 100_000_000 or amount_usd >= 10_000_000`. It knows `and`, `or`, `not`,
the comparisons `== != < <= > >=`, `in [..]`, `is None`, the arithmetic `+ - * /`, numbers, 'text',
`date('2023-06-30')`, `days(since, until)`, the calendar days from one date to another, and brackets; nothing else, and
nothing in it can be run as code. A field that holds nothing makes a comparison unknown; dividing by zero too.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from nanfeng.kinds.answer import Answer, Verdict
from nanfeng.kinds.text import Text
from nanfeng.kinds.written import Written

COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
}
"""The comparisons that a rule may make, by their syntax."""

_ALLOWED = (
    *(ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.Compare, *COMPARISONS),
    *(ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Name, ast.Load, ast.Constant, ast.List, ast.Tuple, ast.Call),
)

_DEEPEST, _SHOWN = 100, 80
_TOO_DEEP = "is put together too deep: say it in several rules"


@dataclass(frozen=True)
class Rule(Written):
    """A parsed rule; equal texts are equal rules. `tree` is its syntax, for those who compile it."""

    text: str
    tree: ast.expr = field(compare=False, repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rule; raise ValueError that shows what is not understood."""
        try:
            tree = ast.parse(text.strip(), mode="eval")
        except SyntaxError as error:
            raise ValueError(
                f"rule {_begin(text)} is not understood near column {error.offset}: {error.msg}"
            ) from error
        except (RecursionError, MemoryError) as error:
            raise ValueError(f"rule {_begin(text)} {_TOO_DEEP}") from error
        _check_depth(tree, text)
        for node in ast.walk(tree):
            _refuse_unknown(node, text)
        return cls(text.strip(), tree.body)

    def __str__(self) -> str:
        return self.text

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that the rule reads, sorted."""
        called = {id(node.func) for node in ast.walk(self.tree) if isinstance(node, ast.Call)}
        names = {node.id for node in ast.walk(self.tree) if isinstance(node, ast.Name) and id(node) not in called}
        return tuple(sorted(names))

    def evaluate(self, facts: Mapping[str, Any]) -> Answer:
        """Answer for one record. A field that is missing from `facts`, or None there, is not known."""
        truth = _truth(self.tree, facts)
        if truth is None:
            gaps = ", ".join(name for name in self.fields if facts.get(name) is None) or self.text
            return Answer(Verdict.UNKNOWN, Text(f"{gaps} 未知", f"not known: {gaps}"))
        if truth:
            return Answer(Verdict.YES, Text(f"符合：{self.text}", f"holds: {self.text}"))
        known = ", ".join(f"{name} = {facts.get(name)}" for name in self.fields)
        return Answer(Verdict.NO, Text(f"不符合：{self.text}（{known}）", f"does not hold: {self.text} ({known})"))


def constant(node: ast.Call | ast.Constant) -> Any:
    """The value of a literal of a rule: text, true or false, None; numbers are Decimal, `date('…')` a date."""
    if isinstance(node, ast.Call):
        return date.fromisoformat(ast.literal_eval(node.args[0]))
    if isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return Decimal(str(node.value))
    return node.value


def _check_depth(tree: ast.AST, text: str) -> None:
    """Raise ValueError where a rule is put together deeper than whoever evaluates it follows."""
    level = [tree]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise ValueError(f"rule {_begin(text)} {_TOO_DEEP}")


def _begin(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _refuse_unknown(node: ast.AST, text: str) -> None:
    if not isinstance(node, _ALLOWED):
        raise ValueError(f"rule {text!r} uses {type(node).__name__}, which rules do not have")
    if isinstance(node, ast.Call) and not is_days(node):
        if not _is_date(node):
            raise ValueError(f"rule {text!r} may call nothing but date('2023-06-30') and days(since, until)")
        constant(node)


def is_days(node: ast.Call) -> bool:
    """Whether it is `days(since, until)`."""
    return _calls(node, "days", 2)


def _is_date(node: ast.Call) -> bool:
    if not _calls(node, "date", 1):
        return False
    literal = node.args[0]
    return isinstance(literal, ast.Constant) and isinstance(literal.value, str)


def _calls(node: ast.Call, name: str, arguments: int) -> bool:
    named = isinstance(node.func, ast.Name) and node.func.id == name
    return named and len(node.args) == arguments and not node.keywords


def _truth(node: ast.expr, facts: Mapping[str, Any]) -> bool | None:
    """Kleene's three-valued truth of a condition."""
    if isinstance(node, ast.BoolOp):
        return _joined(isinstance(node.op, ast.Or), [_truth(part, facts) for part in node.values])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = _truth(node.operand, facts)
        return None if inner is None else not inner
    if isinstance(node, ast.Compare):
        return _comparison(node, facts)
    value = _value(node, facts)
    return None if value is None else bool(value)


def _joined(any_suffices: bool, truths: list[bool | None]) -> bool | None:
    if any_suffices in truths:
        return any_suffices
    return None if None in truths else not any_suffices


def _comparison(node: ast.Compare, facts: Mapping[str, Any]) -> bool | None:
    left = _value(node.left, facts)
    truths: list[bool | None] = []
    for operator, right_node in zip(node.ops, node.comparators, strict=True):
        right = _value(right_node, facts)
        truths.append(_compared(COMPARISONS[type(operator)], left, right))
        left = right
    return _joined(False, truths)


def _compared(operator: str, left: Any, right: Any) -> bool | None:
    if operator in ("is", "is not"):
        return (left is right) == (operator == "is")
    if left is None or right is None:
        return None
    match operator:
        case "==":
            return left == right
        case "!=":
            return left != right
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "in":
            return left in right
        case _:
            return left not in right


def _value(node: ast.expr, facts: Mapping[str, Any]) -> Any:
    if isinstance(node, ast.Call) and is_days(node):
        since, until = (_value(argument, facts) for argument in node.args)
        return None if since is None or until is None else Decimal((until - since).days)
    if isinstance(node, ast.Constant | ast.Call):
        return constant(node)
    if isinstance(node, ast.Name):
        held = facts.get(node.id)
        return Decimal(held) if isinstance(held, int) and not isinstance(held, bool) else held
    if isinstance(node, ast.List | ast.Tuple):
        return tuple(_value(item, facts) for item in node.elts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _value(node.operand, facts)
        return None if inner is None else -inner
    if isinstance(node, ast.BinOp):
        return _calculated(node.op, _value(node.left, facts), _value(node.right, facts))
    return _truth(node, facts)


def _calculated(operator: ast.operator, left: Any, right: Any) -> Any:
    if left is None or right is None:
        return None
    if isinstance(operator, ast.Add):
        return left + right
    if isinstance(operator, ast.Sub):
        return left - right
    if isinstance(operator, ast.Mult):
        return left * right
    return left / right if right else None
