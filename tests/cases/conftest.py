"""The standard flows of the example pack, and people who act in them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from nanfeng.cases.attempt import Subject
from nanfeng.cases.course import Actor, Course
from nanfeng.cases.flow import Flow
from nanfeng.cases.move import Move, move
from nanfeng.kinds.role import Role
from nanfeng.pack.load import read_definition

FLOWS = Path(__file__).parents[2] / "packs" / "example" / "flows"
MORNING = datetime(2023, 7, 10, 9)

CLERK = Actor("clerk", Role.ENTERPRISE_CLERK, "uscc:91999900MA9X00001U")
OFFICER = Actor("officer", Role.PARK_OFFICER)
STATISTICIAN = Actor("statistician", Role.STATISTICIAN)
APPROVER = Actor("approver", Role.APPROVER)
PLANNER = Actor("planner", Role.PLANNER)

Take = Callable[..., Course]


@pytest.fixture(scope="session")
def returns() -> Flow:
    """The flow of returns."""
    return read_definition(FLOWS / "return.toml", Flow)


@pytest.fixture(scope="session")
def releases() -> Flow:
    """The flow of releases."""
    return read_definition(FLOWS / "release.toml", Flow)


@pytest.fixture(scope="session")
def step() -> Take:
    """Take one step by the clock: `step(flow, course, "submit", CLERK, digest="a")`."""

    def take(flow: Flow, course: Course, transition: str, actor: Actor, **said) -> Course:
        now = MORNING + timedelta(hours=course.version)
        subject = Subject(said.pop("digest", "as filed"), said.pop("facts", {}))
        said = {"expected": course.version, "happened": now, "entered": now} | said
        return move(flow, course, Move(transition, actor, subject, **said))

    return take
