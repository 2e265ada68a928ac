"""What is gathered from the sheets of a file before its rows are checked together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from nanfeng.forms.form import Form
from nanfeng.intake.cells import Vocabulary, key
from nanfeng.intake.columns import Reading, read_columns
from nanfeng.intake.context import Context
from nanfeng.intake.fault import Finding
from nanfeng.intake.recognise import Recognised
from nanfeng.intake.sheet import as_text
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Order:
    """What every step has to know: the name of the file ("" for rows that were typed in), the form, and what is known
    besides.
    """

    file: str
    form: Form
    context: Context


@dataclass
class Pile:
    """What was gathered from the sheets so far; a row's position is its place in `lines`. `absent` are by row the
    fields for which it has no cell.
    """

    sheets: list[Recognised] = field(default_factory=list)
    tables: list[pa.Table] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)  # sheet and line, from 0
    absent: list[frozenset[str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notices: list[Issue] = field(default_factory=list)
    set_aside: int = 0


def gather(pile: Pile, recognised: Recognised, order: Order, tell: Callable[[float], None]) -> None:
    """Read one sheet and put it on the pile; `tell` hears the share of its columns that is read."""
    form, context = order.form, order.context
    sheet, header, lines = recognised.sheet, recognised.header, recognised.lines
    where = where_of(order.file, sheet.name)
    year = header.period.last.year if header.period else None
    names = Vocabulary(_by_key(context.places), _by_key(context.industries), year)
    columns = read_columns([sheet.rows[line] for line in lines.records], Reading(header, form, names, tell))
    begin = len(pile.lines)
    position = len(pile.sheets)
    pile.sheets.append(recognised)
    pile.tables.append(columns.table)
    pile.lines += [(position, line) for line in lines.records]
    pile.absent += [header.absent(form)] * len(lines.records)
    pile.findings += [Finding(begin + found.row, found.field, found.fault) for found in columns.findings]
    pile.set_aside += len(lines.aside)
    pile.notices += [_set_aside(where, line + 1, reason) for line, reason in lines.aside]
    pile.notices += [
        _ignored(where, column.title)
        for column in header.columns
        if column.field is None and column.title and column.position not in header.added
    ]


def explained(pile: Pile) -> dict[int, str]:
    """What senders wrote in the column for explanations, by row."""
    said = {}
    for row, (position, line) in enumerate(pile.lines):
        column = pile.sheets[position].header.explanation
        cells = pile.sheets[position].sheet.rows[line]
        if column is not None and column < len(cells) and (text := as_text(cells[column])):
            said[row] = text
    return said


def _by_key(names: Mapping[str, str]) -> dict[str, str]:
    return {key(name): code for name, code in names.items()}


def where_of(file: str, sheet: str) -> str:
    """The file and sheet, as issues name them; empty for rows that were typed in."""
    return f"{file} [{sheet}]" if sheet else file


def passed_over(file: str, sheet: str) -> Issue:
    """A warning about a sheet that is not the form."""
    return Issue(
        "sheet_passed_over",
        where_of(file, sheet),
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
