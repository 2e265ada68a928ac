"""The files of a pack: whatever is done to one of them, loading ends in a pack or in issues that name the file."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nanfeng.cases.programme import Programme
from nanfeng.kinds.issue import Issue
from nanfeng.pack.files import definition_files, read_rows, relative, strangers
from nanfeng.pack.load import PackError, load, read_definition

EXAMPLE = Path(__file__).parents[2] / "packs" / "example"
FILES = [relative(path, EXAMPLE) for path in definition_files(EXAMPLE)]


@given(
    name=st.sampled_from(FILES),
    start=st.integers(0, 3_000),
    length=st.integers(0, 40),
    instead=st.one_of(
        st.binary(max_size=12), st.sampled_from([b'"', b"[", b"=", b",", b"\n", b"]]", b"\x00", b"9" * 12])
    ),
)
def test_a_damaged_file_gives_issues_and_no_traceback(
    name: str, start: int, length: int, instead: bytes, tmp_path_factory
) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path_factory.mktemp("pack") / "town"))
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:start] + instead + whole[start + length :])

    found = _issues(folder)

    assert found is None or found
    assert all(issue.where and issue.wrong.zh and issue.wrong.en and issue.mend.en for issue in found or ())


def _issues(folder: Path) -> tuple[Issue, ...] | None:
    try:
        load(folder)
    except PackError as error:
        return error.issues
    return None


def test_rows_know_their_line_even_where_a_cell_has_several(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text('a,b_zh,b_en,parents\n1,"x\ny",z,p;q\n2,,,\n', encoding="utf-8")

    assert list(read_rows(tmp_path / "rows.csv")) == [
        (2, {"a": "1", "b": {"zh": "x\ny", "en": "z"}, "parents": ["p", "q"]}),
        (4, {"a": "2"}),
    ]


def test_hidden_files_and_records_are_no_strangers(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "town"))
    (folder / "forms" / ".visit.toml.swp").write_bytes(b"\x00")
    (folder / "forms" / "visit.yaml").write_text("", encoding="utf-8")

    assert strangers(folder) == ["forms/visit.yaml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 50_000, "too deep"),
        ("a = " + "[" * 40 + "]" * 40, "too deep"),
        (".".join("a" * 30_000) + " = 1", "too deep"),
        ("[" + ".".join("a" * 40) + "]\n", "too deep"),
        ("total = 1e999999999", "no number"),
        ("total = inf", "no number"),
        ('a = "' + "x" * 60_000, "TOML"),
    ],
)
def test_what_would_take_minutes_or_all_memory_is_refused_at_once(text, said, tmp_path):
    path = tmp_path / "hostile.toml"
    path.write_text(text)
    with pytest.raises(PackError, match=said):
        read_definition(path, Programme)
