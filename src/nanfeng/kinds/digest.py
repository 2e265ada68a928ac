"""Digests of definitions: equal definitions have equal digests on every machine, in every version of the libraries."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from nanfeng.kinds.written import Written


def digest_of(value: object) -> str:
    """The sha256, in hexadecimal, of a tree of dataclasses, mappings, sequences and plain values.

    What a dataclass leaves at its default is left out, so that a new optional key does not change old digests; so is
    what it leaves out of comparison, for equal definitions have equal digests.
    Raise TypeError for a value that has no canonical text.
    """
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Written):
        return str(value)
    if is_dataclass(value):
        said = {f: getattr(value, f.name) for f in fields(value) if f.compare}
        return {f.name: _plain(held) for f, held in said.items() if held != f.default}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"no canonical text for a {type(value).__name__}")
