"""Checks of whole records: what must be filled in, the form's own rules, and records that stand in a file twice."""

from collections.abc import Mapping, Sequence

import narwhals as nw
import numpy as np
import pyarrow as pa

from nanfeng.forms.form import CheckLevel, Form
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
    """Second records of one key in a file: refused where they are the same, asked about where they differ.

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
    latest: dict[str, int] = {}
    findings = []
    for position, row in enumerate(rows):
        earlier = latest.get(keys[position])
        if earlier is not None:
            elsewhere = f"{sheets[earlier]} " if sheets[earlier] != sheets[position] else ""
            place = f"{elsewhere}{lines[earlier]}"
            fault = _duplicate(place) if contents[earlier] == contents[position] else _conflict(place)
            findings.append(Finding(row, "", fault))
        if earlier is None:
            latest[keys[position]] = position
    return findings


def _duplicate(line: str) -> Fault:
    return Fault(
        "duplicate",
        Text(f"与第 {line} 行完全相同", f"the same as line {line}"),
        Text("已采用前一行；无需再报本行", "The first of them was taken; this one need not be sent again"),
    )


def _conflict(line: str) -> Fault:
    return Fault(
        "conflict",
        Text(f"与第 {line} 行是同一条记录，但数值不同", f"the same record as line {line}, with other values"),
        Text(
            "请确认以哪一行为准：如以本行更正前一行，请在“确认说明”栏写明，再单独报送本行",
            "Say which one holds: if this one corrects the other, write so in “Confirmed because” and send it alone",
        ),
        Severity.QUESTION,
    )
