"""Parsing of .xls files in a process of its own, with bounds on memory and time.

The parser believes what an .xls file claims of its size: a damaged claim asks for more memory than there is, which ends
the process. Here it ends a process that does nothing else, and the file is refused.
"""

import datetime as dt
import json
import resource
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from nanfeng.intake.parsed import parsed
from nanfeng.intake.sheet import Merged, Sheet
from nanfeng.intake.unreadable import damaged

_BYTES = 1_000_000_000
_SECONDS = 120
_TIMES = {
    "datetime": dt.datetime.fromisoformat,
    "date": dt.date.fromisoformat,
    "time": dt.time.fromisoformat,
    "seconds": lambda seconds: dt.timedelta(seconds=seconds),
}


def parsed_apart(path: Path) -> list[Sheet]:
    """As `parsed`; a workbook that cannot be parsed for whatever reason is `damaged`."""
    command = [sys.executable, "-P", "-m", __name__, str(path)]
    try:
        run = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise damaged(path.name) from error
    if run.returncode:
        raise damaged(path.name)
    sheets = json.loads(run.stdout, object_hook=_as_time)
    return [Sheet(sheet["name"], sheet["rows"], tuple(_merged(cells) for cells in sheet["merged"])) for sheet in sheets]


def main(path: Path) -> None:
    """Write the sheets of a workbook to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    json.dump([asdict(sheet) for sheet in parsed(path)], sys.stdout, default=_as_text)


def _as_text(value: object) -> dict[str, str | float]:
    """A time as JSON knows none."""
    if isinstance(value, dt.timedelta):
        return {"seconds": value.total_seconds()}
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return {type(value).__name__: value.isoformat()}
    raise TypeError(f"a cell holds {type(value).__name__}, which is no value of a spreadsheet")


def _as_time(written: dict[str, Any]) -> Any:
    (name, text), *others = written.items()
    return written if others or name not in _TIMES else _TIMES[name](text)


def _merged(cells: Any) -> Merged:
    (top, left), (bottom, right) = cells
    return (top, left), (bottom, right)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
