"""Parting rows that are taken from those that are not, and saying so in the sender's terms."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from nanfeng.intake.fault import Finding
from nanfeng.intake.pile import Order, Pile, where_of
from nanfeng.intake.taken import Explanation, HandedBack
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Outcome:
    """Which rows are accepted (a mask), refused and held (positions), and by row the findings about it. Rows that are
    none of these say what is there already.
    """

    accepted: np.ndarray
    refused: tuple[int, ...]
    held: tuple[int, ...]
    findings: Mapping[int, list[Finding]]

    @classmethod
    def of(cls, findings: Sequence[Finding], settled: Collection[int], same: np.ndarray) -> "Outcome":
        """A row with an error is refused; one with a question is held unless it is among the settled ones. Nothing is
        said of rows that are the `same` as what is there (a mask).
        """
        by_row: dict[int, list[Finding]] = {}
        for found in findings:
            if not same[found.row]:
                by_row.setdefault(found.row, []).append(found)
        refused, held = [], []
        for row in sorted(by_row):
            severities = {found.fault.severity for found in by_row[row]}
            if Severity.ERROR in severities:
                refused.append(row)
            elif Severity.QUESTION in severities and row not in settled:
                held.append(row)
        accepted = ~same
        accepted[[*refused, *held]] = False
        return cls(accepted, tuple(refused), tuple(held), by_row)

    def asked(self, row: int) -> Text:
        """What was asked about a row; empty where nothing was."""
        asked = [found.fault.wrong for found in self.findings.get(row, ()) if _is_question(found)]
        return Text("；".join(text.zh for text in asked), "; ".join(text.en for text in asked))


@dataclass(frozen=True)
class Rows:
    """The rows as they were sent, with what became of them. `said` is what senders wrote to explain a row."""

    pile: Pile
    order: Order
    outcome: Outcome
    said: Mapping[int, str]

    def handed_back(self, rows: Sequence[int]) -> tuple[HandedBack, ...]:
        """These rows with their cells, what is wrong with them, and what their senders wrote."""
        return tuple(self._handed_back(row) for row in rows)

    def notices(self) -> list[Issue]:
        """What there is to say about accepted rows."""
        rows = [row for row in sorted(self.outcome.findings) if self.outcome.accepted[row]]
        findings = [found for row in rows for found in self.outcome.findings[row]]
        warnings = [self._issue(found) for found in findings if not _is_question(found)]
        asked = {found.row: found for found in reversed(findings) if _is_question(found)}
        return warnings + [self._confirmed(asked[row]) for row in sorted(asked)]

    def explanations(self, keys: pa.ChunkedArray) -> tuple[Explanation, ...]:
        """All that senders wrote, with what had been asked; `keys` are the keys of all rows."""
        return tuple(self._explanation(row, keys[row].as_py()) for row in sorted(self.said))

    def _handed_back(self, row: int) -> HandedBack:
        position, line = self.pile.lines[row]
        sheet = self.pile.sheets[position].sheet
        issues = tuple(map(self._issue, self.outcome.findings[row]))
        return HandedBack(sheet.name, line + 1, tuple(sheet.rows[line]), issues, self.said.get(row, ""))

    def _explanation(self, row: int, key: str) -> Explanation:
        position, line = self.pile.lines[row]
        name = self.pile.sheets[position].sheet.name
        return Explanation(name, line + 1, key, self.outcome.asked(row), self.said[row])

    def _issue(self, found: Finding) -> Issue:
        position, line = self.pile.lines[found.row]
        sheet, header = self.pile.sheets[position].sheet, self.pile.sheets[position].header
        column = header.fields.get(found.field)
        title = f" · {column.title if column else self._label(found.field)}" if found.field else ""
        return found.issue(where_of(self.order.file, sheet.name), f"{line + 1}{title}")

    def _label(self, field: str) -> str:
        return self.order.form.field(field).label.both()

    def _confirmed(self, found: Finding) -> Issue:
        """What the sender said to a question, kept with the question; `found` is the first of the row's questions."""
        issue, because = self._issue(found), self.said[found.row]
        said = Text(f"报送人确认：{because}", f"confirmed by the sender: {because}")
        return replace(
            issue, code="confirmed", wrong=self.outcome.asked(found.row), mend=said, severity=Severity.WARNING
        )


def _is_question(found: Finding) -> bool:
    return found.fault.severity is Severity.QUESTION
