"""From the first plan to the last deadline: what was planned when, for when, and what became of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from nanfeng.kinds.text import Text
from nanfeng.plans.plan import Plan, Target
from nanfeng.plans.progress import Progress, State
from nanfeng.web import city
from nanfeng.web.planning.queries.judged import targets


class Happened(StrEnum):
    """What stands in the timeline: a plan that was issued, a target that fell or falls due, evidence of one."""

    ISSUED = "issued"
    DUE = "due"
    EVIDENCE = "evidence"


@dataclass(frozen=True)
class Moment:
    """One entry. `target` and `progress` are None for a plan; `state` is what became of the target."""

    happened: Happened
    plan: Plan
    words: Text
    target: Target | None = None
    progress: Progress | None = None

    @property
    def state(self) -> State | None:
        """What became of the target; None for what is none."""
        return self.progress.state if self.progress and self.happened is Happened.DUE else None


@dataclass(frozen=True)
class Year:
    """A year with what belongs to it, plans first, then evidence, then what is due."""

    year: int
    moments: Sequence[Moment]


def timeline(first: int = 2016, last: int = 2030) -> list[Year]:
    """Every year between the two, those without an entry too; what is due every year stands at its last year."""
    dated = list(_dated())
    order = list(Happened)
    return [
        Year(year, sorted((one for its, one in dated if its == year), key=lambda one: order.index(one.happened)))
        for year in range(first, last + 1)
    ]


def _dated() -> Iterator[tuple[int, Moment]]:
    for plan in city.pack().plans.values():
        began = plan.issued or (plan.covers.first if plan.covers else None)
        if began:
            yield began.year, Moment(Happened.ISSUED, plan, plan.title)
    for line in targets():
        entry = line.target, line.progress
        due = line.target.period or line.plan.covers
        if due:
            yield due.last.year, Moment(Happened.DUE, line.plan, line.target.statement, *entry)
        for evidence in line.target.evidence:
            yield evidence.on.year, Moment(Happened.EVIDENCE, line.plan, evidence.says, *entry)
