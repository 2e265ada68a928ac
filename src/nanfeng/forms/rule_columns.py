"""A rule over whole columns: the same meaning as `Rule.evaluate`, as one expression for any engine.

The expression is true, false, or null where the answer is unknown. Numbers are compared as DECIMAL, divided as float64.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

import narwhals as nw

from nanfeng.forms.rule import COMPARISONS, Rule, constant, is_days

_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_CALCULATE: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}

_MINUTES_OF_A_DAY = 24 * 60


def rule_expression(rule: Rule) -> nw.Expr:
    """Compile a rule over the columns named like its fields."""
    return _condition(rule.tree)


def _condition(node: ast.expr) -> nw.Expr:
    if isinstance(node, ast.BoolOp):
        join = operator.or_ if isinstance(node.op, ast.Or) else operator.and_
        return reduce(join, (_condition(part) for part in node.values))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ~_condition(node.operand)
    if isinstance(node, ast.Compare):
        return reduce(operator.and_, _comparisons(node))
    return _operand(node)


def _comparisons(node: ast.Compare) -> list[nw.Expr]:
    lefts = [node.left, *node.comparators[:-1]]
    return [
        _compared(COMPARISONS[type(op)], left, right)
        for op, left, right in zip(node.ops, lefts, node.comparators, strict=True)
    ]


def _compared(sign: str, left: ast.expr, right: ast.expr) -> nw.Expr:
    if sign in ("is", "is not"):
        missing = _operand(left).is_null()
        return missing if sign == "is" else ~missing
    if sign in ("in", "not in"):
        found = _found_in(_operand(left), right)
        return found if sign == "in" else ~found
    return _COMPARE[sign](_operand(left), _operand(right))


def _found_in(value: nw.Expr, listed: ast.expr) -> nw.Expr:
    if not isinstance(listed, ast.List | ast.Tuple):
        raise ValueError("`in` needs a list of values in square brackets on its right")
    return reduce(operator.or_, (value == _operand(item) for item in listed.elts))


def _operand(node: ast.expr) -> Any:
    """An expression, or a plain literal where nothing depends on the row."""
    if isinstance(node, ast.Call) and is_days(node):
        return _days(node)
    if isinstance(node, ast.Constant | ast.Call):
        return constant(node)
    if isinstance(node, ast.Name):
        return nw.col(node.id)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_operand(node.operand)
    if isinstance(node, ast.BinOp):
        return _calculated(node)
    return _condition(node)


def _days(node: ast.Call) -> nw.Expr:
    since, until = (_as_moment(_operand(argument)) for argument in node.args)
    return (until - since).dt.total_minutes() / _MINUTES_OF_A_DAY


def _as_moment(value: Any) -> nw.Expr:
    expression = value if isinstance(value, nw.Expr) else nw.lit(value)
    return expression.cast(nw.Datetime("us"))


def _calculated(node: ast.BinOp) -> Any:
    left, right = _operand(node.left), _operand(node.right)
    if not isinstance(node.op, ast.Div):
        return _CALCULATE[type(node.op)](left, right)
    divisor = _as_float(right)
    if not isinstance(divisor, nw.Expr):
        return _as_float(left) / divisor
    return nw.when(divisor != 0).then(_as_float(left) / divisor)


def _as_float(value: Any) -> Any:
    return value.cast(nw.Float64()) if isinstance(value, nw.Expr) else float(value)
