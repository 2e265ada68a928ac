"""What bandit finds suspicious was looked at, place by place; anything new has to be looked at, too."""

import json
import subprocess
import sys

import pytest

LOOKED_AT = {
    ("B701", "report/letter.py"): "the template makes Typst, whose own escape is a filter of every value; no HTML",
    ("B701", "report/printed.py"): "the template makes Typst, whose own escape is a filter of every value; no HTML",
    ("B308", "web/look/templatetags/blocks.py"): "what the template engine has rendered, and escaped, already",
    ("B703", "web/look/templatetags/blocks.py"): "what the template engine has rendered, and escaped, already",
    ("B308", "web/look/templatetags/look.py"): "names of elements that templates write, and nothing",
    ("B703", "web/look/templatetags/look.py"): "names of elements that templates write, and nothing",
    ("B308", "web/look/templatetags/numbers.py"): "names of tones that the function itself chooses",
    ("B703", "web/look/templatetags/numbers.py"): "names of tones that the function itself chooses",
    ("B608", "web/records/queries.py"): "names of columns come from the model; every value is a parameter",
    ("B308", "web/site/prose.py"): "Markdown that takes no HTML; what a reference prints is escaped by its template",
    ("B703", "web/site/prose.py"): "Markdown that takes no HTML; what a reference prints is escaped by its template",
    ("B608", "web/records/services.py"): "names of columns come from the model; every value is a parameter",
    ("B608", "web/walls.py"): "names of tables stand in migrations, of which nothing comes from outside",
}


@pytest.mark.slow
def test_bandit_finds_nothing_that_was_not_looked_at(root):
    command = [sys.executable, "-m", "bandit", "-q", "-r", "src/nanfeng", "-ll", "-f", "json"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert told["errors"] == []
    found = {(each["test_id"], each["filename"].removeprefix("src/nanfeng/")): each for each in told["results"]}
    new = [
        f"{each['filename']}:{each['line_number']} {each['issue_text']}"
        for key, each in found.items()
        if key not in LOOKED_AT
    ]
    assert new == []
