"""What one chart is drawn of: its cells, and the words of its language."""

from collections import Counter
from dataclasses import dataclass

from nanfeng.kinds.text import Text
from nanfeng.pack.publication import Chart
from nanfeng.report.annex import STATES, Judged
from nanfeng.report.cells import CellRow, Edition, cell_rows, scale

_TOLD = 12
"""So many values of a chart are told in words to those who do not see it."""


class NothingToDrawError(ValueError):
    """A chart of which no cell has a value."""


@dataclass(frozen=True)
class Subject:
    """One chart of the publication, the edition that it is drawn for, and what was judged beside the release."""

    chart: Chart
    edition: Edition
    judged: Judged

    def rows(self, *, whole: bool = False) -> list[CellRow]:
        """The chart's cells that have a value; raise NothingToDrawError where there is none."""
        table = self.edition.release.tables[self.chart.table or ""]
        rows = cell_rows(self.edition, table, self.chart.basis, whole=whole)
        if not rows:
            raise NothingToDrawError(f"chart {self.chart.id} has nothing to draw: table {table.id} holds no value")
        return rows

    def words(self) -> str:
        """The chart told in words, for those who do not see it: its first dozen values."""
        if self.chart.kind == "targets":
            return "; ".join(f"{plan} {state} {count}" for plan, state, count in self.states())
        rows = self.rows(whole=self.chart.kind == "line")
        return "; ".join(f"{row.place} {row.code or row.period} {row.printed}" for row in rows[:_TOLD])

    def states(self) -> list[tuple[str, str, int]]:
        """How many targets of each plan are in each state, in words; raise NothingToDrawError where there is none."""
        plans = self.edition.pack.plans
        counted = Counter((key.partition("/")[0], progress.state) for key, progress in self.judged.progress.items())
        if not counted:
            raise NothingToDrawError(f"chart {self.chart.id} has nothing to draw: no target was judged")
        return [
            (self.says(plans[plan].title), self.says(STATES[state]), counted[plan, state])
            for plan in plans
            for state in STATES
            if counted[plan, state]
        ]

    def axis(self, row: CellRow) -> str:
        """The title of the value axis."""
        return scale(row.figure.unit, self.edition.language)[1]

    def says(self, text: Text) -> str:
        """The words in the edition's language."""
        return text.in_language(self.edition.language)
