"""On which line of a TOML file something is said: for people who are told what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_TABLE = re.compile(r"\s*\[{1,2}\s*([\w.\- ]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\-]+(?:\s*\.\s*[\w\-]+)*)\s*=\s*(.*)$")
_NAMES = ("id", "name", "code", "form", "field", "was")
"""The keys by which an entry of a list is told apart from the others, as the checks of packs name it."""


@dataclass(frozen=True)
class _Said:
    """A line that says something (counted from 1), and what: tables, the entries of lists by their names, keys."""

    line: int
    place: tuple[str, ...]


def line_of(text: str, at: str) -> int | None:
    """The line of a TOML text that says what stands at a dotted key such as `instalments.first.since`, or the nearest
    that it is part of; None where no line does.
    """
    wanted = at.split(".") if at else []
    best = max(_said(text), key=lambda said: (_common(wanted, said.place), -len(said.place), -said.line), default=None)
    return best.line if best and _common(wanted, best.place) else None


@lru_cache(maxsize=4)
def _said(text: str) -> tuple[_Said, ...]:
    """Every head of a table and every key, in the order of the lines."""
    return tuple(_lines(text.splitlines()))


def _lines(lines: list[str]) -> Iterator[_Said]:
    entries: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        head, key = _TABLE.match(line), _KEY.match(line)
        if head:
            entries["table"] = head[1]
            entries[head[1]] = _name(lines, number)
            yield _Said(number, _place(entries))
        elif key:
            yield _Said(number, (*_place(entries), *(part.strip() for part in key[1].split("."))))


def _place(entries: dict[str, str]) -> tuple[str, ...]:
    """The tables that the present line stands in, each with the name of its entry where it has one."""
    table = entries.get("table", "")
    parts = table.split(".") if table else []
    above = [".".join(parts[: count + 1]) for count in range(len(parts))]
    named = [(part.strip(), entries.get(whole, "")) for part, whole in zip(parts, above, strict=True)]
    return tuple(each for pair in named for each in pair if each)


def _name(lines: list[str], first: int) -> str:
    """What an entry is called whose keys begin at a place of the list; empty where it does not say."""
    said: dict[str, str] = {}
    for place in range(first, len(lines)):
        if _TABLE.match(lines[place]):
            break
        if key := _KEY.match(lines[place]):
            said.setdefault(key[1], key[2].partition("#")[0].strip().strip("\"'"))
    return next((said[name] for name in _NAMES if name in said), "")


def _common(wanted: list[str], place: tuple[str, ...]) -> int:
    """How many of the parts that are wanted, from the first on, stand in a place in this order."""
    left = iter(place)
    count = 0
    for part in wanted:
        if part not in left:
            break
        count += 1
    return count
