"""The receipt of a vintage: what was frozen, when, by whom, and the digest of every file; and where its own is kept.

`receipt.json` stands in the vintage's folder; its digest stands outside, in `receipts.json` of the home folder, to
which entries are only ever added.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nanfeng.ledger.storage import write_whole

RECEIPT = "receipt.json"
_CANON = "nanfeng vintage 1"


@dataclass(frozen=True)
class Closing:
    """How a vintage is closed. Rows entered later than `cut_off` stay out; both times carry a time zone.

    `note` is None where there is nothing to say.
    """

    cut_off: datetime
    closed_by: str
    closed_at: datetime
    code_version: str
    note: str | None = None

    def __post_init__(self) -> None:
        if self.cut_off.tzinfo is None or self.closed_at.tzinfo is None:
            raise ValueError("cut-off and time of closing need a time zone; write them in UTC")


@dataclass(frozen=True)
class FrozenForm:
    """One form in a vintage: the digest of its definition, its register role, how many rows, the digest of their
    content (`content`) and of the Parquet file (`file`).
    """

    definition: str
    role: str | None
    rows: int
    content: str
    file: str


@dataclass(frozen=True)
class Receipt:
    """What a vintage holds, by form name, and how it came about. `inputs` are the digests of what its
    records came in with, by name.
    """

    id: str
    forms: Mapping[str, FrozenForm]
    closing: Closing
    inputs: Mapping[str, str]


def vintage_id(forms: Mapping[str, FrozenForm]) -> str:
    """The id of a vintage: sha256 over names, definitions and contents of its forms, and nothing else."""
    lines = [_CANON, *(f"{name}\t{form.definition}\t{form.content}" for name, form in sorted(forms.items()))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def vintage_folder(home: Path, vintage: str) -> Path:
    """Where a vintage stands."""
    return home / "vintages" / vintage


def receipt_text(receipt: Receipt) -> str:
    """The receipt as JSON with sorted keys, times in UTC."""
    plain = asdict(receipt)
    times = {name: plain["closing"][name].astimezone(UTC).isoformat() for name in ("cut_off", "closed_at")}
    plain["closing"] |= times
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def parse_receipt(text: str) -> Receipt:
    """Read a receipt; raise ValueError where the text is none."""
    plain: dict[str, Any] = json.loads(text)
    try:
        closing = plain["closing"]
        times = {name: datetime.fromisoformat(closing[name]) for name in ("cut_off", "closed_at")}
        forms = {name: FrozenForm(**form) for name, form in plain["forms"].items()}
        return Receipt(plain["id"], forms, Closing(**(closing | times)), plain["inputs"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"this is not the receipt of a vintage: {error}") from error


def read_receipt(home: Path, vintage: str) -> Receipt:
    """The receipt of a vintage; raise FileNotFoundError that lists the vintages there are, ValueError for a damaged
    one.
    """
    path = vintage_folder(home, vintage) / RECEIPT
    if not path.is_file():
        there = ", ".join(_ids(home)) or "none"
        raise FileNotFoundError(f"there is no vintage {vintage} in {home / 'vintages'}; there are: {there}")
    try:
        return parse_receipt(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is damaged ({error}); verify the vintage to see what to do") from error


def receipts(home: Path) -> tuple[Receipt, ...]:
    """The receipts of all vintages, the one closed first before the others; raise ValueError for a damaged one."""
    found = [read_receipt(home, vintage) for vintage in _ids(home)]
    return tuple(sorted(found, key=lambda receipt: (receipt.closing.closed_at, receipt.id)))


def list_outside(home: Path) -> Path:
    """The file that keeps the digests of all receipts, outside every vintage."""
    return home / "receipts.json"


def digest_outside(home: Path, vintage: str) -> str | None:
    """The digest of a vintage's receipt as kept outside it (the entry added last), None where there is none.

    Raise ValueError, KeyError or TypeError where the list outside is damaged.
    """
    entries = [entry["digest"] for entry in _entries(home) if entry["id"] == vintage]
    return entries[-1] if entries else None


def keep_outside(home: Path, vintage: str, text: str) -> None:
    """Add the digest of a receipt's text to the list outside the vintages."""
    entry = {"id": vintage, "digest": hashlib.sha256(text.encode()).hexdigest()}
    listed = json.dumps([*_entries(home), entry], sort_keys=True, indent=1) + "\n"
    write_whole(list_outside(home), lambda path: path.write_text(listed, "utf-8"))


def _entries(home: Path) -> list[dict[str, str]]:
    path = list_outside(home)
    return json.loads(path.read_text("utf-8")) if path.is_file() else []


def _ids(home: Path) -> list[str]:
    return sorted(path.parent.name for path in (home / "vintages").glob(f"[!.]*/{RECEIPT}"))
