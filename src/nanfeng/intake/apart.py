"""Parsing of .xls files in a process of its own, with bounds on memory and time.

The parser believes what an .xls file claims of its size: a damaged claim asks for more memory than there is, which ends
the process. Here it ends a process that does nothing else, and the file is refused.
"""

import pickle
import resource
import subprocess
import sys
from pathlib import Path

from nanfeng.intake.parsed import parsed
from nanfeng.intake.sheet import Sheet
from nanfeng.intake.unreadable import damaged

_BYTES = 1_000_000_000
_SECONDS = 120


def parsed_apart(path: Path) -> list[Sheet]:
    """As `parsed`; a workbook that cannot be parsed for whatever reason is `damaged`."""
    command = [sys.executable, "-P", "-m", __name__, str(path)]
    try:
        run = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise damaged(path.name) from error
    if run.returncode:
        raise damaged(path.name)
    return pickle.loads(run.stdout)


def main(path: Path) -> None:
    """Write the sheets of a workbook to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))
    sys.stdout.buffer.write(pickle.dumps(parsed(path), pickle.HIGHEST_PROTOCOL))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
