"""Moving something through a flow: what may be done now, and doing it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from nanfeng.cases.attempt import Attempt, FlowError, Subject, listed, possible_now, refusal
from nanfeng.cases.barriers import barriers
from nanfeng.cases.course import Actor, Course, Step
from nanfeng.cases.flow import Flow, Transition
from nanfeng.kinds.issue import Issue
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Move:
    """A transition that somebody performs.

    `expected` is the version of the course that he saw. `happened` is when it was decided, `entered` when it is
    written down; both from the same kind of clock (aware, or naive).
    """

    transition: str
    actor: Actor
    subject: Subject
    expected: int
    happened: datetime
    entered: datetime
    reason: str | None = None
    reason_code: str | None = None


@dataclass(frozen=True)
class Choice:
    """A transition that leads on from where something stands, with every rule that refuses it to this actor now."""

    transition: Transition
    refused: tuple[Issue, ...]

    @property
    def open(self) -> bool:
        """Whether the actor may perform it (a reason may still be asked for)."""
        return not self.refused


def allowed(flow: Flow, course: Course, actor: Actor, subject: Subject) -> tuple[Choice, ...]:
    """Every transition that leads on from the present stage, with why it is not open to this actor where it is not."""
    return tuple(
        Choice(transition, barriers(Attempt(flow, course, transition, actor, subject)))
        for transition in flow.leaving(course.stage)
    )


def move(flow: Flow, course: Course, wanted: Move) -> Course:
    """Take one step; raise FlowError with every rule that refuses it. The course given stays as it is."""
    transition = _known_transition(flow, course, wanted)
    attempt = Attempt(flow, course, transition, wanted.actor, wanted.subject)
    issues = (*_stale(attempt, wanted), *barriers(attempt), *_reason(attempt, wanted), *_times(attempt, wanted))
    if issues:
        raise FlowError(issues)
    return course.followed_by(step_of(course, transition, wanted))


def step_of(course: Course, transition: Transition, wanted: Move) -> Step:
    """The step that the move would be, whether or not it may be taken."""
    return Step(
        transition=transition.id,
        source=course.stage,
        target=transition.target or course.stage,
        actor=wanted.actor,
        happened=wanted.happened,
        entered=wanted.entered,
        round=course.round + transition.begins_round,
        reason=wanted.reason,
        reason_code=wanted.reason_code,
        digest=wanted.subject.digest if transition.approval else None,
        state=transition.state or course.state,
    )


def _known_transition(flow: Flow, course: Course, wanted: Move) -> Transition:
    for transition in flow.transitions:
        if transition.id == wanted.transition:
            return transition
    why = Text(f"“{flow.label.zh}”没有这一步", f"{flow.label.en!r} has no such step")
    raise FlowError((refusal(flow, course, wanted.transition, ("unknown", why, possible_now(flow, course))),))


def _stale(attempt: Attempt, wanted: Move) -> Iterator[Issue]:
    version = attempt.course.version
    if wanted.expected == version:
        return
    why = Text(
        f"您看到的是第{wanted.expected}步之后的状态，现在已是第{version}步之后",
        f"what you saw was its state after step {wanted.expected}; it is now after step {version}",
    )
    yield attempt.refused("stale", why, Text("请刷新，看过新的状态再决定", "reload, look at it again, then decide"))


def _reason(attempt: Attempt, wanted: Move) -> Iterator[Issue]:
    if attempt.transition.reason and not (wanted.reason and wanted.reason.strip()):
        yield attempt.refused("reason", Text("没有写理由", "no reason is given"), Text("写明理由", "say why"))
    codes = {code.code: code.label for code in attempt.transition.reason_codes}
    if codes and wanted.reason_code not in codes:
        choices = listed(list(codes.values()))
        why = Text("没有选择原因", "the kind of reason is not chosen")
        yield attempt.refused("reason_code", why, Text(f"选择：{choices.zh}", f"choose one of: {choices.en}"))


def _times(attempt: Attempt, wanted: Move) -> Iterator[Issue]:
    if wanted.happened > wanted.entered:
        why = Text("办理时间晚于录入时间", "it is said to have happened after it was entered")
        yield attempt.refused("time", why, Text("核对办理时间", "check when it happened"))
    before = attempt.course.steps[-1].happened if attempt.course.steps else attempt.course.began
    if before is not None and wanted.happened < before:
        why = Text("办理时间早于上一步", "it is said to have happened before the step that it follows")
        yield attempt.refused("time", why, Text("核对办理时间", "check when it happened"))
