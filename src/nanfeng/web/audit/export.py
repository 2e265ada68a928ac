"""The log as CSV."""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator

from nanfeng.web.audit.chain import CHAINED
from nanfeng.web.audit.models import Entry

COLUMNS = (*CHAINED, "digest")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark, a line an entry; a text that a spreadsheet would run as a formula is
    quoted by an apostrophe.
    """
    yield codecs.BOM_UTF8 + _line(COLUMNS)
    for entry in entries:
        yield _line(_cell(getattr(entry, name)) for name in COLUMNS)


def _line(cells: Iterable[object]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()


def _cell(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_DANGEROUS) else text
