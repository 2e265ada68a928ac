"""The style budget of the house: how long, how deep, how wide, and that nothing is raised without a word."""

import ast
import re
from collections.abc import Iterator
from math import ceil
from pathlib import Path

import pytest

Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match)


@pytest.fixture(scope="module")
def modules(root: Path) -> dict[str, ast.Module]:
    return {str(p.relative_to(root)): ast.parse(p.read_text("utf-8")) for p in sorted((root / "src").rglob("*.py"))}


@pytest.fixture(scope="module")
def functions(modules) -> dict[str, Function]:
    return {
        f"{path}:{node.lineno} {node.name}": node
        for path, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    }


def over(sizes: dict[str, int], most: int) -> list[str]:
    return [f"{where}: {size}" for where, size in sizes.items() if size > most]


def ninth_tenth(sizes: dict[str, int]) -> int:
    ordered = sorted(sizes.values())
    return ordered[max(0, ceil(len(ordered) * 0.9) - 1)]


def docstring(node: ast.AST) -> ast.Constant | None:
    body = getattr(node, "body", None)
    first = body[0] if isinstance(body, list) and body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return first.value
    return None


def height(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1


def depth(node: ast.AST) -> int:
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*BLOCKS, ast.FunctionDef, ast.ClassDef)) and not isinstance(child, BLOCKS):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth(child) + (isinstance(child, BLOCKS) and not is_elif))
    return deepest


def raised_without_words(tree: ast.Module) -> Iterator[int]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Raise) or node.exc is None:
            continue
        says = node.exc.args if isinstance(node.exc, ast.Call) else isinstance(node.exc, ast.Name)
        if not says:
            yield node.lineno


def test_files_are_short(root, modules):
    heights = {path: len((root / path).read_text("utf-8").splitlines()) for path in modules}
    assert over(heights, 400) == []
    assert ninth_tenth(heights) <= 250


def test_functions_are_short(functions):
    lengths = {where: height(f) - (height(d) if (d := docstring(f)) else 0) for where, f in functions.items()}
    assert over(lengths, 50) == []
    assert ninth_tenth(lengths) <= 25


def test_functions_are_flat_and_take_little(functions):
    wide = {
        where: len([a for a in (*f.args.args, *f.args.kwonlyargs) if a.arg not in {"self", "cls"}])
        for where, f in functions.items()
    }
    assert ninth_tenth(wide) <= 3
    assert ninth_tenth({where: depth(f) for where, f in functions.items()}) <= 2


def test_everything_is_annotated_and_what_is_public_is_documented(modules, functions):
    bare = [
        where
        for where, f in functions.items()
        if f.returns is None or any(a.annotation is None for a in f.args.args if a.arg not in {"self", "cls"})
    ]
    assert bare == []
    silent = [path for path, tree in modules.items() if docstring(tree) is None and tree.body]
    assert silent == []


def test_nothing_is_raised_without_a_word(modules):
    assert [f"{path}:{line}" for path, tree in modules.items() for line in raised_without_words(tree)] == []


def test_no_junk_drawers_no_todos_few_suppressions(root, modules):
    names = {Path(path).stem for path in modules}
    assert names & {"utils", "util", "helpers", "helper", "common", "misc", "shared"} == set()
    texts = [(root / path).read_text("utf-8") for path in modules]
    assert not any(re.search(r"#.*\b(TODO|FIXME|XXX|HACK)\b", text) for text in texts)
    suppressions = sum(
        len(re.findall(r"#\s*(noqa|type:\s*ignore|pragma: no cover|pyright:\s*ignore)", t)) for t in texts
    )
    assert suppressions <= sum(text.count("\n") for text in texts) / 1000
