"""A programme's file before it goes live: the city's definitions with it, checked as `nanfeng pack check` checks them.

Nothing of it is kept: it is read in a folder of its own, which is gone afterwards.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from nanfeng.cases.programme import Programme
from nanfeng.figures.indicator import Indicator
from nanfeng.kinds.issue import Issue
from nanfeng.pack import files
from nanfeng.pack.lines import line_of
from nanfeng.pack.load import Examined, examine
from nanfeng.pack.programmes import fed_by
from nanfeng.web import city

_FOLDER = "programmes"
_AT_LINE = re.compile(r"\(at line (\d+),")


@dataclass(frozen=True)
class Finding:
    """Something that is wrong, the line of the file that it is about (from 1; None: no single one, or it stands in
    another file), and what that line says.
    """

    issue: Issue
    line: int | None
    said: str


@dataclass(frozen=True)
class Proposed:
    """What a file would mean. `programme` is None where the file has not its shape; `now` is the same programme as it
    runs today, None where it is new; `replaced` are others whose file has the same name and would be gone; `fed` are
    the indicators that its cases would count in.
    """

    file: str
    findings: tuple[Finding, ...]
    programme: Programme | None
    now: Programme | None
    replaced: tuple[Programme, ...]
    fed: tuple[Indicator, ...]


def proposed(file: str, content: bytes) -> Proposed:
    """What the city's definitions would be with a file of that name in the folder of programmes."""
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pack"
        files.copy(city.pack().folder, folder)
        path = folder / _FOLDER / file
        identifier = _put(path, content)
        found = examine(folder)
        text = "" if identifier is None else files.content(path)
    return _told(file, found, identifier, text or content.decode("utf-8", "replace"))


def _put(path: Path, content: bytes) -> str | None:
    """Write the file, in place of the one that defines the same programme; the programme's id, None where it says
    none.
    """
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    identifier = _identifier(path)
    for other in files.matching(path.parent.parent, f"{_FOLDER}/*.toml"):
        if other != path and identifier is not None and _identifier(other) == identifier:
            other.unlink()
    return identifier


def _identifier(path: Path) -> str | None:
    try:
        said = files.read_toml(path).get("id")
    except ValueError:
        return None
    return said if isinstance(said, str) else None


def _told(file: str, found: Examined, identifier: str | None, text: str) -> Proposed:
    today, then = city.pack().programmes, found.pack.programmes if found.pack else {}
    programme = then.get(identifier or "")
    return Proposed(
        file=file,
        findings=tuple(sorted((_finding(issue, file, text) for issue in found.issues), key=_by_line)),
        programme=programme,
        now=today.get(identifier or ""),
        replaced=tuple(one for name, one in today.items() if name not in then) if programme else (),
        fed=tuple(fed_by(programme, found.pack.indicators)) if programme and found.pack else (),
    )


def _finding(issue: Issue, file: str, text: str) -> Finding:
    lines = text.splitlines()
    line = _line(issue, text) if issue.where == f"{_FOLDER}/{file}" else None
    return Finding(issue, line, lines[line - 1].strip() if line and line <= len(lines) else "")


def _by_line(finding: Finding) -> tuple[bool, int]:
    """As one goes through the file; what has no line comes last."""
    return finding.line is None, finding.line or 0


def _line(issue: Issue, text: str) -> int | None:
    """Where it is; of what is no TOML the message says it."""
    told = _AT_LINE.search(issue.wrong.en)
    return int(told[1]) if told and not issue.at else line_of(text, issue.at)
