"""One file that holds others and, at its end, the digest of each; written and read as a stream."""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

MANIFEST = "manifest.json"
"""The last file of an archive."""

_BLOCK = 2**20
_LIGHT = 1
"""How hard to compress: most of what comes in is compressed already."""


@dataclass(frozen=True)
class Kept:
    """A file in an archive: its size in bytes and the sha256 of its content."""

    size: int
    sha256: str


@dataclass
class _Hashing:
    """A file that is read through, or written, while its digest is computed."""

    file: IO[bytes]
    digest: Any = field(default_factory=hashlib.sha256)
    size: int = 0

    def read(self, most: int = -1) -> bytes:
        """Read on."""
        block = self.file.read(most)
        self.digest.update(block)
        self.size += len(block)
        return block

    @property
    def kept(self) -> Kept:
        """What was read so far."""
        return Kept(self.size, self.digest.hexdigest())


class Writer:
    """Puts files into an archive one after another."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self.files: dict[str, Kept] = {}

    def add(self, path: Path, name: str) -> None:
        """Put a file in as it is now: what is added to it meanwhile stays out."""
        with path.open("rb") as file:
            member = self._archive.gettarinfo(arcname=name, fileobj=file)
            member.uid = member.gid = 0
            member.uname = member.gname = ""
            read = _Hashing(file)
            self._archive.addfile(member, read)  # pyright: ignore[reportArgumentType]
        self.files[name] = read.kept


@contextmanager
def writing(path: Path, facts: dict[str, object]) -> Iterator[Writer]:
    """Write an archive that appears whole or not at all, readable by its owner alone.

    `facts` stand in its manifest beside the digests; they may be filled while it is written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        with tarfile.open(unfinished, "w:gz", compresslevel=_LIGHT, format=tarfile.PAX_FORMAT) as archive:
            writer = Writer(archive)
            yield writer
            _add_manifest(archive, facts | {"files": {name: vars(kept) for name, kept in writer.files.items()}})
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _add_manifest(archive: tarfile.TarFile, manifest: dict[str, object]) -> None:
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size, member.mode = len(text), 0o600
    archive.addfile(member, io.BytesIO(text))


def unpack(path: Path, folder: Path) -> dict[str, Any]:
    """Write every file of an archive into a folder and give back the manifest.

    Raise ValueError that names the first file which is damaged, missing, not listed or does not belong in an archive.
    """
    found: dict[str, Kept] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                if member.name == MANIFEST:
                    manifest = _manifest(archive, member)
                else:
                    found[member.name] = _unpack_one(archive, member, folder)
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ValueError(f"{path} is damaged or cut off, or is no backup: {error}; take another one") from error
    if manifest is None:
        raise ValueError(f"{path} is cut off, or is no backup: its manifest is missing; take another one")
    _compare(path, manifest, found)
    return manifest


def _manifest(archive: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    file = archive.extractfile(member)
    return json.loads(file.read()) if file else {}


def _unpack_one(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> Kept:
    source = archive.extractfile(member) if member.isreg() else None
    name = PurePosixPath(member.name)
    if source is None or name.is_absolute() or ".." in name.parts:
        raise ValueError(f"{member.name} does not belong in a backup: this file was not written by `nanfeng backup`")
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=member.mode & 0o700)
    read = _Hashing(source)
    with target.open("wb") as file:
        while block := read.read(_BLOCK):
            file.write(block)
    return read.kept


def _compare(path: Path, manifest: dict[str, Any], found: dict[str, Kept]) -> None:
    listed = {name: Kept(**kept) for name, kept in manifest.get("files", {}).items()}
    wrong = sorted(name for name in listed.keys() | found.keys() if listed.get(name) != found.get(name))
    if wrong:
        raise ValueError(f"{path} is damaged: {wrong[0]} is not as it was backed up; take another one")
