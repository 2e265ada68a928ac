"""The outside of a zip container: that it is one spreadsheet and nothing else, before anything in it is looked at.

A file that is a spreadsheet to one program and something else to another is refused: what was checked would not be
what is opened.
"""

import zipfile
from pathlib import Path

from nanfeng.intake.unreadable import UnreadableError, damaged, unreadable
from nanfeng.kinds.text import Text

_LISTED = b"PK\x01\x02"
_END = b"PK\x05\x06"
_END_BYTES = 22
_MOST_PARTS = 10_000


def inspect_container(path: Path) -> None:
    """Raise UnreadableError where something stands before or behind the container, or where it has more parts than any
    spreadsheet.
    """
    content = path.read_bytes()
    if content.count(_LISTED) > _MOST_PARTS:
        raise damaged(path.name)
    if _END not in content:
        raise damaged(path.name)
    if content[-_END_BYTES:][:4] != _END:
        raise _carries_more(path.name)


def refuse_prefixed(archive: zipfile.ZipFile, file: str) -> None:
    """Raise UnreadableError where the first part that is listed does not stand at the very beginning."""
    if min((info.header_offset for info in archive.infolist()), default=0) > 0:
        raise _carries_more(file)


def _carries_more(file: str) -> UnreadableError:
    return unreadable(
        "carries_more",
        file,
        Text("文件里除表格外还夹带了别的内容", "the file carries something besides a spreadsheet"),
        Text(
            "请用 Excel 或 WPS 打开，另存为新的 .xlsx 文件后重新报送",
            "Open it in a spreadsheet program, save it as a new .xlsx file and send that",
        ),
    )
