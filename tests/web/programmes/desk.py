"""What two people try with cases at once, what was accepted of it and refused, and what is found afterwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from itertools import count

from tests.web.programmes.conftest import PDF, TRIAL, Work, begun, seen
from tests.web.zone import OWN

from nanfeng.cases.attempt import FlowError
from nanfeng.kinds.role import Role
from nanfeng.web import clock
from nanfeng.web.flows.services import Asked
from nanfeng.web.people.scope import SYSTEM, seeing
from nanfeng.web.programmes import services
from nanfeng.web.programmes.access import NotForYouError
from nanfeng.web.programmes.models import Case, Confirmation, Message, Paper, Payment, Task
from nanfeng.web.programmes.services import Attached
from nanfeng.web.programmes.whole import Whole, whole, with_course
from nanfeng.web.records.models import Record

Fact = tuple[object, ...]
"""Something that was accepted: what it was, the number of its case, and what tells it from all others."""

CLERK, OFFICER, APPROVER, PLANNER = (
    *(Role.ENTERPRISE_CLERK, Role.PARK_OFFICER),
    *(Role.APPROVER, Role.PLANNER),
)
STEPS = (
    *(("endorse", OFFICER), ("approve", APPROVER), ("begin_trial", OFFICER), ("complete", OFFICER)),
    *(("refuse", APPROVER), ("withdraw", CLERK), ("approve", OFFICER)),
)
ON = {"applied": (0, 1, 1), "approved": (2,), "trial": (3,), "completed": (3,)}
"""By stage the steps that lead on from there."""

_WAN = 10_000


@dataclass(frozen=True)
class Event:
    """Something that somebody does: the name of a method of `Desk`, with which case, and which of what there is."""

    what: str
    case: int
    turn: int


@dataclass
class Desk:
    """The cases of one cohort and the people who work on them. `accepted` and `refused` grow as they do."""

    work: Work
    cohort: str
    numbers: list[str] = field(default_factory=list)
    accepted: list[Fact] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    refused: list[FlowError | NotForYouError] = field(default_factory=list)
    serial: Iterator[int] = field(default_factory=lambda: count(1))

    def do(self, event: Event) -> None:
        """Try it; what is refused is kept, and everything else that goes wrong is raised."""
        number = self.numbers[event.case % len(self.numbers)] if self.numbers else ""
        act: Callable[[str, int], None] = getattr(self, event.what)
        try:
            act(number, event.turn)
        except (FlowError, NotForYouError) as error:
            self.refused.append(error)

    def begin(self, _number: str, turn: int) -> None:
        values = {"forklifts": 2 + turn % 3, "requested": Decimal(300_000)}
        with self.work.act(OFFICER):
            number = services.begin(begun(OWN, cohort=self.cohort, values=values)).number
        self.numbers.append(number)
        self.accepted.append(("begin", number))

    def grant(self, number: str, turn: int) -> None:
        self._save(number, "granted", (10, 20, 29)[turn % 3] * _WAN + next(self.serial))

    def run(self, number: str, turn: int) -> None:
        self._save(number, "hours_run", turn * 1_000_000 + next(self.serial))

    def _save(self, number: str, name: str, value: int) -> None:
        with self.work.act(OFFICER):
            before = services.token(whole(seen(number)))
            services.save(number, before, {name: f"{value}元" if name == "granted" else str(value)})
        self.accepted.append(("save", number, name, Decimal(value)))
        self.seen.append((number, before))

    def step(self, number: str, turn: int) -> None:
        self._step(number, *STEPS[turn % len(STEPS)])

    def lead_on(self, number: str, turn: int) -> None:
        with self.work.act(OFFICER):
            ways = ON[seen(number).stage]
        self._step(number, *STEPS[ways[turn % len(ways)]])

    def _step(self, number: str, name: str, role: Role) -> None:
        with self.work.act(role):
            version = seen(number).course.version
            services.move(number, version, Asked(name, reason="因故"))
        self.accepted.append(("step", number, version + 1, name))

    def attach(self, number: str, _turn: int) -> None:
        content = PDF + str(next(self.serial)).encode()
        with self.work.act(CLERK):
            services.attach(number, Attached("safety_plan", "方案.pdf", content))
        self.accepted.append(("attach", number, sha256(content).hexdigest()))

    def take_back(self, number: str, turn: int) -> None:
        with self.work.act(CLERK):
            papers = whole(seen(number)).papers
            if not papers:
                return
            paper = papers[turn % len(papers)]
            try:
                services.take_back(number, paper.pk)
            except Paper.DoesNotExist:
                return
        self.accepted.append(("take back", number, paper.sha256))

    def confirm(self, number: str, _turn: int) -> None:
        with self.work.act(CLERK):
            services.confirm(number, "trial_done")
        self.accepted.append(("confirm", number))

    def pay(self, number: str, turn: int) -> None:
        instalment = ("first", "second")[turn % 2]
        with self.work.act(PLANNER):
            services.pay(number, instalment, clock.today(), "PZ")
        self.accepted.append(("pay", number, instalment))

    def say(self, number: str, turn: int) -> None:
        text = f"第{next(self.serial)}条"
        with self.work.act((CLERK, OFFICER)[turn % 2]):
            services.say(number, text)
        self.accepted.append(("say", number, text))

    def follow_up(self, number: str, turn: int) -> None:
        what = f"第{next(self.serial)}项"
        with self.work.act((OFFICER, PLANNER)[turn % 2]):
            services.add_task(number, what, clock.today())
        self.accepted.append(("follow up", number, what))


def found(cohort: str) -> list[Whole]:
    """The cases of a cohort as they are kept."""
    return [whole(with_course(row)) for row in Case.objects.filter(cohort=cohort)]


def facts(cases: list[Whole]) -> Iterator[Fact]:
    """Everything that cases say was done with them, in the shape of what was accepted."""
    for one in cases:
        number = one.row.number
        yield "begin", number
        yield from (("step", number, step.number, step.transition) for step in one.steps)
        yield from (("save", number, *said) for said in _saved(number))
        yield from _beside(one.row)


def _saved(number: str) -> set[tuple[str, Decimal]]:
    """What any version of the case's records ever said."""
    versions = Record.objects.filter(form=f"case_{TRIAL}", key__startswith=f"{number}|")
    contents = versions.values_list("content", flat=True)
    names = ("granted", "hours_run")
    return {(name, Decimal(content[name])) for content in contents for name in names if content[name] is not None}


def _beside(case: Case) -> Iterator[Fact]:
    with seeing(SYSTEM):
        for paper in Paper.objects.filter(case=case):
            yield "attach", case.number, paper.sha256
            if paper.taken_back:
                yield "take back", case.number, paper.sha256
        yield from (("confirm", case.number) for _ in Confirmation.objects.filter(case=case))
        yield from (("pay", case.number, paid.instalment) for paid in Payment.objects.filter(case=case))
        yield from (("say", case.number, said.text) for said in Message.objects.filter(case=case))
        yield from (("follow up", case.number, task.what) for task in Task.objects.filter(case=case))
