"""What may not be committed: machine paths, third-party files, lock files that name a registry, large files."""

import re
import subprocess

import pytest


@pytest.fixture(scope="module")
def tracked(root):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [root / name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def test_no_third_party_files(tracked):
    foreign = re.compile(r"(\.min\.(js|css)|uv\.lock|\.(ttf|otf|ttc|woff2?))$")
    assert [p.name for p in tracked if foreign.search(p.name)] == []


def test_no_large_files(tracked):
    assert [p.name for p in tracked if p.stat().st_size > 1_048_576] == []


def test_no_paths_of_a_machine(root, tracked):
    here = str(root.parent) + "/"
    texts = (p for p in tracked if p.suffix in {".py", ".md", ".toml", ".txt", ".csv", ".json", ""})
    assert [p.name for p in texts if here in p.read_text("utf-8", errors="ignore")] == []


def test_the_lock_files_name_no_registry(root):
    for path in (root / "requirements").glob("*.txt"):
        assert "://" not in path.read_text("utf-8")
        assert "--hash=sha256:" in path.read_text("utf-8")
