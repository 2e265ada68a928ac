"""What comes next for a case: the steps on its way, who takes them, and what lacks before each."""

from dataclasses import dataclass

from nanfeng.cases.binding import bound_digest
from nanfeng.cases.case import Case
from nanfeng.cases.course import standing_approvals
from nanfeng.cases.flow import Transition
from nanfeng.cases.judge import lacking
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.role import Role


@dataclass(frozen=True)
class Ahead:
    """A step on the way of a case, and what the case lacks for it."""

    transition: Transition
    missing: tuple[Issue, ...]


def ahead(programme: Programme, case: Case) -> tuple[Ahead, ...]:
    """The next steps of a case: approvals that are wanting where it stands, else those that lead it on, or that take it
    up again where it rests. Nothing for one that is at its end.
    """
    course = case.course
    if not course.state.goes_on:
        return ()
    given = {step.transition for step in standing_approvals(course, bound_digest(programme, case))}
    steps = [one for one in on_the_way(programme, course.stage, course.state) if one.id not in given]
    approvals = [one for one in steps if one.approval and one.target in (None, course.stage)]
    return tuple(Ahead(one, _missing(programme, case, one)) for one in approvals or steps)


def on_the_way(programme: Programme, stage: str, state: State) -> tuple[Transition, ...]:
    """The steps that lead on from a stage in a state: those that need a reason turn a case off its way."""
    leaving = [one for one in programme.flow.leaving(stage) if state in one.while_in]
    if state is State.PAUSED:
        return tuple(one for one in leaving if one.state is State.ACTIVE and one.target in (None, stage))
    return tuple(one for one in leaving if not one.reason and _leads_on(programme, stage, one))


def waits_for(programme: Programme, stage: str, state: State) -> frozenset[Role]:
    """Who takes the steps on the way from a stage."""
    return frozenset(role for one in on_the_way(programme, stage, state) for role in one.roles)


def who_mends(programme: Programme, issue: Issue) -> tuple[Role, ...]:
    """Who fills in the field, or files the document, that an issue is about; nobody in particular for others."""
    if issue.code == "field":
        return next((one.filled_by for one in programme.sections if issue.at in [each.name for each in one.fields]), ())
    if issue.code == "paper":
        return next((one.filed_by for one in programme.papers if one.id == issue.at), ())
    return ()


def _missing(programme: Programme, case: Case, step: Transition) -> tuple[Issue, ...]:
    """What the case lacks where the step leads to, and the step's own conditions that do not hold."""
    unmet = [one for one in step.conditions if one.rule.evaluate(case.facts).verdict is not Verdict.YES]
    issues = [Issue("condition", programme.id, step.id, one.wrong, one.mend) for one in unmet]
    return (*lacking(programme, case, step.target or case.course.stage), *issues)


def _leads_on(programme: Programme, stage: str, step: Transition) -> bool:
    if step.target in (None, stage):
        return step.approval and step.state is None
    return step.target is not None and programme.place(step.target) > programme.place(stage)
