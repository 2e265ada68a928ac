"""What is wrong with something that was sent in or written down, where, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

from nanfeng.kinds.text import Text


class Severity(StrEnum):
    """What an issue does to the thing that it is about."""

    ERROR = "error"  # refused until mended
    QUESTION = "question"  # held until a person confirms or mends it
    WARNING = "warning"  # taken, and said


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong.

    `code` is stable and may be relied upon by programs. `where` names the file (and sheet), `at` the key, row or cell
    inside it; `field` is the name of the form's field that it is about, None where it is about no single one.
    """

    code: str
    where: str
    at: str
    wrong: Text
    mend: Text
    severity: Severity = Severity.ERROR
    field: str | None = None
