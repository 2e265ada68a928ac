"""The rules that may stand between somebody and a transition, whatever he says with it: stage, state, role, four
eyes, independence, approvals, conditions.
"""

from collections.abc import Callable, Iterator

from nanfeng.cases.attempt import Attempt, listed, possible_now
from nanfeng.cases.course import Step, standing_approvals, voided_approvals
from nanfeng.cases.flow import Approvals, Condition
from nanfeng.kinds.answer import Verdict
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text

Barrier = Callable[[Attempt], Iterator[Issue]]
"""A rule: it gives an issue for each way in which the attempt breaks it."""


def barriers(attempt: Attempt) -> tuple[Issue, ...]:
    """Every rule that refuses the attempt; only stage or state where that is wrong, for nothing else matters then."""
    return (
        tuple(_stage(attempt))
        or tuple(_state(attempt))
        or tuple(issue for barrier in _BARRIERS for issue in barrier(attempt))
    )


def _stage(attempt: Attempt) -> Iterator[Issue]:
    if attempt.course.stage in attempt.transition.sources:
        return
    sources = listed([attempt.flow.stage(name).label for name in attempt.transition.sources])
    why = Text(f"只能在“{sources.zh}”时办理", f"that can be done only while {sources.en!r}")
    yield attempt.refused("stage", why, possible_now(attempt.flow, attempt.course))


def _state(attempt: Attempt) -> Iterator[Issue]:
    is_in = attempt.course.state
    if is_in in attempt.transition.while_in:
        return
    why = Text(f"该办件{is_in.label.zh}", f"it is {is_in.label.en}")
    states = listed([state.label for state in attempt.transition.while_in])
    yield attempt.refused("state", why, Text(f"只能在“{states.zh}”时办理", f"possible only while it is: {states.en}"))


def _role(attempt: Attempt) -> Iterator[Issue]:
    if attempt.actor.role in attempt.transition.roles:
        return
    may, is_one = listed([role.label for role in attempt.transition.roles]), attempt.actor.role.label
    why = Text(f"{is_one.zh}不办理这一步", f"this is not for the role of {is_one.en}")
    yield attempt.refused("role", why, Text(f"由{may.zh}办理", f"it is done by: {may.en}"))


def _four_eyes(attempt: Attempt) -> Iterator[Issue]:
    done = {attempt.flow.named_now(step.transition) for step in _own_steps(attempt)}
    own = [one for one in attempt.transition.not_by if one in done]
    if not own:
        return
    did = listed([attempt.flow.transition(one).label for one in own])
    why = Text(f"您已办理过“{did.zh}”，同一人不能再办这一步", f"you did {did.en!r} before, and nobody may do both")
    yield attempt.refused("not_by", why, Text("请另一个人办理", "ask somebody else to do it"))


def _independent(attempt: Attempt) -> Iterator[Issue]:
    organisation = attempt.subject.organisation
    if attempt.transition.independent and organisation and attempt.actor.acting_for == organisation:
        why = Text("您代表的就是当事单位", "you act for the very organisation that it is about")
        yield attempt.refused("independent", why, Text("请与该单位无关的人办理", "ask somebody from elsewhere"))


def _repeated(attempt: Attempt) -> Iterator[Issue]:
    """A second endorsement of the same record by the same person would say nothing new."""
    if attempt.transition.target is not None or not attempt.transition.approval:
        return
    own = (attempt.transition.id, attempt.actor.by)
    if own in [(attempt.flow.named_now(step.transition), step.actor.by) for step in _standing(attempt)]:
        why = Text("您已认可过当前内容", "you approved the record as it is already")
        yield attempt.refused("repeated", why, Text("请等待其他人认可", "wait for the others"))


def _approvals(attempt: Attempt) -> Iterator[Issue]:
    for need in attempt.transition.needs:
        have = _people(_standing(attempt), need)
        if have < need.count:
            void = _people(voided_approvals(attempt.course, attempt.subject.digest), need)
            yield attempt.refused("approvals", _too_few(need, have, void), _ask(need))


def _conditions(attempt: Attempt) -> Iterator[Issue]:
    for condition in attempt.transition.conditions:
        verdict = condition.rule.evaluate(attempt.subject.facts).verdict
        if verdict is not Verdict.YES:
            why = condition.wrong if verdict is Verdict.NO else _unknown(attempt, condition)
            yield attempt.refused("condition", why, condition.mend)


_BARRIERS: tuple[Barrier, ...] = (_role, _four_eyes, _independent, _repeated, _approvals, _conditions)


def _own_steps(attempt: Attempt) -> tuple[Step, ...]:
    return tuple(step for step in attempt.course.steps_of_round if step.actor.by == attempt.actor.by)


def _standing(attempt: Attempt) -> tuple[Step, ...]:
    return standing_approvals(attempt.course, attempt.subject.digest)


def _people(steps: tuple[Step, ...], need: Approvals) -> int:
    return len({step.actor.by for step in steps if step.actor.role == need.role})


def _too_few(need: Approvals, have: int, void: int) -> Text:
    role = need.role.label
    zh = f"需要{need.count}名{role.zh}认可当前内容，现有{have}名"
    en = f"it takes {need.count} of the role {role.en} to approve the record as it is, and {have} did"
    if not void:
        return Text(zh, en)
    return Text(
        f"{zh}；内容改动后，先前{void}名的认可已失效", f"{en}; approvals of {void} are void, for the record has changed"
    )


def _ask(need: Approvals) -> Text:
    return Text(f"请{need.role.label.zh}审核当前内容", f"ask for approval of the record as it is: {need.role.label.en}")


def _unknown(attempt: Attempt, condition: Condition) -> Text:
    labels = {fact.name: fact.label for fact in attempt.flow.facts}
    gaps = [name for name in condition.rule.fields if attempt.subject.facts.get(name) is None]
    missing = listed([labels.get(name, Text(name, name)) for name in gaps])
    return Text(f"{condition.wrong.zh}（未知：{missing.zh}）", f"{condition.wrong.en} (not known: {missing.en})")
