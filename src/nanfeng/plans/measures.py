"""Where a measure stands, from the deadlines of its tasks and from what departments reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Measure, StatusReport, Task

SOON = timedelta(days=90)
"""A deadline within this time is near."""

SILENT = timedelta(days=183)
"""A measure of which nothing was reported for longer than this is not reported on."""


class MeasureState(StrEnum):
    """Where a measure stands on a day."""

    DONE = "done"
    DROPPED = "dropped"
    ON_COURSE = "on_course"
    AT_RISK = "at_risk"  # reported behind, or a deadline is near and no recent report covers it
    LATE = "late"  # a deadline has passed and nobody reported it done
    NO_REPORT = "no_report"


@dataclass(frozen=True)
class MeasureStanding:
    """A measure's state with the reason; `overdue` and `near` are ids of its tasks, `report` the latest one."""

    measure: str
    state: MeasureState
    reason: Text
    report: StatusReport | None = None
    overdue: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def stand(measure: Measure, as_of: date) -> MeasureStanding:
    """Judge a measure by the reports dated until `as_of`."""
    report = max((each for each in measure.reports if each.on <= as_of), key=lambda each: each.on, default=None)
    if report is not None and report.state in (MeasureState.DONE, MeasureState.DROPPED):
        return MeasureStanding(measure.id, MeasureState(report.state), _reported(report), report)
    overdue = tuple(task.id for task in measure.tasks if task.deadline and task.deadline.last < as_of)
    near = tuple(task.id for task in measure.tasks if _is_near(task, as_of))
    state, reason = _judged(report, overdue, near, as_of)
    return MeasureStanding(measure.id, state, reason, report, overdue, near)


def _judged(
    report: StatusReport | None, overdue: Sequence[str], near: Sequence[str], as_of: date
) -> tuple[MeasureState, Text]:
    if overdue:
        names = ", ".join(overdue)
        return MeasureState.LATE, Text(
            f"已过期限而未报告完成：{names}。", f"Past the deadline and not reported done: {names}."
        )
    if report is not None and report.state == "behind":
        return MeasureState.AT_RISK, _reported(report)
    recent = report is not None and as_of - report.on <= SILENT
    if near and not recent:
        names = ", ".join(near)
        return MeasureState.AT_RISK, Text(
            f"期限临近而近期没有报告：{names}。", f"The deadline is near and there is no recent report: {names}."
        )
    if report is None:
        return MeasureState.NO_REPORT, Text("没有任何报告。", "Nothing was reported.")
    if not recent:
        return MeasureState.NO_REPORT, Text(f"{report.on}之后没有报告。", f"Nothing was reported since {report.on}.")
    return MeasureState.ON_COURSE, _reported(report)


def _is_near(task: Task, as_of: date) -> bool:
    return task.deadline is not None and timedelta(0) <= task.deadline.last - as_of <= SOON


def _reported(report: StatusReport) -> Text:
    return Text(f"{report.on}：{report.says.zh}", f"{report.on}: {report.says.en}")
