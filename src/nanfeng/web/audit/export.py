"""The log as CSV."""

import codecs
import csv
import io
import json
from collections.abc import Iterable
from typing import IO

from nanfeng.web.audit.chain import CHAINED
from nanfeng.web.audit.models import Entry

COLUMNS = (*CHAINED, "digest")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def written(entries: Iterable[Entry], file: IO[bytes]) -> IO[bytes]:
    """The file, filled and at its begin again: CSV in UTF-8 with a byte order mark, a line an entry; a text that a
    spreadsheet would run as a formula is quoted by an apostrophe.

    Entries are read while the request's transaction is open: after it the wall shows nothing of the log.
    """
    file.write(codecs.BOM_UTF8 + _line(COLUMNS))
    for entry in entries:
        file.write(_line(_cell(getattr(entry, name)) for name in COLUMNS))
    file.seek(0)
    return file


def _line(cells: Iterable[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _cell(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text
