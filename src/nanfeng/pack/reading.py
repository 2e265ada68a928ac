"""One reading of a pack's files: each gets its frozen shape, and what has not is refused with file, key and mend."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from nanfeng.cases.programme import Programme
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.pack import files
from nanfeng.pack.programmes import names_in
from nanfeng.pack.shape_issues import shape_issues

T = TypeVar("T")


@dataclass
class Reading:
    """One reading of a pack's files: what was wrong (`issues`), where each definition stands, and the ids of those
    that failed (`broken`), so that nobody is blamed for naming them. `no_text` are files that are no UTF-8.
    """

    folder: Path
    issues: list[Issue] = field(default_factory=list)
    where: dict[tuple[str, str], str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    no_text: set[Path] = field(default_factory=set)

    def toml(self, path: Path, shape: type[T]) -> T | None:
        """One definition from one file; None, and an issue, where it fails."""
        where = files.relative(path, self.folder)
        if not path.exists():
            self._refuse(where, Text("缺少这个文件", "the file is missing"), Text("补上文件", "add it"))
            return None
        if path in self.no_text:
            return None
        try:
            written = files.read_toml(path)
        except ValueError as error:
            self._refuse(where, Text(f"不是 TOML：{error}", f"this is no TOML: {error}"), _MEND_TEXT)
            self.broken.add(path.stem)
            return None
        return self._shaped(written, shape, where)

    def tomls(self, folder: str, shape: type[T]) -> list[tuple[str, T]]:
        """The definitions of every TOML file in a folder, each with its file."""
        paths = files.matching(self.folder, f"{folder}/*.toml")
        found = [(files.relative(path, self.folder), self.toml(path, shape)) for path in paths]
        return [(where, definition) for where, definition in found if definition is not None]

    def table(self, name: str, shape: type[T]) -> list[tuple[str, T]]:
        """The rows of a CSV file, each with its file and line; none where there is no such file."""
        path = self.folder / name
        return list(self._rows(path, shape)) if path.exists() else []

    def tables(self, folder: str, shape: type[T]) -> list[tuple[str, T]]:
        """The rows of every CSV file in a folder."""
        return [row for path in files.matching(self.folder, f"{folder}/*.csv") for row in self._rows(path, shape)]

    def texts(self, folder: str) -> Mapping[str, str]:
        """The Markdown files of a folder by their name, which ends with the language: `half_year.overview.zh`."""
        paths = (path for path in files.matching(self.folder, f"{folder}/*.md") if path not in self.no_text)
        return {path.name.removesuffix(".md"): files.content(path) for path in paths}

    def by(self, found: list[tuple[str, T]], kind: str, key: str) -> Mapping[str, T]:
        """The definitions by their id, and an issue for each id that is there twice; remember where each stands."""
        definitions: dict[str, T] = {}
        for where, definition in found:
            name = getattr(definition, key)
            if name in definitions:
                first = self.where[kind, name]
                wrong = Text(f"“{name}”在 {first} 已有定义", f"{name!r} is defined already, in {first}")
                self._refuse(where, wrong, Text("改名或删去其一", "rename or remove one of them"), key)
                continue
            definitions[name] = definition
            self.where[kind, name] = where
        return definitions

    def refuse_strangers(self) -> None:
        """An issue for each file that would be passed over in silence."""
        for path in files.strangers(self.folder):
            wrong = Text("城市包里没有这种文件，它不会被读取", "a pack has no such file: nothing would read it")
            mend = Text(
                f"改名或移到：{'、'.join(files.LAYOUT)}", f"rename or move it to one of {', '.join(files.LAYOUT)}"
            )
            self._refuse(path, wrong, mend)

    def refuse_other_encodings(self) -> None:
        """An issue for each file that is no UTF-8; without it the pack has no digest."""
        for path in files.definition_files(self.folder):
            try:
                files.content(path)
            except UnicodeDecodeError as error:
                wrong = Text(f"不是 UTF-8 文字：{error}", f"this is no UTF-8 text: {error}")
                self._refuse(files.relative(path, self.folder), wrong, _MEND_TEXT)
                self.no_text.add(path)

    def _rows(self, path: Path, shape: type[T]) -> Iterator[tuple[str, T]]:
        where = files.relative(path, self.folder)
        if path in self.no_text:
            return
        try:
            rows = list(files.read_rows(path))
        except csv.Error as error:
            self._refuse(where, Text(f"不是 CSV：{error}", f"this is no CSV: {error}"), _MEND_TEXT)
            return
        for line, written in rows:
            row = self._shaped(written, shape, f"{where}:{line}")
            if row is not None:
                yield f"{where}:{line}", row

    def _shaped(self, written: dict[str, Any], shape: type[T], where: str) -> T | None:
        try:
            return _validator(shape).validate_python(written)
        except ValidationError as error:
            self.issues += shape_issues(error.errors(), shape, written, where)
            self.broken |= {value for key in ("id", "name", "code") if isinstance(value := written.get(key), str)}
            self.broken |= names_in(written) if shape is Programme else set()
            return None

    def _refuse(self, where: str, wrong: Text, mend: Text, at: str = "") -> None:
        self.issues.append(Issue("file" if not at else "twice", where, at, wrong, mend))


_MEND_TEXT = Text("改正这一处；文件须为 UTF-8", "correct that place; the file has to be UTF-8")


@cache
def _validator(shape: type) -> TypeAdapter[Any]:
    return TypeAdapter(shape)
