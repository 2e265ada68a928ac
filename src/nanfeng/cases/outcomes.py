"""Confirming an outcome: only the organisation itself can, and only what is filled in."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from nanfeng.cases.attempt import FlowError, listed
from nanfeng.cases.binding import confirmed, outcome_digest
from nanfeng.cases.case import Case, Confirmation
from nanfeng.cases.course import Actor
from nanfeng.cases.programme import Outcome, Programme
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text


def confirm(programme: Programme, case: Case, outcome: str, actor: Actor, at: datetime) -> Case:
    """Confirm an outcome as it stands; raise FlowError with every rule that refuses it. The case given stays."""
    found = next((one for one in programme.outcomes if one.id == outcome), None)
    if found is None:
        why = Text("没有这项成果", "there is no such outcome")
        raise FlowError((Issue("unknown", programme.id, outcome, why, Text("核对名称", "check its name")),))
    issues = tuple(_refusals(programme, case, found, actor))
    if issues:
        raise FlowError(issues)
    given = Confirmation(outcome, outcome_digest(found, case.values), actor, at)
    return replace(case, confirmations=(*case.confirmations, given))


def who_confirms(case: Case, outcome: Outcome) -> str | None:
    """The organisation that confirms the outcome; None where the party is not filled in."""
    if outcome.by is None:
        return case.organisation
    party = case.values.get(outcome.by)
    return party if isinstance(party, str) else None


def _refusals(programme: Programme, case: Case, outcome: Outcome, actor: Actor) -> Iterator[Issue]:
    for code, why, mend in _reasons(programme, case, outcome, actor):
        wrong = Text(f"不能确认“{outcome.label.zh}”：{why.zh}", f"cannot confirm {outcome.label.en!r}: {why.en}")
        yield Issue(code, programme.id, outcome.id, wrong, mend)


def _reasons(programme: Programme, case: Case, outcome: Outcome, actor: Actor) -> Iterator[tuple[str, Text, Text]]:
    organisation = who_confirms(case, outcome)
    if organisation is None or actor.acting_for != organisation:
        why = Text("只能由单位本身确认", "only the organisation itself can")
        yield "organisation", why, Text("请单位登录确认", "ask it to confirm")
    if not case.course.state.goes_on:
        yield ("state", *case.course.state.refusal)
    labels = {each.name: each.label for each in programme.fields}
    gaps = [labels[name] for name in outcome.fields if case.values.get(name) is None]
    if gaps:
        missing = listed(gaps)
        why = Text(f"未填写{missing.zh}", f"not filled in: {missing.en}")
        yield "field", why, Text("先填写", "fill it in first")
    if outcome.id in confirmed(programme, case):
        yield "repeated", Text("已经确认", "it is confirmed already"), Text("无需再次确认", "nothing is left to do")
