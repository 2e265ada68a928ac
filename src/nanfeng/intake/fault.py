"""What is wrong with one cell or row, before it is known which file and line it stands in."""

from dataclasses import dataclass

from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Fault:
    """A trouble and its mend. A cell reads as a value, None where it is blank, or a Fault."""

    code: str
    wrong: Text
    mend: Text
    severity: Severity = Severity.ERROR


@dataclass(frozen=True)
class Finding:
    """A fault of a row (its position among all records of the file, from 0) and the name of the field that it is about,
    "" for the whole row.
    """

    row: int
    field: str
    fault: Fault

    def issue(self, where: str, at: str) -> Issue:
        """The finding as an issue about a line and column of a file and sheet."""
        fault = self.fault
        return Issue(fault.code, where, at, fault.wrong, fault.mend, fault.severity, self.field or None)
