"""The digest that ties an entry to all entries before it."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

BEGIN = "0" * 64
"""What the first entry is chained to."""

CHAINED = (
    "position",
    "happened",
    "entered",
    "who",
    "role",
    "acting_for",
    "action",
    "noun",
    "what",
    "organisation",
    "changes",
    "why",
    "address",
    "previous",
)


def digest_of_entry(entry: Mapping[str, object]) -> str:
    """sha256 over an entry's columns in canonical JSON, `previous` among them; times in UTC."""
    plain = [_plain(entry[name]) for name in CHAINED]
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value
