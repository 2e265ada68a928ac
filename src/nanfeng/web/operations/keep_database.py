"""The process that brings the platform's own database up again where it was killed, as `nanfeng serve` starts it."""

import logging
import os
import time
from pathlib import Path

from nanfeng.web.postgres import ensure

_PAUSE = 5.0
"""Seconds between two looks."""

_log = logging.getLogger(__name__)


def keep(home: Path) -> None:
    """See to it that the database runs, until ended."""
    while True:
        try:
            ensure(home)
        except RuntimeError as error:
            _log.error("%s", error)
        time.sleep(_PAUSE)


if __name__ == "__main__":
    keep(Path(os.environ["NANFENG_HOME"]))
