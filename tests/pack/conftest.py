"""A copy of the example pack that a test may spoil."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from nanfeng.kinds.issue import Issue
from nanfeng.pack.load import PackError, load

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """The folder of a copy of the example pack."""
    return Path(shutil.copytree(PACKS / "example", tmp_path / "town"))


@pytest.fixture
def spoil(town: Path) -> Callable[[str, str, str], None]:
    """Replace text in a file of the copy; the text has to be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = town / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def issues(town: Path) -> Callable[[], tuple[Issue, ...]]:
    """Everything that is wrong with the copy."""

    def all_issues() -> tuple[Issue, ...]:
        with pytest.raises(PackError) as caught:
            load(town)
        return caught.value.issues

    return all_issues


@pytest.fixture
def trial(town: Path) -> Path:
    """The copy with the hydrogen forklift trial, a programme that nobody foresaw."""
    (town / "programmes").mkdir()
    shutil.copy(Path(__file__).parent / "programmes" / "hydrogen_forklifts.toml", town / "programmes")
    return town
