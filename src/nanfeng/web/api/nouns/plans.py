"""Plans: what they want, what is done for it, and where each stands. Departments report by filing `status_report`."""

from decimal import Decimal
from typing import Any

from django.http import Http404
from ninja import Query, Schema

from nanfeng.web import city
from nanfeng.web.api.noun import Noun
from nanfeng.web.api.problem import Words, words_of
from nanfeng.web.api.shapes import Short
from nanfeng.web.doors import allow_public
from nanfeng.web.people.request import Request
from nanfeng.web.planning.queries.judged import MeasureLine, TargetLine
from nanfeng.web.planning.queries.overview import Asked, Show, listed, summaries

plans = Noun("plans")


class PlanOut(Schema):
    """A plan with how many of its targets and measures are in each state."""

    id: str
    targets: dict[str, int]
    measures: dict[str, int]


class TargetOut(Schema):
    """What a plan wants, where it stands, and why it is judged so. `value` is in `unit`."""

    plan: str
    id: str
    statement: Words
    kind: str
    indicator: str | None
    place: str | None
    comparator: str | None
    value: str | None
    unit: str | None
    period: str | None
    state: str
    reason: Words


class ReportOut(Schema):
    """How a measure stood on a day, as its department said it; `percent` null where nobody could tell."""

    on: str
    department: str
    state: str
    says: Words
    percent: str | None


class MeasureOut(Schema):
    """What is done for a plan, who answers for it, how it stands, and what was reported, the latest first."""

    plan: str
    id: str
    statement: Words
    lead: str | None
    supporting: list[str]
    targets: list[str]
    state: str
    reports: list[ReportOut]


class PlansWanted(Schema):
    """Which targets and measures; what is empty asks for nothing."""

    plan: Short = ""
    department: Short = ""
    show: Show = Show.ALL


@plans.get("/plans", list[PlanOut])
@allow_public
def overview(request: Request) -> list[dict[str, Any]]:
    """全部规划 / All plans, with their states counted."""
    return [{"id": one.plan.id, "targets": dict(one.targets), "measures": dict(one.measures)} for one in summaries()]


@plans.get("/targets", list[TargetOut])
@allow_public
def targets(request: Request, wanted: Query[PlansWanted]) -> list[dict[str, Any]]:
    """目标与进度 / Targets, and where each stands."""
    return [_target(line) for line in listed(_asked(wanted)).targets]


@plans.get("/measures", list[MeasureOut])
@allow_public
def measures(request: Request, wanted: Query[PlansWanted]) -> list[dict[str, Any]]:
    """措施与进展报告 / Measures, who answers for them, and what was reported."""
    return [_measure(line) for line in listed(_asked(wanted)).measures]


def _asked(wanted: PlansWanted) -> Asked:
    if wanted.plan and wanted.plan not in city.pack().plans:
        raise Http404("the city has no such plan")
    return Asked(wanted.show, wanted.department, wanted.plan)


def _target(line: TargetLine) -> dict[str, Any]:
    target, progress = line.target, line.progress
    texts = {name: _text(getattr(target, name)) for name in ("comparator", "value", "unit", "period")}
    return {
        "plan": line.plan.id,
        "statement": words_of(target.statement),
        "kind": target.kind.value,
        "state": progress.state.value,
        "reason": words_of(progress.reason),
        **{name: getattr(target, name) for name in ("id", "indicator", "place")},
        **texts,
    }


def _measure(line: MeasureLine) -> dict[str, Any]:
    measure = line.measure
    reports = [
        {
            "on": one.report.on.isoformat(),
            "department": one.report.department,
            "state": str(one.report.state),
            "says": words_of(one.report.says),
            "percent": _text(one.percent),
        }
        for one in line.reports
    ]
    return {
        "plan": line.plan.id,
        "statement": words_of(measure.statement),
        "state": str(line.standing.state),
        "reports": reports,
        **{name: getattr(measure, name) for name in ("id", "lead", "supporting", "targets")},
    }


def _text(value: object) -> str | None:
    if value is None:
        return None
    return format(value, "f") if isinstance(value, Decimal) else str(value)
