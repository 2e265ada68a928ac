"""The files of a pack: which there are, what they say, and the digest of them all."""

import csv
import hashlib
import re
import shutil
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

LAYOUT = (
    "pack.toml",
    "sources.toml",
    "demo.toml",
    "places.csv",
    "departments.csv",
    "aliases.csv",
    "rates.csv",
    "industries/*.csv",
    "industries/*.toml",
    "forms/*.toml",
    "flows/*.toml",
    "programmes/*.toml",
    "layouts/*.toml",
    "indicators/*.toml",
    "plans/*.toml",
    "published/*.csv",
    "publications/*.toml",
    "report/*.md",
    "warnings/*.toml",
)
"""What a pack consists of. `records/` (spreadsheets to try it with) and a README may stand beside it."""

_BESIDE = ("records/*", "README.md")

_DEEPEST, _MOST_DIGITS = 30, 30
_DOTTED = re.compile(rf"(?<![\w'\"-])(?:[\w'\"-]+[ \t]*\.[ \t]*){{{_DEEPEST},}}")
"""A key of so many parts, with which reading would take minutes."""

_TOO_DEEP = "tables and lists stand too deep within one another"


def matching(folder: Path, pattern: str) -> list[Path]:
    """The files of a pattern such as `forms/*.toml`, sorted; hidden ones (an editor's, say) are passed over."""
    return sorted(path for path in folder.glob(pattern) if not path.name.startswith("."))


def definition_files(folder: Path) -> list[Path]:
    """Every file of the pack, sorted by its path inside the folder."""
    found = {path for pattern in LAYOUT for path in matching(folder, pattern)}
    return sorted(found, key=lambda path: relative(path, folder))


def strangers(folder: Path) -> list[str]:
    """Paths of files that stand in the folder and are no part of a pack: they would be passed over in silence."""
    known = {path for pattern in (*LAYOUT, *_BESIDE) for path in folder.glob(pattern)}
    files = (path for path in folder.rglob("*") if path.is_file() and path not in known)
    return sorted(relative(path, folder) for path in files if not _hidden(path, folder))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def relative(path: Path, folder: Path) -> str:
    """The path inside the folder, with forward slashes on every machine."""
    return path.relative_to(folder).as_posix()


def content(path: Path) -> str:
    """The text of a file, UTF-8 with or without a mark, line ends as LF; raise UnicodeDecodeError for other text."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


def digest(folder: Path) -> str:
    """The sha256 of a pack: of every path and content, in order of the paths, so that moving the folder, line ends
    and the order in which a disk lists its files change nothing.
    """
    whole = hashlib.sha256()
    for path in definition_files(folder):
        text = content(path).encode()
        whole.update(f"{relative(path, folder)}\n{len(text)}\n".encode())
        whole.update(text)
    return whole.hexdigest()


def copy(folder: Path, target: Path) -> None:
    """Copy the files of a pack into `target`, which comes into being whole or not at all."""
    if target.exists():
        return
    building = target.with_name(f".{target.name}")
    shutil.rmtree(building, ignore_errors=True)
    for path in definition_files(folder):
        destination = building / relative(path, folder)
        destination.parent.mkdir(parents=True, exist_ok=True)
        destination.write_text(content(path), encoding="utf-8", newline="\n")
    building.rename(target)


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file with its decimal fractions as Decimal; raise ValueError that says where it is no TOML, or what in it
    is beyond all that a definition says.
    """
    text = content(path)
    if _DOTTED.search(text):
        raise ValueError(_TOO_DEEP)
    try:
        written = tomllib.loads(text, parse_float=_decimal)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    _check_depth(written)
    return written


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if number.is_finite() and abs(number.adjusted()) <= _MOST_DIGITS:
        return number
    raise ValueError(f"{text} is no number that a definition may hold")


def _check_depth(written: dict[str, Any]) -> None:
    """Raise ValueError where tables and lists stand within one another deeper than any definition."""
    level: list[Any] = [written]
    for _ in range(_DEEPEST):
        inner = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [value for values in inner for value in values]
        if not level:
            return
    raise ValueError(_TOO_DEEP)


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows of a CSV file with the line that each begins on, as a TOML table would say the same.

    `name_zh` and `name_en` become one text, `parents` and `tile` lists, `scope` (`field=value;field=value`) pairs; an
    empty cell is no key.
    """
    reader = csv.DictReader(content(path).splitlines(keepends=True), restkey="(further cell)")
    line = 2
    for row in reader:
        yield line, _nested({column: cell for column, cell in row.items() if cell})
        line = reader.line_num + 1


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for column, cell in row.items():
        stem, _, language = column.rpartition("_")
        if stem and language in ("zh", "en"):
            nested.setdefault(stem, {})[language] = cell
        else:
            nested[column] = _LISTS.get(column, str)(cell) if isinstance(cell, str) else cell
    return nested


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _pairs(cell: str) -> list[list[str]]:
    return [part.split("=", 1) for part in _split(cell)]


_LISTS = {"parents": _split, "tile": _split, "scope": _pairs}
