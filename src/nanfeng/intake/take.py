"""Intake: a file through a form to accepted rows, questions, and rows handed back. Nothing is lost on the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.cells import Vocabulary, as_text, key
from nanfeng.intake.checks import broken_checks, check_findings, repeated, unfilled
from nanfeng.intake.columns import read_columns
from nanfeng.intake.context import Context
from nanfeng.intake.envelope import Source, enveloped
from nanfeng.intake.fault import Finding
from nanfeng.intake.guard import unit_questions
from nanfeng.intake.header import Header, header_lines
from nanfeng.intake.lines import data_lines
from nanfeng.intake.recognise import Recognised, recognise
from nanfeng.intake.sheet import Raw
from nanfeng.intake.workbook import open_workbook
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text

Progress = Callable[[str, float], None]
"""Hears which stage is at work (`open`, `read`, `check`) and the share of it that is done, 0 to 1."""


@dataclass(frozen=True)
class HandedBack:
    """A row that was not taken: its sheet and line (from 1), its cells as they were sent, and what is wrong."""

    sheet: str
    line: int
    cells: tuple[Raw, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class SentSheet:
    """A sheet that rows came from: its header, and all lines above the data as they were sent."""

    name: str
    header: Header
    lines: tuple[tuple[Raw, ...], ...]


@dataclass(frozen=True)
class Taken:
    """What became of a file. `sent` counts the lines under the headers that hold anything:
    `accepted` + `refused` + `questions` + `set_aside` of them, always.

    `accepted` has the shape of `forms.columns.schema`. `questions` are rows that are held until confirmed or mended.
    `notices` are warnings about accepted rows, lines set aside, and sheets and columns that were passed over.
    """

    file: str
    form: Form
    accepted: pa.Table
    refused: tuple[HandedBack, ...]
    questions: tuple[HandedBack, ...]
    set_aside: int
    notices: tuple[Issue, ...]
    sheets: tuple[SentSheet, ...]

    @property
    def sent(self) -> int:
        """How many lines were sent."""
        return self.accepted.num_rows + len(self.refused) + len(self.questions) + self.set_aside


@dataclass
class _Pile:
    """What was gathered from the sheets so far; a row's position is its place in `lines`."""

    tables: list[pa.Table] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)  # sheet and line, from 0
    findings: list[Finding] = field(default_factory=list)
    notices: list[Issue] = field(default_factory=list)
    set_aside: int = 0


def take(path: Path, form: Form, context: Context, progress: Progress | None = None) -> Taken:
    """Take a file in; raise UnreadableError where no row of it can be taken, with what is wrong and how to mend it."""
    tell = progress or (lambda _stage, _share: None)
    tell("open", 0.0)
    workbook = open_workbook(path, context.limits)
    sheets, others = recognise(workbook, form, context.forms)
    pile = _Pile(notices=[_passed_over(workbook.file, name) for name in others])
    for position, recognised in enumerate(sheets):
        tell("read", position / len(sheets))
        _gather(pile, position, recognised, (workbook.file, form, context))
    tell("check", 0.0)
    taken = _settled(pile, sheets, (workbook.file, form, context))
    tell("check", 1.0)
    return taken


_Order = tuple[str, Form, Context]
"""The file's name, the form and the context: what every step has to know."""


def _gather(pile: _Pile, position: int, recognised: Recognised, order: _Order) -> None:
    """Read one sheet and put it on the pile."""
    file, form, context = order
    sheet, header = recognised.sheet, recognised.header
    where = _where(file, sheet.name)
    lines = data_lines(sheet, header, form)
    year = header.period.last.year if header.period else None
    names = Vocabulary(_by_key(context.places), _by_key(context.industries), year)
    columns = read_columns([sheet.rows[line] for line in lines.records], header, form, names)
    begin = len(pile.lines)
    pile.tables.append(columns.table)
    pile.lines += [(position, line) for line in lines.records]
    pile.findings += [Finding(begin + found.row, found.field, found.fault) for found in columns.findings]
    pile.set_aside += len(lines.aside)
    pile.notices += [_set_aside(where, line + 1, reason) for line, reason in lines.aside]
    pile.notices += [
        _ignored(where, column.title)
        for column in header.columns
        if column.field is None and column.title and column.position not in header.added
    ]


def _by_key(names: Mapping[str, str]) -> dict[str, str]:
    return {key(name): code for name, code in names.items()}


def _settled(pile: _Pile, sheets: Sequence[Recognised], order: _Order) -> Taken:
    """Check the rows together, and part those that are taken from those that are not."""
    file, form, context = order
    names = pa.array([sheets[position].sheet.name for position, _ in pile.lines], pa.string())
    lines = pa.array([line + 1 for _, line in pile.lines], pa.int32())
    table, found = enveloped(pa.concat_tables(pile.tables), form, context, Source(file, names, lines))
    findings = _checked(table, [*pile.findings, *found], form, context)
    outcome = _Outcome.of(findings, _explained(pile, sheets, context), table.num_rows)
    rows = _Rows(pile, sheets, file)
    return Taken(
        file=file,
        form=form,
        accepted=table.filter(pa.array(outcome.accepted)),
        refused=rows.handed_back(outcome.refused, outcome.findings),
        questions=rows.handed_back(outcome.held, outcome.findings),
        set_aside=pile.set_aside,
        notices=(*pile.notices, *rows.notices(outcome)),
        sheets=tuple(_sent_sheet(recognised) for recognised in sheets),
    )


def _checked(table: pa.Table, findings: list[Finding], form: Form, context: Context) -> list[Finding]:
    """All findings: those of single cells, then what must be filled in, the form's checks, repetitions, magnitudes."""
    faulty = {(found.row, found.field) for found in findings}
    findings = findings + [found for found in unfilled(table, form) if (found.row, found.field) not in faulty]
    broken = broken_checks(table, form)
    findings += check_findings(broken, form)
    refused = np.zeros(table.num_rows, dtype=bool)
    refused[[found.row for found in findings if found.fault.severity is Severity.ERROR]] = True
    findings += repeated(table, form, refused)
    return findings + unit_questions(table, form, context.history, broken)


@dataclass(frozen=True)
class _Outcome:
    """Which rows are accepted (a mask), refused and held (positions), and the findings by row."""

    accepted: np.ndarray
    refused: tuple[int, ...]
    held: tuple[int, ...]
    findings: Mapping[int, list[Finding]]
    explained: Mapping[int, str]

    @classmethod
    def of(cls, findings: Sequence[Finding], explained: Mapping[int, str], size: int) -> "_Outcome":
        """A row with an error is refused; one with a question is held unless its sender explained it."""
        by_row: dict[int, list[Finding]] = {}
        for found in findings:
            by_row.setdefault(found.row, []).append(found)
        refused, held = [], []
        for row in sorted(by_row):
            severities = {found.fault.severity for found in by_row[row]}
            if Severity.ERROR in severities:
                refused.append(row)
            elif Severity.QUESTION in severities and row not in explained:
                held.append(row)
        accepted = np.ones(size, dtype=bool)
        accepted[[*refused, *held]] = False
        return cls(accepted, tuple(refused), tuple(held), by_row, explained)


@dataclass(frozen=True)
class _Rows:
    """The rows as they were sent."""

    pile: _Pile
    sheets: Sequence[Recognised]
    file: str

    def handed_back(self, rows: Sequence[int], findings: Mapping[int, list[Finding]]) -> tuple[HandedBack, ...]:
        """These rows with their cells and what is wrong with them."""
        return tuple(self._handed_back(row, findings[row]) for row in rows)

    def notices(self, outcome: _Outcome) -> list[Issue]:
        """What there is to say about accepted rows."""
        rows = [row for row in sorted(outcome.findings) if outcome.accepted[row]]
        issues = [self._issue(found) for row in rows for found in outcome.findings[row]]
        asked = [issue for issue in issues if issue.severity is Severity.QUESTION]
        confirmed = [self._confirmed(row, outcome) for row in rows if row in outcome.explained]
        return [issue for issue in issues if issue not in asked] + [issue for issue in confirmed if issue]

    def _handed_back(self, row: int, findings: Sequence[Finding]) -> HandedBack:
        position, line = self.pile.lines[row]
        sheet = self.sheets[position].sheet
        return HandedBack(sheet.name, line + 1, tuple(sheet.rows[line]), tuple(map(self._issue, findings)))

    def _issue(self, found: Finding) -> Issue:
        position, line = self.pile.lines[found.row]
        sheet, header = self.sheets[position].sheet, self.sheets[position].header
        column = header.fields.get(found.field)
        title = f" · {column.title if column else found.field}" if found.field else ""
        return found.issue(_where(self.file, sheet.name), f"{line + 1}{title}")

    def _confirmed(self, row: int, outcome: _Outcome) -> Issue | None:
        """What the sender said to a question, kept with the question."""
        asked = [found for found in outcome.findings[row] if found.fault.severity is Severity.QUESTION]
        if not asked:
            return None
        zh = "；".join(found.fault.wrong.zh for found in asked)
        en = "; ".join(found.fault.wrong.en for found in asked)
        issue = self._issue(asked[0])
        said = Text(f"报送人确认：{outcome.explained[row]}", f"confirmed by the sender: {outcome.explained[row]}")
        return Issue("confirmed", issue.where, issue.at, Text(zh, en), said, Severity.WARNING)


def _explained(pile: _Pile, sheets: Sequence[Recognised], context: Context) -> dict[int, str]:
    """What senders wrote in the column for explanations, by row."""
    if not context.confirmations:
        return {}
    said = {}
    for row, (position, line) in enumerate(pile.lines):
        column = sheets[position].header.explanation
        cells = sheets[position].sheet.rows[line]
        if column is not None and column < len(cells) and (text := as_text(cells[column])):
            said[row] = text
    return said


def _sent_sheet(recognised: Recognised) -> SentSheet:
    lines = header_lines(recognised.sheet, recognised.header)
    return SentSheet(recognised.sheet.name, recognised.header, tuple(map(tuple, lines)))


def _where(file: str, sheet: str) -> str:
    return f"{file} [{sheet}]" if sheet else file


def _passed_over(file: str, sheet: str) -> Issue:
    return Issue(
        "sheet_passed_over",
        _where(file, sheet),
        "",
        Text("该工作表不是本表，未读取", "this sheet is not the form and was not read"),
        Text("如其中有数据，请按本表的栏目填报", "If it holds data, give it the columns of the form"),
        Severity.WARNING,
    )


def _set_aside(where: str, line: int, reason: Text) -> Issue:
    mend = Text("无需处理", "Nothing to do")
    return Issue("set_aside", where, str(line), reason, mend, Severity.WARNING)


def _ignored(where: str, title: str) -> Issue:
    return Issue(
        "column_ignored",
        where,
        title,
        Text(f"本表没有“{title}”栏，未采用", f"the form does not ask “{title}”; the column was left out"),
        Text(
            "如为本表栏目的另一种写法，请改为规范名称", "If it is another name of a column of the form, use the form's"
        ),
        Severity.WARNING,
    )
