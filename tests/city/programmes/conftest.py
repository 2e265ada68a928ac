"""The programmes of the Foshan pack, and somebody who leads a case through one of them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from nanfeng.cases.attempt import FlowError, Subject
from nanfeng.cases.case import Case
from nanfeng.cases.course import Actor, begin
from nanfeng.cases.criterion import Assessed
from nanfeng.cases.handling import Doing, add_paper, advance, begin_case, save
from nanfeng.cases.move import Move
from nanfeng.cases.outcomes import confirm
from nanfeng.cases.programme import Programme
from nanfeng.forms.value import Value
from nanfeng.kinds.answer import Answer, Verdict
from nanfeng.kinds.role import Role
from nanfeng.kinds.text import Text
from nanfeng.pack.load import load
from nanfeng.pack.pack import Pack

COMPANY = "uscc:91440600MA0000001X"
MORNING = datetime(2023, 6, 15, 9)

CLERK = Actor("clerk", Role.ENTERPRISE_CLERK, COMPANY)
PROVIDER = Actor("provider", Role.SERVICE_ORGANISATION, COMPANY)
STATION = Actor("station", Role.STATION_STAFF)
PARK = Actor("park", Role.PARK_OFFICER)
INVESTMENT = Actor("investment", Role.INVESTMENT_OFFICER)
PLANNER = Actor("planner", Role.PLANNER)
APPROVER = Actor("approver", Role.APPROVER)
EXPERT = Actor("expert", Role.EXPERT)


@dataclass
class Walk:
    """A case that somebody leads on, an hour from act to act."""

    programme: Programme
    case: Case
    now: datetime = MORNING

    def fill(self, who: Actor, **values: Value) -> None:
        self.case = save(self.programme, self.case, values, self._doing(who))

    def add(self, who: Actor, *papers: str) -> None:
        for paper in papers:
            self.case = add_paper(self.programme, self.case, (paper, f"sha256 of {paper}"), self._doing(who))

    def link(self, form: str, number: int = 1) -> None:
        self.case = replace(self.case, linked={**self.case.linked, form: number})

    def assess(self, said: Verdict) -> None:
        answer = Answer(said, Text("见核对", "as checked"))
        self.case = replace(self.case, assessed=tuple(Assessed(one, answer) for one in self.programme.criteria))

    def confirm(self, outcome: str) -> None:
        self.case = confirm(self.programme, self.case, outcome, CLERK, self.now)

    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)
        self.case = replace(self.case, today=self.now.date())

    def do(self, who: Actor, transition: str, reason: str | None = None, code: str | None = None) -> str:
        """Lead it on; give the stage that it stands in then."""
        self.now += timedelta(hours=1)
        wanted = Move(
            transition, who, Subject(""), self.case.course.version, self.now, self.now, reason=reason, reason_code=code
        )
        self.case = advance(self.programme, self.case, wanted, {})
        return self.case.course.stage

    def refused(self, who: Actor, transition: str, reason: str | None = None, code: str | None = None) -> set[str]:
        """What refuses a step: of a rule its code, of what lacks code and name."""
        before = self.case
        with pytest.raises(FlowError) as caught:
            self.do(who, transition, reason, code)
        assert self.case is before
        return {one.code if one.at == transition else f"{one.code} {one.at}" for one in caught.value.issues}

    def _doing(self, who: Actor) -> Doing:
        return Doing(who, self.now, {})


Begin = Callable[..., Walk]


@pytest.fixture(scope="session")
def pack(root) -> Pack:
    return load(root / "packs" / "foshan")


@pytest.fixture
def begun(pack) -> Begin:
    """Begin a case: `begun("investment", INVESTMENT, name=…)`."""

    def start(name: str, who: Actor, /, **values: Value) -> Walk:
        programme = pack.programmes[name]
        course = begin(programme.flow)
        case = Case(course, COMPANY, programme.edition, park="park_nanhai", values=values, today=MORNING.date())
        return Walk(programme, begin_case(programme, case, Doing(who, MORNING, {})))

    return start
