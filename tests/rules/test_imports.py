"""House law 1: arrows run down only, hidden ones too."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest


def test_the_import_laws_hold(root):
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_is_imported_inside_a_function_or_for_types_only(root):
    hidden = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in (root / "src").rglob("*.py")
        for block in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(block, ast.FunctionDef) or (isinstance(block, ast.If) and "TYPE_CHECKING" in ast.dump(block.test))
        for node in ast.walk(block)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


@pytest.mark.parametrize("word", ["Foshan", "佛山", "FHIDZ"])
def test_the_source_knows_no_city(root, word):
    knowing = [
        str(path.relative_to(root))
        for path in (root / "src").rglob("*.*")
        if path.suffix in {".py", ".jinja", ".html", ".css", ".typ"} and word.lower() in path.read_text("utf-8").lower()
    ]
    assert knowing == []
