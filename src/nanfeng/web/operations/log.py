"""What the command line tells the log, and asks it."""

from collections.abc import Mapping

from nanfeng.kinds.text import Text
from nanfeng.web.audit.services import Doer, Note
from nanfeng.web.audit.services import note as write
from nanfeng.web.audit.verify import faults, head
from nanfeng.web.people.scope import SYSTEM, seeing

OPERATOR = Doer("command line", "administrator")
"""Whoever may run commands on the machine of the installation."""


def note_backup(target: str) -> None:
    """Note that everything is being copied out of the platform."""
    write(Note("export", "installation", target, doer=OPERATOR))


def found_wrong(kept: Mapping[int, str]) -> list[Text]:
    """Everything that is wrong with the log; `kept` are heads that were kept elsewhere."""
    with seeing(SYSTEM):
        return list(faults(kept))


def last() -> tuple[int, str]:
    """The position and digest of the last entry."""
    return head()
