"""Files that appear whole or not at all, and their digests."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_ROW_GROUP = 122_880
"""Rows in a part of a file that can be passed over as a whole."""


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let `write` fill a temporary file beside `path`, then put it in place at once; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.unfinished")
    write(unfinished)
    unfinished.replace(path)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write zstd Parquet; the same table gives the same bytes with the same library."""
    pq.write_table(
        table.combine_chunks(),
        path,
        row_group_size=_ROW_GROUP,
        compression="zstd",
        compression_level=3,
        write_page_checksum=True,
    )


def read_parquet(path: Path) -> pa.Table:
    """Read a whole Parquet file; raise an ArrowException or OSError where it is damaged."""
    return pq.ParquetFile(path, page_checksum_verification=True).read()


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
