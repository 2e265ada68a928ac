"""The course of one thing through a flow: the steps that were taken. It only ever grows."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from nanfeng.cases.flow import Flow
from nanfeng.cases.state import State
from nanfeng.kinds.role import Role


@dataclass(frozen=True)
class Actor:
    """Who acts: the account, the role in which, and the organisation that it acts for (None: its own office)."""

    by: str
    role: Role
    acting_for: str | None = None


@dataclass(frozen=True)
class Step:
    """One transition that was performed.

    `happened` is when it was decided, `entered` when it was written down. `round` counts from 1. `digest` is that of
    the record that was approved, None where the step is no approval. `state` is the one that it led to.
    """

    transition: str
    source: str
    target: str
    actor: Actor
    happened: datetime
    entered: datetime
    round: int = 1
    reason: str | None = None
    reason_code: str | None = None
    digest: str | None = None
    state: State = State.ACTIVE


@dataclass(frozen=True)
class Course:
    """Where something stands and how it came there: the stage that it began in, and its steps in their order. `began`
    is when it entered the flow, None where that was not kept.
    """

    start: str
    steps: tuple[Step, ...] = ()
    began: datetime | None = None

    @property
    def stage(self) -> str:
        """The stage that it is in."""
        return self.steps[-1].target if self.steps else self.start

    @property
    def state(self) -> State:
        """Whether it goes on."""
        return self.steps[-1].state if self.steps else State.ACTIVE

    @property
    def version(self) -> int:
        """How many steps were taken; who moves it says which version he saw."""
        return len(self.steps)

    @property
    def round(self) -> int:
        """The present round, from 1."""
        return self.steps[-1].round if self.steps else 1

    @property
    def steps_of_round(self) -> tuple[Step, ...]:
        """The steps of the present round, the one that began it included."""
        return tuple(step for step in self.steps if step.round == self.round)

    @property
    def since(self) -> datetime | None:
        """When it came to the present stage."""
        entering = len(self.steps) - len(self.steps_in_stage)
        return self.steps[entering - 1].happened if entering else self.began

    @property
    def steps_in_stage(self) -> tuple[Step, ...]:
        """The steps since it came to the present stage, in which it stayed there."""
        stayed = tuple(takewhile(lambda step: step.source == step.target, reversed(self.steps)))
        return stayed[::-1]

    def followed_by(self, step: Step) -> "Course":
        """The course with one step more; whether it may be taken is for `move` to say."""
        return replace(self, steps=(*self.steps, step))


def begin(flow: Flow, at: datetime | None = None) -> Course:
    """The course of something that enters a flow, at a moment where that is known."""
    return Course(flow.start, began=at)


def standing_approvals(course: Course, digest: str) -> tuple[Step, ...]:
    """The approvals of the present round that were given to the record as it is now; a change of a fact voids the
    others.
    """
    return tuple(step for step in course.steps_of_round if step.digest == digest)


def voided_approvals(course: Course, digest: str) -> tuple[Step, ...]:
    """The approvals of the present round that were given to the record as it was before it changed."""
    return tuple(step for step in course.steps_of_round if step.digest not in (None, digest))
