"""Documents that people hand in: known by their content, kept under their hash, never shown inside a page."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from nanfeng.kinds.text import Text
from nanfeng.ledger.storage import write_whole
from nanfeng.web import city
from nanfeng.web.people.refusals import RefusedError

LIMIT = 10 * 2**20
"""Bytes of the largest document."""


@dataclass(frozen=True)
class Kind:
    """A kind of document: how its bytes begin, and what must stand near their end."""

    media: str
    suffix: str
    begins: bytes
    ends: bytes


_KINDS = (
    Kind("application/pdf", ".pdf", b"%PDF-", b"%%EOF"),
    Kind("image/png", ".png", b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    Kind("image/jpeg", ".jpg", b"\xff\xd8\xff", b"\xff\xd9"),
)
_TAIL = 1024


def kind_of(content: bytes) -> Kind | None:
    """The kind of a document by its content; its name is not believed."""
    tail = content[-_TAIL:]
    return next((kind for kind in _KINDS if content.startswith(kind.begins) and kind.ends in tail), None)


def keep(content: bytes) -> str:
    """Keep a document that proves a claim, return its sha256; raise RefusedError for other files."""
    if len(content) > LIMIT:
        raise RefusedError(Text("文件超过 10 MB，请压缩后再上传", "the file is larger than 10 MB: make it smaller"))
    if kind_of(content) is None:
        raise RefusedError(
            Text(
                "文件内容不是 PDF、PNG 或 JPEG，请上传营业执照的扫描件或照片",
                "the file's content is not PDF, PNG or JPEG: please send a scan or photograph of the licence",
            )
        )
    return store(content)


def store(content: bytes) -> str:
    """Keep a document in the home, whatever it is; return the sha256 that it is found by."""
    digest = hashlib.sha256(content).hexdigest()
    if not _path(digest).is_file():
        write_whole(_path(digest), lambda path: _write(path, content))
    return digest


def read(digest: str) -> bytes:
    """The document of this sha256; raise FileNotFoundError where the home has none."""
    return _path(digest).read_bytes()


def _path(digest: str) -> Path:
    return city.home() / "documents" / digest[:2] / digest


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
