"""What presses: targets and measures that are late or at risk, and who answers for them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nanfeng.plans.measures import MeasureState
from nanfeng.plans.plan import Plan
from nanfeng.plans.progress import State
from nanfeng.web import city
from nanfeng.web.planning.queries.judged import MeasureLine, TargetLine, measures, targets


class Show(StrEnum):
    """What of the plans is listed."""

    ALL = "all"
    LATE = "late"
    AT_RISK = "at_risk"
    SILENT = "silent"


_TARGETS = {Show.LATE: (State.MISSED,), Show.AT_RISK: (State.BEHIND,), Show.SILENT: (State.CANNOT_BE_TOLD,)}
_MEASURES = {
    Show.LATE: (MeasureState.LATE,),
    Show.AT_RISK: (MeasureState.AT_RISK,),
    Show.SILENT: (MeasureState.NO_REPORT,),
}


@dataclass(frozen=True)
class Asked:
    """Which lines are wanted; an empty string asks for nothing."""

    show: Show = Show.ALL
    department: str = ""
    plan: str = ""


@dataclass(frozen=True)
class Listed:
    """The targets and measures that were asked for."""

    targets: Sequence[TargetLine]
    measures: Sequence[MeasureLine]


@dataclass(frozen=True)
class PlanSummary:
    """A plan with how many of its targets and measures are in each state, in the order of the states."""

    plan: Plan
    targets: Sequence[tuple[State, int]]
    measures: Sequence[tuple[MeasureState, int]]


def listed(asked: Asked) -> Listed:
    """Targets and measures, narrowed; a department has those that it leads or supports, and the targets they serve."""
    found = [line for line in measures() if _wanted(line, asked)]
    served = {(line.plan.id, target) for line in found for target in line.measure.targets}
    those = [line for line in targets() if not asked.plan or line.plan.id == asked.plan]
    if asked.department:
        those = [line for line in those if (line.plan.id, line.target.id) in served]
    if asked.show is Show.ALL:
        return Listed(those, found)
    return Listed(
        [line for line in those if line.progress.state in _TARGETS[asked.show]],
        [line for line in found if line.standing.state in _MEASURES[asked.show]],
    )


def summaries() -> list[PlanSummary]:
    """Every plan with its states counted."""
    states = Counter((line.plan.id, line.progress.state) for line in targets())
    standings = Counter((line.plan.id, line.standing.state) for line in measures())
    return [
        PlanSummary(
            plan,
            [(state, count) for state in State if (count := states[plan.id, state])],
            [(state, count) for state in MeasureState if (count := standings[plan.id, state])],
        )
        for plan in city.pack().plans.values()
    ]


def pressing() -> list[MeasureLine]:
    """Measures that are late or at risk."""
    states = (MeasureState.LATE, MeasureState.AT_RISK)
    return [line for line in measures() if line.standing.state in states]


def reports_owed(department: str) -> list[MeasureLine]:
    """Measures of a department that are late, at risk, or of which nothing was reported for too long."""
    states = (MeasureState.LATE, MeasureState.AT_RISK, MeasureState.NO_REPORT)
    return [line for line in measures() if line.measure.lead == department and line.standing.state in states]


def answering(line: TargetLine) -> list[str]:
    """The departments that lead the measures which serve a target; none where the sources name none."""
    serving = [measure for measure in line.plan.measures if line.target.id in measure.targets]
    return list(dict.fromkeys(measure.lead for measure in serving if measure.lead))


def deadline(line: MeasureLine) -> date | None:
    """The first deadline of a measure's tasks; None where it has none."""
    return min((task.deadline.last for task in line.measure.tasks if task.deadline), default=None)


def departments() -> list[str]:
    """The departments that lead, support or do something in a plan, in the order of the pack."""
    every = [measure for plan in city.pack().plans.values() for measure in plan.measures]
    named = {code for one in every for code in (one.lead, *one.supporting, *(task.department for task in one.tasks))}
    return [code for code in city.pack().departments if code in named]


def _wanted(line: MeasureLine, asked: Asked) -> bool:
    if asked.plan and line.plan.id != asked.plan:
        return False
    measure = line.measure
    theirs = (measure.lead, *measure.supporting, *(task.department for task in measure.tasks))
    return not asked.department or asked.department in theirs
