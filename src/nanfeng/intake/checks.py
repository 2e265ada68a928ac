"""Checks of whole records: what must be filled in, the form's own rules, and records that stand in a file twice."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from nanfeng.forms.field import FieldType
from nanfeng.forms.form import CheckLevel, Form, Timing
from nanfeng.forms.rule_columns import rule_expression
from nanfeng.intake.fault import Fault, Finding
from nanfeng.intake.header import required_fields
from nanfeng.kinds.issue import Severity
from nanfeng.kinds.text import Text

_SEVERITIES = {
    CheckLevel.REFUSE: Severity.ERROR,
    CheckLevel.ASK: Severity.QUESTION,
    CheckLevel.WARN: Severity.WARNING,
}


DUPLICATE = "duplicate"
"""The code of a row that says again what another row of the file says."""

_NAMED = 4
_CHINA = timezone(timedelta(hours=8))


def unfilled(table: pa.Table, form: Form) -> list[Finding]:
    """A finding for each required field that holds nothing."""
    findings = []
    for field in required_fields(form):
        column = table[field.name]
        if not column.null_count:
            continue
        empty = np.flatnonzero(column.is_null().to_numpy())
        fault = Fault(
            "required",
            Text(f"“{field.label.zh}”未填写", f"{field.label.en} is not filled in"),
            Text("请补填后重新报送", "Fill it in and send the row again"),
        )
        findings += [Finding(int(row), field.name, fault) for row in empty]
    return findings


def ahead(table: pa.Table, form: Form, entered: datetime) -> list[Finding]:
    """Findings about records that lie ahead of the day of entry, by the clock of China: a period that is not over is
    refused, an event that has not come is asked about. What holds for a span may begin later, and end later.
    """
    if form.timing is Timing.SPAN:
        return []
    today = entered.astimezone(_CHINA).date()
    is_period = form.field(form.when).type is FieldType.PERIOD
    days = table["_last" if is_period else "_first"]
    later = pc.call_function("greater", [days, pa.scalar(today, pa.date32())]).fill_null(False)
    rows = np.flatnonzero(later.to_numpy())
    fault = _not_over if is_period else _to_come
    return [Finding(int(row), form.when, fault(days[int(row)].as_py())) for row in rows]


def broken_checks(table: pa.Table, form: Form) -> Mapping[str, np.ndarray]:
    """By the name of each check of the form, whether each row breaks it. Unknown counts as kept."""
    if not form.checks:
        return {}
    answers = nw.from_native(table, eager_only=True).select(
        **{check.name: rule_expression(check.rule).fill_null(True) for check in form.checks}
    )
    return {check.name: ~answers[check.name].to_numpy().astype(bool) for check in form.checks}


def check_findings(broken: Mapping[str, np.ndarray], form: Form) -> list[Finding]:
    """A finding for each row that breaks a check."""
    findings = []
    for check in form.checks:
        fault = Fault(check.name, check.wrong, check.mend, _SEVERITIES[check.level])
        findings += [Finding(int(row), "", fault) for row in np.flatnonzero(broken[check.name])]
    return findings


def repeated(table: pa.Table, form: Form, refused: np.ndarray) -> list[Finding]:
    """Records of one key in a file: all but the first are refused where they are the same, all where they differ.

    `refused` marks rows that are out already and that nothing is compared with.
    """
    codes = table["_key"].combine_chunks().dictionary_encode().indices.to_numpy()
    rows = np.flatnonzero(~refused)
    rows = rows[np.argsort(codes[rows], kind="stable")]
    sorted_codes = codes[rows]
    same_as_before = np.append(False, sorted_codes[1:] == sorted_codes[:-1]) if len(rows) else np.zeros(0, bool)
    same_as_next = np.append(same_as_before[1:], False) if len(rows) else same_as_before
    involved = rows[same_as_before | same_as_next]
    return _compared(table, form, involved.tolist())


def _compared(table: pa.Table, form: Form, rows: Sequence[int]) -> list[Finding]:
    held = table.take(pa.array(rows, pa.int64()))
    keys, sheets, lines = (held[name].to_pylist() for name in ("_key", "_sheet", "_line"))
    contents = list(zip(*(held[field.name].to_pylist() for field in form.fields), strict=True))
    groups: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        groups.setdefault(key, []).append(position)
    findings = []
    for group in groups.values():
        alike = len({contents[position] for position in group}) == 1
        for position in group[1:] if alike else group:
            others = group[:1] if alike else [other for other in group[: _NAMED + 1] if other != position]
            places = [_place(sheets[other], lines[other], sheets[position]) for other in others[:_NAMED]]
            findings.append(Finding(rows[position], "", _duplicate(places[0]) if alike else _conflict(places)))
    return findings


def _place(sheet: str, line: int, from_sheet: str) -> str:
    return str(line) if sheet == from_sheet else f"{sheet} {line}"


def _duplicate(line: str) -> Fault:
    return Fault(
        DUPLICATE,
        Text(f"与第 {line} 行完全相同", f"the same as line {line}"),
        Text("已采用前一行；无需再报本行", "The first of them was taken; this one need not be sent again"),
    )


def _conflict(lines: Sequence[str]) -> Fault:
    many = "s" if len(lines) > 1 else ""
    return Fault(
        "conflict",
        Text(
            f"与第 {'、'.join(lines)} 行是同一条记录，但内容不同，均未采用",
            f"the same record as line{many} {', '.join(lines)}, with other values; none of them was taken",
        ),
        Text("请只保留正确的一行后重新报送", "Keep the row that is right, delete the others and send it again"),
    )


def _not_over(last: date) -> Fault:
    return Fault(
        "period_not_over",
        Text(f"该期间到 {last} 才结束", f"the period is not over before {last}"),
        Text("请核对期间；期间结束后再报送", "Check the period, or send it when the period is over"),
    )


def _to_come(day: date) -> Fault:
    return Fault(
        "day_to_come",
        Text(f"{day} 还没有到", f"{day} is still to come"),
        Text(
            "请核对日期；如确为将来的日期，请说明（表格请写在“确认说明”栏）",
            "Check the day; if it is meant, say why (in a spreadsheet under “Confirmed because”)",
        ),
        Severity.QUESTION,
    )
