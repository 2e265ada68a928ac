"""Plans from 2016 to 2030: what they wanted, and what became of it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Plan, Target
from nanfeng.plans.progress import Progress, State
from nanfeng.report.annex import STATES
from nanfeng.web import city
from nanfeng.web.planning.queries.judged import judgement

FIRST, LAST = 2016, 2030
"""The years that the picture shows."""

TONES = {
    State.MET: "good",
    State.REACHED_EARLY: "good",
    State.ON_COURSE: "now",
    State.BEHIND: "bad",
    State.MISSED: "bad",
    State.CANNOT_BE_TOLD: "plain",
}


@dataclass(frozen=True)
class Wanted:
    """A target and where it stands. `due` is the day by which it is wanted, None where the plan names none."""

    target: Target
    progress: Progress

    @property
    def due(self) -> date | None:
        """The last day of its period."""
        return self.target.period.last if self.target.period else None

    @property
    def label(self) -> Text:
        """Where it stands, in words."""
        return STATES[self.progress.state]

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.progress.state]


@dataclass(frozen=True)
class Course:
    """A plan, from when until when it is in force, and its targets by the day on which they are due."""

    plan: Plan
    begins: date
    ends: date
    wanted: tuple[Wanted, ...]

    def counts(self) -> list[tuple[State, Text, int]]:
        """How many of its targets are in each state."""
        counted = Counter(wanted.progress.state for wanted in self.wanted)
        return [(state, STATES[state], counted[state]) for state in STATES if counted[state]]


def courses() -> list[Course]:
    """Every plan that wants something, the oldest first."""
    progress = judgement().progress
    found = [_course(plan, progress) for plan in city.pack().plans.values() if plan.targets]
    return sorted(found, key=lambda one: (one.begins, one.ends, one.plan.id))


def _course(plan: Plan, progress: Mapping[str, Progress]) -> Course:
    wanted = [Wanted(target, progress[f"{plan.id}/{target.id}"]) for target in plan.targets]
    wanted.sort(key=lambda one: one.due or date.max)
    begins = _begins(plan)
    dues = [one.due for one in wanted if one.due]
    ends = plan.covers.last if plan.covers else max(dues, default=date(begins.year, 12, 31))
    return Course(plan, begins, ends, tuple(wanted))


def _begins(plan: Plan) -> date:
    """The day on which it was issued, else on which it begins, else on which its document came out."""
    covers = plan.covers.first if plan.covers else None
    told = city.pack().sources[plan.source].published
    return plan.issued or covers or told or date(FIRST, 1, 1)
