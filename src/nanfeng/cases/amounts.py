"""Amounts of different kinds are never added up: intended, signed and arrived money are three different things."""

import ast
from collections.abc import Iterable, Iterator, Mapping

from nanfeng.forms.amount_kind import AmountKind
from nanfeng.forms.field import Field
from nanfeng.forms.rule import Rule


def mixed_kinds(rule: Rule, fields: Iterable[Field]) -> tuple[AmountKind, ...]:
    """The kinds of amounts that a rule adds to one another, sorted; none where it is sound.

    It may compare them (`arrived <= signed`), say what one falls short of the other (`signed - arrived`), and take
    their ratio, which is no amount.
    """
    kinds = {each.name: each.amount for each in fields if each.amount is not None}
    sums = (node for node in ast.walk(rule.tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add))
    found = (frozenset(_kinds(node, kinds)) for node in sums)
    return tuple(sorted({kind for each in found if len(each) > 1 for kind in each}))


def _kinds(node: ast.expr, kinds: Mapping[str, AmountKind]) -> Iterator[AmountKind]:
    """The kinds of which an expression is an amount; a ratio of two amounts is none."""
    if isinstance(node, ast.Name) and node.id in kinds:
        yield kinds[node.id]
    elif isinstance(node, ast.UnaryOp):
        yield from _kinds(node.operand, kinds)
    elif isinstance(node, ast.BinOp):
        above, below = set(_kinds(node.left, kinds)), set(_kinds(node.right, kinds))
        is_ratio = isinstance(node.op, ast.Div) and above and below
        yield from () if is_ratio else above | below
