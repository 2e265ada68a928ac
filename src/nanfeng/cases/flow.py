"""A flow: the stages that something goes through, and the transitions between them, as a pack defines them."""

from dataclasses import dataclass

from nanfeng.cases.state import State
from nanfeng.forms.field import Code
from nanfeng.forms.rule import Rule
from nanfeng.kinds.definition import Definition
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text


@dataclass(frozen=True)
class Allowed(Definition):
    """A span of time: so many hours by the clock, or working days of the Chinese calendar, of which the last counts to
    its end. Where both are set, the one that ends first counts.
    """

    hours: int = 0
    working_days: int = 0


@dataclass(frozen=True)
class Stage(Definition):
    """Where something stands. `terminal` marks the stages in which the work is done; it may still be reopened.

    `within` says how long it may stand there until it is late; None: as long as it takes.
    """

    id: str
    label: Text
    terminal: bool = False
    within: Allowed | None = None


@dataclass(frozen=True)
class Approvals(Definition):
    """How many different people in a role must have approved the record as it now is."""

    role: Role
    count: int = 1


@dataclass(frozen=True)
class Condition(Definition):
    """A rule over the facts that has to answer yes; neither no nor unknown will do."""

    rule: Rule
    wrong: Text
    mend: Text


@dataclass(frozen=True)
class Fact(Definition):
    """Something that the conditions of a flow read, with what people call it."""

    name: str
    label: Text


@dataclass(frozen=True)
class Transition(Definition):
    """A way from some stages to another; it stays where it is where `target` is None, as an endorsement does.

    `roles` may perform it, except who performed one of the transitions `not_by` in the same round. An `approval` binds
    to the digest of the record. `needs` are the approvals that must stand before, its own not counted. A reason has
    to be given where `reason` says so, and one of `reason_codes` where there are any. `begins_round` starts afresh:
    approvals of earlier rounds no longer count, nor who acted in them. It may be performed in the states `while_in`
    only, and puts what it moves into the state `state`, where one is named. Where it is `independent`, nobody performs
    it who acts for the organisation that it is about, as a juror for his own institute would.
    """

    id: str
    label: Text
    sources: tuple[str, ...]
    roles: tuple[Role, ...]
    target: str | None = None
    not_by: tuple[str, ...] = ()
    approval: bool = False
    needs: tuple[Approvals, ...] = ()
    conditions: tuple[Condition, ...] = ()
    reason: bool = False
    reason_codes: tuple[Code, ...] = ()
    begins_round: bool = False
    independent: bool = False
    state: State | None = None
    while_in: tuple[State, ...] = (State.ACTIVE,)


@dataclass(frozen=True)
class Flow(Definition):
    """A flow. Everything in it begins in the stage `start`. `renamed` are pairs of names that transitions had in an
    earlier version and have now.
    """

    id: str
    label: Text
    start: str
    stages: tuple[Stage, ...]
    transitions: tuple[Transition, ...]
    facts: tuple[Fact, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    note: Text | None = None

    def stage(self, name: str) -> Stage:
        """The stage of that id; raise KeyError that lists the stages there are."""
        for stage in self.stages:
            if stage.id == name:
                return stage
        raise KeyError(f"flow {self.id} has no stage {name}; it has {', '.join(s.id for s in self.stages)}")

    def transition(self, name: str) -> Transition:
        """The transition of that id; raise KeyError that lists the transitions there are."""
        for transition in self.transitions:
            if transition.id == name:
                return transition
        raise KeyError(f"flow {self.id} has no transition {name}; it has {', '.join(t.id for t in self.transitions)}")

    def named_now(self, transition: str) -> str:
        """The name of what an earlier version may have called so."""
        return dict(self.renamed).get(transition, transition)

    def leaving(self, stage: str) -> tuple[Transition, ...]:
        """The transitions that can be performed in a stage, in the order of the definition."""
        return tuple(transition for transition in self.transitions if stage in transition.sources)
