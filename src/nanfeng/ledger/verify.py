"""Proof that a vintage is what was frozen: every file, every row, the receipt, and the receipt's digest outside."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text
from nanfeng.ledger.canonical import content_columns, digest_of_rows
from nanfeng.ledger.receipt import (
    RECEIPT,
    FrozenForm,
    Receipt,
    digest_outside,
    list_outside,
    parse_receipt,
    vintage_folder,
    vintage_id,
)
from nanfeng.ledger.storage import read_parquet, sha256_of

_Words = tuple[str, str]

_RESTORE = Text(
    "从备份恢复；没有备份时，移走这一期的文件夹，按收据的截止时间用数据库中的记录重新封存，编号应当相同",
    "restore it from a backup; without one, move the vintage's folder away and close the records of the database again "
    "with the receipt's cut-off: the id must come out the same",
)
_MOVE_OUT = Text(
    "封存文件夹中只应有封存时写入的文件：请把它移到别处",
    "a vintage holds only what was frozen: move the file elsewhere",
)
_FIND_OUT = Text(
    "查明是谁在何时改动；从备份恢复收据，并与打印报告上的摘要核对",
    "find out who changed it and when; restore the receipt from a backup and hold it against the digest in the printed "
    "report",
)
_NO_FOLDER: _Words = ("没有这一期封存数据", "there is no such vintage")
_NO_RECEIPT: _Words = ("收据不见了", "the receipt is gone")
_UNREADABLE: _Words = ("收据已无法读取", "the receipt cannot be read any more")
_NOT_OUTSIDE: _Words = (
    "封存数据之外没有保存收据的摘要，无法证明收据未被改动",
    "no digest of the receipt is kept outside the vintage: nothing shows that it is the original",
)
_OUTSIDE_UNREADABLE: _Words = (
    "保存各收据摘要的文件已无法读取",
    "the list of all receipts' digests cannot be read any more",
)
_EDITED: _Words = (
    "收据已被改动：与封存数据之外保存的摘要不符",
    "the receipt was edited: it does not fit the digest that is kept outside the vintage",
)
_OTHER_ID: _Words = (
    "收据所列内容得不出这个编号",
    "the contents that the receipt lists do not give this id",
)
_FILE_GONE: _Words = ("文件不见了", "the file is gone")
_FILE_ADDED: _Words = ("收据没有列出这个文件", "the receipt does not list this file")
_DAMAGED: _Words = ("文件的字节有改动，已无法读取", "bytes of the file changed, and it cannot be read any more")
_REWRITTEN: _Words = (
    "文件的字节有改动；记录的内容未变，但来源或写法变了",
    "bytes of the file changed; the contents of its records are the same, their provenance or encoding is not",
)
_ROWS_CHANGED: _Words = (
    "文件中有记录被改动（行数未变）",
    "records in the file were changed (their number is the same)",
)


def verify(home: Path, vintage: str) -> list[Issue]:
    """Everything that is not as it was when the vintage was frozen; nothing where all is well.

    Held against each other: the bytes of each file and the receipt; the rows of each file, the receipt and the
    vintage's id; the receipt and its digest outside the vintage.
    """
    folder = vintage_folder(home, vintage)
    path = folder / RECEIPT
    if not folder.is_dir():
        return [_issue("vintage_missing", folder, _NO_FOLDER, _RESTORE)]
    if not path.is_file():
        return [_issue("receipt_missing", path, _NO_RECEIPT, _RESTORE)]
    issues = list(_receipt_issues(home, vintage))
    receipt = _parsed(path)
    if receipt is None:
        return [*issues, _issue("receipt_unreadable", path, _UNREADABLE, _RESTORE)]
    if {receipt.id, vintage_id(receipt.forms)} != {vintage}:
        issues.append(_issue("id_mismatch", path, _OTHER_ID, _FIND_OUT))
    files = {folder / f"{name}.parquet": form for name, form in sorted(receipt.forms.items())}
    issues += [issue for file, form in files.items() for issue in _file_issues(file, form)]
    added = sorted(set(folder.rglob("*")) - {path, *files})
    return [*issues, *(_issue("file_added", file, _FILE_ADDED, _MOVE_OUT) for file in added)]


def _receipt_issues(home: Path, vintage: str) -> Iterator[Issue]:
    path = vintage_folder(home, vintage) / RECEIPT
    try:
        outside = digest_outside(home, vintage)
    except (ValueError, KeyError, TypeError):
        yield _issue("outside_unreadable", list_outside(home), _OUTSIDE_UNREADABLE, _FIND_OUT)
        return
    if outside is None:
        yield _issue("receipt_not_outside", path, _NOT_OUTSIDE, _FIND_OUT)
    elif sha256_of(path) != outside:
        yield _issue("receipt_edited", path, _EDITED, _FIND_OUT)


def _parsed(path: Path) -> Receipt | None:
    try:
        return parse_receipt(path.read_text("utf-8"))
    except ValueError:
        return None


def _file_issues(path: Path, form: FrozenForm) -> Iterator[Issue]:
    if not path.is_file():
        yield _issue("file_missing", path, _FILE_GONE, _RESTORE)
        return
    found = _content(path)
    if found is None:
        yield _issue("file_damaged", path, _DAMAGED, _RESTORE)
    elif found[0] != form.rows:
        yield _issue(*_other_number(path, found[0] - form.rows), _RESTORE)
    elif found[1] != form.content:
        yield _issue("rows_changed", path, _ROWS_CHANGED, _RESTORE)
    elif sha256_of(path) != form.file:
        yield _issue("file_rewritten", path, _REWRITTEN, _RESTORE)


def _content(path: Path) -> tuple[int, str] | None:
    """How many rows the file has and the digest of their content; None where it holds no readable records."""
    try:
        rows = read_parquet(path)
        rows.validate(full=True)
        return rows.num_rows, digest_of_rows(content_columns(rows))
    except (pa.ArrowException, OSError, ValueError, TypeError):
        return None


def _other_number(path: Path, more: int) -> tuple[str, Path, _Words]:
    if more > 0:
        return "rows_added", path, (f"文件中多出 {more} 行记录", f"the file has {more} rows that were not frozen")
    return "rows_removed", path, (f"文件中少了 {-more} 行记录", f"{-more} rows are gone from the file")


def _issue(code: str, path: Path, wrong: _Words, mend: Text) -> Issue:
    return Issue(code, str(path), path.stem, Text(*wrong), mend)
