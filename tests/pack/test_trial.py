"""A case goes through the hydrogen forklift trial as its file says, and no other way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from nanfeng.cases.attempt import FlowError, Subject
from nanfeng.cases.book import book
from nanfeng.cases.case import Case, Payment
from nanfeng.cases.course import Actor
from nanfeng.cases.course import begin as begin_course
from nanfeng.cases.criterion import Facts, assess
from nanfeng.cases.handling import Doing, add_paper, advance, begin_case, save
from nanfeng.cases.move import Move
from nanfeng.cases.outcomes import confirm
from nanfeng.cases.paying import pay
from nanfeng.cases.programme import Programme
from nanfeng.cases.state import State
from nanfeng.kinds.role import Role
from nanfeng.pack.load import read_definition

AT = datetime(2023, 3, 1, 9)
CLERK = Actor("wang", Role.ENTERPRISE_CLERK, "a")
OFFICER, APPROVER = Actor("li", Role.PARK_OFFICER), Actor("zhao", Role.APPROVER)
PLANNER = Actor("chen", Role.PLANNER)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return read_definition(Path(__file__).parent / "programmes" / "hydrogen_forklifts.toml", Programme)


@contextmanager
def refused(*codes: str) -> Iterator[None]:
    """The rules that refuse what is done within, all of them."""
    with pytest.raises(FlowError) as caught:
        yield
    assert {issue.code for issue in caught.value.issues} == set(codes)


def applied(programme: Programme, kind: str = "enterprise") -> Case:
    facts = Facts({"kind": kind}, {}, {})
    empty = Case(begin_course(programme.flow), "a", programme.edition, today=AT.date())
    said = {"forklifts": 2, "requested": Decimal(400_000)}
    case = replace(empty, values=said, assessed=assess(programme.criteria, facts))
    return begin_case(programme, case, Doing(CLERK, AT, {}))


def step(programme: Programme, case: Case, transition: str, actor: Actor, others: tuple[Case, ...] = ()) -> Case:
    wanted = Move(transition, actor, Subject(""), case.course.version, AT, AT, reason="…")
    return advance(programme, case, wanted, book(programme, others))


def granted(programme: Programme, case: Case, amount: int) -> Case:
    return save(programme, case, {"granted": Decimal(amount)}, Doing(OFFICER, AT, {}))


def approved(programme: Programme, amount: int = 300_000, others: tuple[Case, ...] = ()) -> Case:
    case = add_paper(programme, applied(programme), ("safety_plan", "0" * 64), Doing(CLERK, AT, {}))
    case = step(programme, granted(programme, case, amount), "endorse", OFFICER)
    return step(programme, case, "approve", APPROVER, others)


def test_from_application_to_the_last_payment(programme):
    case = step(programme, approved(programme), "begin_trial", OFFICER)
    case = pay(programme, case, Payment("first", "granted", Decimal(180_000), date(2023, 3, 2), "P1"), PLANNER)
    case = save(programme, case, {"hours_run": 500}, Doing(OFFICER, AT, {}))
    with refused("outcome"):
        step(programme, case, "complete", OFFICER)
    case = step(programme, confirm(programme, case, "trial_done", CLERK, AT), "complete", OFFICER)
    case = pay(programme, case, Payment("second", "granted", Decimal(120_000), date(2023, 6, 2), "P2"), PLANNER)
    assert (case.course.stage, case.paid("granted")) == ("completed", 300_000)


def test_it_takes_two_approvals_of_the_same_facts(programme):
    case = granted(programme, add_paper(programme, applied(programme), ("safety_plan", "0"), Doing(CLERK, AT, {})), 1)
    with refused("approvals"):
        step(programme, case, "approve", APPROVER)
    endorsed = step(programme, case, "endorse", OFFICER)
    with refused("approvals"):
        step(programme, granted(programme, endorsed, 2), "approve", APPROVER)


def test_more_than_the_rate_is_not_granted(programme):
    with refused("demand"):
        approved(programme, 300_001)


def test_without_its_papers_and_for_others_than_enterprises_it_is_not_approved(programme):
    case = step(programme, applied(programme, "service"), "endorse", OFFICER)
    with refused("paper", "field", "demand", "criterion", "limit"):
        step(programme, case, "approve", APPROVER)


def test_three_million_yuan_and_twenty_seats(programme):
    case = approved(programme)
    with refused("limit"):
        approved(programme, others=(case,) * 10)  # 3 million yuan are granted
    cheap = replace(case, values={**case.values, "granted": Decimal(1)})
    with refused("limit"):
        approved(programme, others=(cheap,) * 20)
    given_up = step(programme, case, "withdraw", CLERK)
    assert given_up.course.state is State.WITHDRAWN
    assert approved(programme, others=(*(case,) * 9, given_up)).course.stage == "approved"
