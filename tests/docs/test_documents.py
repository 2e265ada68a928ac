"""The commands of README, tutorial and how-tos do what they say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docs.access import access_page
from docs.generate import open_data_page, page

from nanfeng.pack.load import load
from nanfeng.web.postgres import discard, ensure

HOMES = ("var/town", "var/mend")
"""Where the documents keep their state."""


@pytest.fixture(scope="session")
def workplace(root, tmp_path_factory) -> Iterator[Path]:
    """A folder as a checkout looks to its user, after `make run`."""
    place = tmp_path_factory.mktemp("checkout")
    shutil.copytree(root / "packs", place / "packs")
    (place / ".venv").mkdir()
    (place / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    yield place
    for home in HOMES:
        discard(place / home)


@pytest.fixture(scope="session")
def databases(workplace) -> None:
    """Databases that run all the while: else each command would start and stop its own."""
    for home in HOMES:
        ensure(workplace / home, durable=False)


def commands(path: Path) -> str:
    return "\n".join(re.findall(r"^```sh\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL))


def run(script: str, workplace: Path) -> str:
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    own = {name: value for name, value in os.environ.items() if not name.startswith("NANFENG_")}
    done = subprocess.run(
        ["bash", "-e", "-O", "expand_aliases"],
        input=script,
        cwd=workplace,
        env=own | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout + done.stderr


@pytest.fixture(scope="session")
def tutorial(root, workplace, databases) -> str:
    """What the tutorial's commands print, word for word as they stand there; the town that it leaves is in var/town."""
    return run(commands(root / "docs/tutorial.md"), workplace)


@pytest.mark.slow
@pytest.mark.xdist_group("documents")
def test_the_tutorial_word_for_word(tutorial, workplace):
    assert "every digit came out the same" in tutorial
    assert "nothing has changed since it was closed" in tutorial
    assert (workplace / "var/town/report/report.en.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.xdist_group("documents")
@pytest.mark.usefixtures("databases")
def test_a_row_comes_back_as_the_how_to_says(root, workplace):
    said = run(commands(root / "docs/how-to-mend-refused-rows.md"), workplace)
    assert "one row came back" in said
    assert re.search(r"^\d{8}\.xlsx$", said, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.xdist_group("documents")
@pytest.mark.usefixtures("tutorial")
def test_the_other_how_tos(root, workplace):
    for how_to in ("docs/how-to-add-an-indicator.md", "docs/how-to-correct-a-record.md"):
        run(commands(root / how_to), workplace)
    assert len(list((workplace / "var/town/vintages").glob("[0-9a-f]*"))) == 2


def test_the_indicator_of_the_how_to_is_a_good_one(root, workplace):
    text = (root / "docs/how-to-add-an-indicator.md").read_text("utf-8")
    toml = re.search(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    pack = workplace / "packs" / "with_one_more"
    shutil.copytree(workplace / "packs" / "example", pack)
    (pack / "indicators" / "exporting_enterprises.toml").write_text(toml[1], "utf-8")
    assert "9 indicators" in run("nanfeng --pack packs/with_one_more pack check", workplace)


def test_every_make_target_that_the_documents_name_is_there(root):
    makefile = (root / "Makefile").read_text("utf-8")
    for path in [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").glob("*.md")]:
        for target in re.findall(r"`make (\w+)`|^make (\w+)$", path.read_text("utf-8"), re.MULTILINE):
            assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), (path.name, target)


def test_every_link_leads_to_a_file(root):
    for path in [root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")):
            assert link.startswith("http") or (path.parent / link).exists(), (path.name, link)


def test_the_generated_pages_are_fresh(root):
    assert (root / "docs" / "access.md").read_text("utf-8") == access_page(), "run make docs"
    assert (root / "docs" / "open-data.md").read_text("utf-8") == open_data_page(), "run make docs"
    for path in sorted((root / "packs").glob("*/pack.toml")):
        pack = load(path.parent)
        assert (root / "docs" / "packs" / f"{pack.id}.md").read_text("utf-8") == page(pack), "run make docs"
