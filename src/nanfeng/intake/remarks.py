"""What is said of many rows at once: which kept earlier values, and which were there already."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from nanfeng.intake.pile import Order, Pile, where_of
from nanfeng.kinds.issue import Issue, Severity
from nanfeng.kinds.text import Text

_MOST_RUNS = 12


def kept_remarks(kept: Mapping[str, Sequence[int]], pile: Pile, order: Order) -> list[Issue]:
    """A notice for each sheet and set of fields that its rows do not speak of, where earlier values stay; `kept` gives
    by field the rows that kept one.
    """
    fields: dict[int, list[str]] = {}
    for name, rows in kept.items():
        for row in rows:
            fields.setdefault(int(row), []).append(name)
    groups: dict[tuple[int, frozenset[str]], list[int]] = {}
    for row in sorted(fields):
        groups.setdefault((pile.lines[row][0], pile.absent[row]), []).append(row)
    remarks = []
    for rows in groups.values():
        named = {name for row in rows for name in fields[row]}
        labels = [field.label for field in order.form.fields if field.name in named]
        remarks.append(_remark("kept_earlier", _kept(labels, len(rows)), rows, (pile, order)))
    return remarks


def unchanged_remarks(rows: Sequence[int], pile: Pile, order: Order) -> list[Issue]:
    """A notice for each sheet some of whose rows say what is there already."""
    by_sheet = groupby(rows, key=lambda row: pile.lines[row][0])
    groups = [list(group) for _, group in by_sheet]
    return [_remark("unchanged", _unchanged(len(group)), group, (pile, order)) for group in groups]


def in_runs(lines: Iterable[int]) -> str:
    """Line numbers in ascending order as `2–40, 57`; the end is left out where they are many."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    shown = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:_MOST_RUNS]]
    return ", ".join([*shown, "…"] if len(runs) > _MOST_RUNS else shown)


def _remark(code: str, said: tuple[Text, Text], rows: Sequence[int], sent: tuple[Pile, Order]) -> Issue:
    (wrong, mend), (pile, order) = said, sent
    lines = in_runs(pile.lines[row][1] + 1 for row in rows)
    wrong = Text(f"第 {lines} 行：{wrong.zh}", f"line{'s' if len(rows) > 1 else ''} {lines}: {wrong.en}")
    sheet = pile.sheets[pile.lines[rows[0]][0]].sheet
    at = lines if len(rows) == 1 else ""
    return Issue(code, where_of(order.file, sheet.name), at, wrong, mend, Severity.WARNING)


def _kept(labels: Sequence[Text], count: int) -> tuple[Text, Text]:
    zh, en = "、".join(label.zh for label in labels), "; ".join(label.en for label in labels)
    records = "the record keeps its earlier value" if count == 1 else f"{count:,} records keep their earlier values"
    wrong = Text(f"没有“{zh}”栏，更正的 {count} 条记录沿用原值", f"nothing is said of {en}: {records}")
    mend = Text("如要清空，请加上该栏并留空", "To empty a value, give the column and leave its cell empty")
    return wrong, mend


def _unchanged(count: int) -> tuple[Text, Text]:
    records = "the record is there already" if count == 1 else f"{count:,} records are there already"
    wrong = Text(f"{count} 条记录已有且内容相同，未作改动", f"{records} with the same values; nothing was changed")
    return wrong, Text("无需处理", "Nothing to do")
